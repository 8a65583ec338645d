import type { Finding } from '../findings/finding.js';

/**
 * The typed model of one BPMN document (BPMN 2.0.2 §8 to §10): what the drawing says, before anything is judged.
 * References are ids; `Model.locations` tells where each element stands in the source.
 */
export interface Model {
  readonly id: string;
  readonly name?: string;
  readonly targetNamespace?: string;
  /** In document order. */
  readonly processes: readonly ProcessModel[];
  readonly collaborations: readonly Collaboration[];
  readonly messages: ReadonlyMap<string, MessageModel>;
  readonly signals: ReadonlyMap<string, SignalModel>;
  readonly errors: ReadonlyMap<string, ErrorModel>;
  readonly escalations: ReadonlyMap<string, EscalationModel>;
  readonly dataStores: ReadonlyMap<string, { readonly id: string; readonly name?: string }>;
  /** Position of every element that has an id. */
  readonly locations: ReadonlyMap<string, Location>;
}

/** Line and column from 1. */
export interface Location {
  readonly line: number;
  readonly column: number;
}

export interface ParseResult {
  /** Absent when the document is broken beyond reading. */
  readonly model?: Model;
  readonly findings: readonly Finding[];
}

export interface MessageModel {
  readonly id: string;
  readonly name?: string;
  /** `qh:correlation`, FEEL, evaluated where the message is thrown and where it is awaited. */
  readonly correlation?: string;
}
export interface SignalModel {
  readonly id: string;
  readonly name?: string;
}
export interface ErrorModel {
  readonly id: string;
  readonly name?: string;
  readonly errorCode?: string;
}
export interface EscalationModel {
  readonly id: string;
  readonly name?: string;
  readonly escalationCode?: string;
}

export interface Collaboration {
  readonly id: string;
  readonly participants: readonly Participant[];
  readonly messageFlows: readonly MessageFlow[];
}
export interface Participant {
  readonly id: string;
  readonly name?: string;
  /** Absent for a black-box pool. */
  readonly processRef?: string;
}
export interface MessageFlow {
  readonly id: string;
  readonly name?: string;
  /** A participant, or a flow node in a process. */
  readonly sourceRef: string;
  readonly targetRef: string;
  readonly messageRef?: string;
}

/** What a process and the three kinds of sub-process have in common (FlowElementsContainer, §8.3.13). */
export interface Container {
  readonly id: string;
  /** In document order. Children of sub-processes are in the sub-process. */
  readonly nodes: readonly NodeModel[];
  readonly flows: readonly SequenceFlowModel[];
  readonly dataObjects: readonly DataObjectModel[];
  readonly associations: readonly AssociationModel[];
}

export interface ProcessModel extends Container {
  readonly name?: string;
  readonly isExecutable: boolean;
  readonly lanes: readonly Lane[];
  readonly returns?: 'none' | 'listed' | 'all';
  /** What the numbers of its matters begin with (字头), such as 校采审. */
  readonly series?: string;
  /** Extension elements that the engine does not read itself, verbatim for the policy library: `qh:protected`, `qh:constraint` ... */
  readonly extensions: readonly ExtensionElement[];
}

export interface Lane {
  readonly id: string;
  readonly name?: string;
  readonly nodeRefs: readonly string[];
  readonly lanes: readonly Lane[];
}

/** A data object together with the references drawn for it (§10.4.1). */
export interface DataObjectModel {
  readonly id: string;
  readonly name?: string;
  readonly isCollection: boolean;
  readonly referenceIds: readonly string[];
}

/** An association drawn between two elements: ties a compensation boundary event to its handler (§10.7). */
export interface AssociationModel {
  readonly id: string;
  readonly sourceRef: string;
  readonly targetRef: string;
}

export interface SequenceFlowModel {
  readonly id: string;
  readonly name?: string;
  readonly sourceRef: string;
  readonly targetRef: string;
  readonly condition?: ExpressionModel;
  /** `qh:outcome`. */
  readonly outcome?: string;
}

