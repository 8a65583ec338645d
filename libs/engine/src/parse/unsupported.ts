import { PLACEHOLDER } from './data.js';
import type { Metamodel } from './metamodel.js';
import type { Report } from './report.js';
import { childrenOf, referencesOf, walk, type Typed } from './typed.js';

type Severity = 'error' | 'warning' | 'info';

/**
 * Elements that are read correctly and have no place in the model. An error where leaving them out would change what is
 * executed, a warning where the author may expect an effect, information where they only document.
 */
const UNSUPPORTED: readonly (readonly [type: string, severity: Severity, message: string])[] = [
  [
    'bpmn:CorrelationSubscription',
    'error',
    'Correlation subscriptions are not executed. Say qh:correlation on the message.',
  ],
  ['bpmn:CorrelationProperty', 'warning', 'Correlation properties are not read. Say qh:correlation on the message.'],
  ['bpmn:CorrelationKey', 'warning', 'Correlation keys are not read. Say qh:correlation on the message.'],
  ['bpmn:GlobalTask', 'warning', 'Global tasks are not executed. Put the task into a process.'],
  ['bpmn:Choreography', 'warning', 'Choreographies are not executed, only processes are.'],
  ['bpmn:ResourceRole', 'warning', 'Resource roles assign nobody here. Say qh:assign on the activity.'],
  ['bpmn:InputOutputBinding', 'warning', 'Bindings of interfaces are not executed.'],
  ['bpmn:Property', 'warning', 'Properties are not read as variables. Use a data object.'],
  ['bpmn:ComplexBehaviorDefinition', 'error', 'Complex multi-instance behaviour is not executed. Remove it.'],
  ['bpmn:Rendering', 'info', 'Renderings are not read. Say qh:form on the activity.'],
  ['bpmn:ConversationNode', 'info', 'Conversations document a collaboration; they are not executed.'],
  ['bpmn:Interface', 'info', 'Interfaces and their operations are not read. Say qh:handler on the task.'],
  ['bpmn:Auditing', 'info', 'Auditing elements are not read: the engine records every step anyway.'],
  ['bpmn:Monitoring', 'info', 'Monitoring elements are not read.'],
  ['bpmn:Resource', 'info', 'Resources are not read. Say qh:assign on the activities.'],
  ['bpmn:PartnerEntity', 'info', 'Partner entities are not read.'],
  ['bpmn:PartnerRole', 'info', 'Partner roles are not read.'],
  ['bpmn:ParticipantMultiplicity', 'info', 'The multiplicity of a participant is not executed.'],
  ['bpmn:DataState', 'info', 'Data states are not executed.'],
  ['bpmn:ItemDefinition', 'info', 'Item definitions are not checked: values have the types of FEEL.'],
  ['bpmn:Relationship', 'info', 'Relationships are not read.'],
];

const BPMN_MODEL = 'http://www.omg.org/spec/BPMN/20100524/MODEL';

/** Reports everything that was read and will not be executed: nothing is ignored silently. */
export function reportUnsupported(root: Typed, metamodel: Metamodel, report: Report): void {
  const told = new Set<string>();
  const calledGlobals = new Set<string>();
  const dataEnds = new Set<string>();
  const kinds = new Map<string, (typeof UNSUPPORTED)[number] | undefined>();
  const nodes = [...walk(root)];
  for (const node of nodes) {
    const called = node.attributes.get('calledElement');
    if (called !== undefined) calledGlobals.add(called.slice(called.indexOf(':') + 1));
    if (node.type.startsWith('bpmn:Data') && node.type.endsWith('Association')) {
      for (const id of [...referencesOf(node, 'sourceRef'), ...referencesOf(node, 'targetRef')]) dataEnds.add(id);
    }
  }
  const say = (severity: Severity, node: Typed, message: string): void => {
    // What merely documents is told once a document, or the important findings would drown.
    if (severity === 'info' && told.has(message)) return;
    told.add(message);
    report.add('unsupported-element', severity, node.xml, message);
  };

  for (const node of nodes) {
    if (!node.type.startsWith('bpmn:')) continue;
    if (!kinds.has(node.type))
      kinds.set(
        node.type,
        UNSUPPORTED.find(([type]) => metamodel.isA(node.type, type)),
      );
    const kind = kinds.get(node.type);
    if (kind && !(node.type === 'bpmn:Property' && node.attributes.get('name') === PLACEHOLDER)) {
      const id = node.id ?? '';
      const needed =
        (metamodel.isA(node.type, 'bpmn:GlobalTask') && calledGlobals.has(id)) ||
        (node.type === 'bpmn:Property' && dataEnds.has(id));
      say(needed ? 'error' : kind[1], node, kind[2]);
    }
    reportSpecial(node, metamodel, say);
  }
}

function reportSpecial(
  node: Typed,
  metamodel: Metamodel,
  say: (severity: Severity, node: Typed, message: string) => void,
): void {
  if (node.type === 'bpmn:Extension' && node.attributes.get('mustUnderstand') === 'true') {
    say(
      'error',
      node,
      'The document demands an extension that is not understood here. Remove it or its mustUnderstand.',
    );
  }
  if (node.type === 'bpmn:Import') {
    const bpmn = node.attributes.get('importType') === BPMN_MODEL;
    say(bpmn ? 'warning' : 'info', node, 'Imports are not followed. Definitions used here must be in this document.');
  }
  if (node.type === 'bpmn:InputOutputSpecification') {
    if (node.parent?.type === 'bpmn:Process') {
      say('warning', node, 'The data inputs and outputs of a process are not read. Map them at the call activity.');
    } else if (childrenOf(node, 'inputSets').length > 1 || childrenOf(node, 'outputSets').length > 1) {
      say('warning', node, 'Alternative input or output sets are not executed; every data input is read.');
    }
  }
  if (node.type === 'bpmn:LaneSet' && node.parent && metamodel.isA(node.parent.type, 'bpmn:SubProcess')) {
    say('info', node, 'Lanes inside a sub-process are not read.');
  }
  if (childrenOf(node, 'operationRef').length > 0 || node.attributes.has('operationRef')) {
    say('warning', node, 'Operations are not called. Say qh:handler on the task.');
  }
}
