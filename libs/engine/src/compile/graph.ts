import type { Expression } from '../feel/api.js';
import type { Element } from '../elements/element.js';
import type { NodeType } from '../parse/model.js';
import type { TimerSpec } from './timer.js';

/**
 * A process document made ready to run, with everything it calls: an immutable graph. Node and flow keys are the BPMN ids; in called
 * documents they carry the called process in front (`Called:Task_1`), so a key names one element of the whole graph.
 */
export interface Definition {
  /** Digest of the document and of what it is linked with, as the caller computed it. */
  readonly digest: string;
  /** The processes of the document itself, by id. */
  readonly processes: ReadonlyMap<string, GraphNode>;
  /** By index, which is the order in the document, called documents behind. */
  readonly nodes: readonly GraphNode[];
  readonly nodesByKey: ReadonlyMap<string, GraphNode>;
  readonly flowsByKey: ReadonlyMap<string, Flow>;
  /** Whether any conditional event, any inclusive join exists: what a step need not look for. */
  readonly hasConditions: boolean;
  readonly hasInclusiveJoins: boolean;
  /** What every call activity was bound to when the definition was compiled. */
  readonly pins: readonly Pin[];
}

export interface Pin {
  readonly elementId: string;
  readonly processId: string;
  readonly digest: string;
}

/**
 * A flow node, or a process as the node that holds all others. Frozen once compiled. What every token that passes asks for comes first: in
 * a process of thousands of elements a step is bound by how many cache lines of the graph it touches.
 */
export class GraphNode<S = unknown> {
  outgoing: Flow[] = [];
  /** No condition, outcome or default on any flow behind: completing the node takes them all. */
  takesAllFlows = true;
  /** Set for activities, and for processes with nothing in it. */
  activity: ActivitySpec | null = null;
  /** Variables given to the element, local to it: qh:input and data inputs; for a thrown message or signal, what it carries. */
  inputs: readonly Mapping[] = [];
  /** What becomes of the result or the payload: qh:output and data outputs. Without any, all of it is written. */
  outputs: readonly Mapping[] = [];
  /** The outcomes that the flows behind declare, in document order (`qh:outcome`). */
  outcomes: readonly string[] = [];
  /** Whether completing this activity must be remembered, so that it can be compensated. */
  compensable = false;
  /** Completing this activity is remembered, because work may be returned to it. */
  returnable = false;
  /** What the element's own file made of the model. */
  spec!: S;
  /** Set for events. */
  event: EventSpec | null = null;
  defaultFlow: Flow | null = null;
  /** Set for processes, sub-processes and event sub-processes. */
  container: ContainerSpec | null = null;
  incoming: Flow[] = [];
  /** The compensation handler that belongs to this activity. */
  compensationHandler: GraphNode | null = null;
  name: string | null = null;
  readonly id: string;
  readonly type: NodeType | 'process';
  /** The enclosing container; null for a process. */
  readonly parent: GraphNode | null;

  constructor(
    readonly element: Element<S>,
    readonly key: string,
    readonly index: number,
    drawn: Pick<GraphNode, 'id' | 'type' | 'parent'>,
  ) {
    this.id = drawn.id;
    this.type = drawn.type;
    this.parent = drawn.parent;
  }
}

/** In the order in which a token asks for it, as in `GraphNode`. */
export interface Flow {
  readonly key: string;
  readonly target: GraphNode;
  /** The key alone in a list: what an element consumes that every token activates by itself. */
  readonly alone: readonly string[];
  readonly condition: Expression | null;
  readonly outcome: string | null;
  readonly index: number;
  readonly id: string;
  readonly source: GraphNode;
}

export interface ContainerSpec {
  readonly nodes: GraphNode[];
  /** Start events, in document order. */
  readonly startEvents: GraphNode[];
  /** Where tokens begin when there is no start event: nodes that nothing leads to. */
  readonly implicitStarts: GraphNode[];
  /** Start events of the event sub-processes inside. */
  readonly eventSubProcessStarts: GraphNode[];
  /** Inclusive gateways that join, for the check at the end of each step. */
  readonly inclusiveJoins: GraphNode[];
  /** Names of the variables that the data objects of a sub-process declare. */
  readonly dataObjects: string[];
  /** Names of the variables that the process takes from the instance also where it is called with inputs of its own (`qh:threshold`). */
  readonly constants: readonly string[];
  /** Started by an event of its own. */
  readonly isEventSubProcess: boolean;
}

export interface ActivitySpec {
  readonly loop: LoopSpec | null;
  /** Boundary events in document order. */
  readonly boundaryEvents: GraphNode[];
  readonly isForCompensation: boolean;
  readonly retries: number;
  readonly handler: string | null;
  /** null: every completed activity the structure allows. */
  readonly returnTo: readonly string[] | null;
}