/** A formal expression (§8.3.6). `language` as written, absent when not written. */
export interface ExpressionModel {
  readonly text: string;
  readonly language?: string;
  readonly location?: Location;
}

/** Element types: the BPMN names, with a lower-case first letter, as in the schema. */
export type ActivityType =
  | 'task'
  | 'userTask'
  | 'manualTask'
  | 'serviceTask'
  | 'scriptTask'
  | 'businessRuleTask'
  | 'sendTask'
  | 'receiveTask'
  | 'subProcess'
  | 'transaction'
  | 'adHocSubProcess'
  | 'callActivity';
export type GatewayType =
  'exclusiveGateway' | 'parallelGateway' | 'inclusiveGateway' | 'eventBasedGateway' | 'complexGateway';
export type EventType =
  'startEvent' | 'endEvent' | 'intermediateCatchEvent' | 'intermediateThrowEvent' | 'boundaryEvent';
export type NodeType = ActivityType | GatewayType | EventType;

export type NodeModel = ActivityModel | GatewayModel | EventModel;

interface BaseNode {
  readonly id: string;
  readonly name?: string;
  /** Ids of sequence flows whose targetRef (sourceRef) is this node, in document order: derived from the flows, not from the `incoming` elements. */
  readonly incoming: readonly string[];
  readonly outgoing: readonly string[];
  /** Extension elements and `qh:` attributes that the engine does not read itself, kept for the policy library. */
  readonly extensions: readonly ExtensionElement[];
}

/** An extension element as read: prefix-free name, namespace URI, attributes, children, text. */
export interface ExtensionElement {
  readonly namespace: string;
  readonly name: string;
  readonly attributes: Readonly<Record<string, string>>;
  readonly children: readonly ExtensionElement[];
  readonly text?: string;
}

export interface ActivityModel extends BaseNode {
  readonly type: ActivityType;
  readonly isForCompensation: boolean;
  readonly startQuantity: number;
  readonly completionQuantity: number;
  /** Id of the default flow. */
  readonly default?: string;
  readonly loop?: StandardLoopModel | MultiInstanceModel;
  readonly dataInputs: readonly DataItemModel[];
  readonly dataOutputs: readonly DataItemModel[];
  readonly inputAssociations: readonly DataAssociationModel[];
  readonly outputAssociations: readonly DataAssociationModel[];
  /** `qh:input`: variables given to the activity, local to it. */
  readonly inputs: readonly MappingModel[];
  /** `qh:output`: evaluated in the activity, written outside it. */
  readonly outputs: readonly MappingModel[];
  /** send and receive task; send also as message throw. */
  readonly messageRef?: string;
  /** receive task: starts the process. */
  readonly instantiate: boolean;
  /** script task. */
  readonly script?: ExpressionModel;
  /** `qh:resultVariable` on script and business rule task. */
  readonly resultVariable?: string;
  /** `qh:decision`: id or name of a DMN decision (business rule task). */
  readonly decision?: string;
  /** `qh:handler`: who does the job (service, send, business rule task). */
  readonly handler?: string;
  /** `qh:retries`: how often a failed job is tried again. */
  readonly retries?: number;
  /** `qh:returnTo`: where a work item may be returned to when the process says `listed`. */
  readonly returnTo: readonly string[];
  /** call activity. */
  readonly calledElement?: string;
  /** `qh:binding`: `latest` (default), `version:<n>` or `digest:<hex>`. */
  readonly binding?: string;
  /** Sub-processes only. */
  readonly container?: Container;
  /** Sub-process: started by an event of its own (event sub-process). */
  readonly triggeredByEvent: boolean;
}

/** DataInput or DataOutput of an activity or event. */
export interface DataItemModel {
  readonly id: string;
  readonly name?: string;
}

/** §10.4.2. Source and target are ids of data objects, their references, properties, data inputs or outputs. */
export interface DataAssociationModel {
  readonly id?: string;
  readonly sourceRefs: readonly string[];
  readonly targetRef?: string;
  readonly transformation?: ExpressionModel;
  readonly assignments: readonly { readonly from: ExpressionModel; readonly to: ExpressionModel }[];
}

/** `qh:input` and `qh:output`: `target` is a variable name, `expression` FEEL. */
export interface MappingModel {
  readonly target: string;
  readonly expression: string;
}

export interface StandardLoopModel {
  readonly kind: 'standard';
  readonly testBefore: boolean;
  readonly condition?: ExpressionModel;
  readonly maximum?: number;
}

export interface MultiInstanceModel {
  readonly kind: 'multiInstance';
  readonly isSequential: boolean;
  readonly cardinality?: ExpressionModel;
  readonly completionCondition?: ExpressionModel;
  /** Id of the item-aware element (loopDataInputRef, loopDataOutputRef). */
  readonly dataInputRef?: string;
  readonly dataOutputRef?: string;
  /** Names (or ids) of inputDataItem and outputDataItem. */
  readonly inputDataItem?: string;
  readonly outputDataItem?: string;
  /** §10.3.8.2: All (default), None, One, Complex. */
  readonly behavior: 'All' | 'None' | 'One' | 'Complex';
  /** `qh:collection` (FEEL), `qh:element` (name), `qh:outputCollection` (name), `qh:outputElement` (FEEL). */
  readonly collection?: string;
  readonly element?: string;
  readonly outputCollection?: string;
  readonly outputElement?: string;
}

export interface GatewayModel extends BaseNode {
  readonly type: GatewayType;
  readonly default?: string;
  readonly gatewayDirection: 'Unspecified' | 'Converging' | 'Diverging' | 'Mixed';
  /** event-based gateway. */
  readonly instantiate: boolean;
  readonly eventGatewayType: 'Exclusive' | 'Parallel';
  /** complex gateway. */
  readonly activationCondition?: ExpressionModel;
}

export interface EventModel extends BaseNode {
  readonly type: EventType;
  /** In document order; references to root event definitions are resolved. Empty for a none event. */
  readonly definitions: readonly EventDefinitionModel[];
  readonly parallelMultiple: boolean;
  /** start event of an event sub-process. */
  readonly isInterrupting: boolean;
  /** boundary event. */
  readonly cancelActivity: boolean;
  readonly attachedToRef?: string;
  readonly dataInputs: readonly DataItemModel[];
  readonly dataOutputs: readonly DataItemModel[];
  readonly inputAssociations: readonly DataAssociationModel[];
  readonly outputAssociations: readonly DataAssociationModel[];
  readonly inputs: readonly MappingModel[];
  readonly outputs: readonly MappingModel[];
}

export type EventDefinitionModel =
  | { readonly kind: 'message'; readonly id?: string; readonly messageRef?: string }
  | {
      readonly kind: 'timer';
      readonly id?: string;
      readonly timeDate?: ExpressionModel;
      readonly timeDuration?: ExpressionModel;
      readonly timeCycle?: ExpressionModel;
      /** `qh:calendar`: durations count working days of this calendar. */
      readonly calendar?: string;
    }
  | { readonly kind: 'signal'; readonly id?: string; readonly signalRef?: string }
  | { readonly kind: 'conditional'; readonly id?: string; readonly condition?: ExpressionModel }
  | { readonly kind: 'error'; readonly id?: string; readonly errorRef?: string }
  | { readonly kind: 'escalation'; readonly id?: string; readonly escalationRef?: string }
  | {
      readonly kind: 'compensate';
      readonly id?: string;
      readonly activityRef?: string;
      readonly waitForCompletion: boolean;
    }
  | { readonly kind: 'link'; readonly id?: string; readonly name?: string }
  | { readonly kind: 'terminate'; readonly id?: string }
  | { readonly kind: 'cancel'; readonly id?: string };
export type EventDefinitionKind = EventDefinitionModel['kind'];