/** A variable and the expression that gives its value. */
export interface Mapping {
  readonly target: string;
  readonly expression: Expression;
}

export type LoopSpec =
  | {
      readonly kind: 'standard';
      readonly testBefore: boolean;
      readonly condition: Expression | null;
      readonly maximum: number | null;
    }
  | {
      readonly kind: 'multiInstance';
      readonly isSequential: boolean;
      readonly cardinality: Expression | null;
      readonly collection: Expression | null;
      /** The data input that the collection came by: it is the activity's, not each inner instance's. */
      readonly collectionInput: Mapping | null;
      /** Variable that holds the item of an inner instance. */
      readonly element: string | null;
      readonly completionCondition: Expression | null;
      readonly outputCollection: string | null;
      /** Where the output collection goes, when it is a data output with associations of its own; empty: it is a variable around the activity. */
      readonly collectionOutputs: readonly Mapping[];
      readonly outputElement: Expression | null;
      /** When the output element is a plain variable: its name, which is then local to the inner instance. */
      readonly outputVariable: string | null;
    };

export interface EventSpec {
  /** null for a none event. */
  readonly trigger: TriggerSpec | null;
  /** Boundary event: cancelActivity; start of an event sub-process: isInterrupting. True elsewhere. */
  readonly interrupting: boolean;
  /** Boundary event: the activity it is attached to. */
  attachedTo: GraphNode | null;
}

export type TriggerSpec =
  | { readonly kind: 'message'; readonly message: MessageSpec }
  | { readonly kind: 'signal'; readonly name: string }
  | { readonly kind: 'timer'; readonly timer: TimerSpec }
  | { readonly kind: 'conditional'; readonly condition: Expression }
  /** `code` null on a catching event: every error (escalation). */
  | { readonly kind: 'error'; readonly code: string | null }
  | { readonly kind: 'escalation'; readonly code: string | null }
  /** `activity` null: the whole scope. */
  | { readonly kind: 'compensate'; activity: GraphNode | null; readonly waitForCompletion: boolean }
  | { readonly kind: 'link'; readonly name: string; target: GraphNode | null }
  | { readonly kind: 'terminate' };

export interface MessageSpec {
  readonly name: string;
  /** Evaluated where the message is thrown and where it is awaited; null: every message of the name fits. */
  readonly correlation: Expression | null;
  /** Addresses that message flows lead to, for throwing elements. @see leadsTo */
  readonly targets: readonly string[];
  /** Keys of the elements that message flows come from, for awaiting elements; null for a pool. */
  readonly sources: readonly (string | null)[];
}

/** Closes the graph against later change. Expressions are closed by themselves. */
export function freezeGraph(definition: Definition): void {
  for (const flow of definition.flowsByKey.values()) Object.freeze(flow);
  for (const node of definition.nodes) {
    shareCommonParts(node);
    for (const list of [node.incoming, node.outgoing, node.inputs, node.outputs, node.outcomes]) Object.freeze(list);
    if (node.container !== null) {
      for (const list of Object.values(node.container)) Object.freeze(list);
      Object.freeze(node.container);
    }
    if (node.activity !== null) {
      Object.freeze(node.activity.boundaryEvents);
      Object.freeze(node.activity);
    }
    if (node.event !== null) {
      Object.freeze(node.event.trigger);
      Object.freeze(node.event);
    }
    Object.freeze(node);
  }
  Object.freeze(definition);
}

const NOTHING: readonly never[] = [];
const PLAIN_ACTIVITY: ActivitySpec = {
  loop: null,
  boundaryEvents: [],
  isForCompensation: false,
  retries: 0,
  handler: null,
  returnTo: null,
};

/**
 * Keeps a large process small enough for the processor's cache: lists that grew are cut to their length, and what most nodes lack, data,
 * outcomes and events, is one empty part for all.
 */
function shareCommonParts(node: GraphNode): void {
  node.incoming = node.incoming.slice();
  node.outgoing = node.outgoing.slice();
  if (node.inputs.length === 0) node.inputs = NOTHING;
  if (node.outputs.length === 0) node.outputs = NOTHING;
  if (node.outcomes.length === 0) node.outcomes = NOTHING;
  if (node.activity !== null && isPlain(node.activity)) node.activity = PLAIN_ACTIVITY;
}

function isPlain(activity: ActivitySpec): boolean {
  const { loop, boundaryEvents, isForCompensation, retries, handler, returnTo } = activity;
  const isBare = loop === null && boundaryEvents.length === 0 && !isForCompensation;
  return isBare && retries === 0 && handler === null && returnTo === null;
}
