import { count, defined, expressionOf, flag, nameOf, type BuildContext } from './context.js';
import { dataOf } from './data.js';
import { stripEquals } from './extensions.js';
import type {
  ActivityModel,
  ActivityType,
  Container,
  ExpressionModel,
  MultiInstanceModel,
  StandardLoopModel,
} from './model.js';
import { childOf, referenceOf, type Typed } from './typed.js';

export const ACTIVITY_TYPES: ReadonlyMap<string, ActivityType> = new Map([
  ['bpmn:Task', 'task'],
  ['bpmn:UserTask', 'userTask'],
  ['bpmn:ManualTask', 'manualTask'],
  ['bpmn:ServiceTask', 'serviceTask'],
  ['bpmn:ScriptTask', 'scriptTask'],
  ['bpmn:BusinessRuleTask', 'businessRuleTask'],
  ['bpmn:SendTask', 'sendTask'],
  ['bpmn:ReceiveTask', 'receiveTask'],
  ['bpmn:SubProcess', 'subProcess'],
  ['bpmn:Transaction', 'transaction'],
  ['bpmn:AdHocSubProcess', 'adHocSubProcess'],
  ['bpmn:CallActivity', 'callActivity'],
]);

const MULTI_INSTANCE = ['collection', 'element', 'outputCollection', 'outputElement'];

/** An activity (BPMN 2.0.2 §10.3); `container` is given for the sub-processes. */
export function activityOf(
  context: BuildContext,
  node: Typed,
  id: string,
  type: ActivityType,
  container: Container | undefined,
): ActivityModel {
  const { extensions } = context;
  return defined({
    id,
    type,
    name: nameOf(node),
    incoming: context.incoming.get(id) ?? [],
    outgoing: context.outgoing.get(id) ?? [],
    extensions: extensions.policy(node),
    isForCompensation: flag(node, 'isForCompensation', false),
    startQuantity: count(node, 'startQuantity') ?? 1,
    completionQuantity: count(node, 'completionQuantity') ?? 1,
    default: referenceOf(node, 'default'),
    loop: loopOf(context, node),
    ...dataOf(context, node),
    inputs: extensions.mappings('input', node),
    outputs: extensions.mappings('output', node),
    messageRef: referenceOf(node, 'messageRef'),
    instantiate: flag(node, 'instantiate', false),
    script: type === 'scriptTask' ? scriptOf(context, node) : undefined,
    resultVariable: extensions.scalar('resultVariable', node),
    decision: extensions.scalar('decision', node),
    handler: extensions.scalar('handler', node),
    retries: extensions.integer('retries', node),
    returnTo: returnToOf(context, node),
    calledElement: calledElementOf(node),
    binding: extensions.scalar('binding', node),
    container,
    triggeredByEvent: flag(node, 'triggeredByEvent', false),
  });
}

function scriptOf(context: BuildContext, node: Typed): ExpressionModel | undefined {
  return expressionOf(context, childOf(node, 'script'), node.attributes.get('scriptFormat')?.trim());
}

function returnToOf(context: BuildContext, node: Typed): string[] {
  const targets = context.extensions.list('returnTo', node);
  for (const target of targets) {
    const found = context.document.ids.get(target);
    if (!found || !context.document.metamodel.isA(found.type, 'bpmn:Activity')) {
      context.report.error(
        'unresolved-reference',
        node.xml,
        `"qh:returnTo" names "${target}", which is no activity of this document. Correct the id.`,
      );
    }
  }
  return targets;
}

/** `calledElement` is a qualified name; a prefix that is declared says only in which namespace. */
function calledElementOf(node: Typed): string | undefined {
  const written = node.attributes.get('calledElement')?.trim();
  if (written === undefined || written === '') return undefined;
  const colon = written.indexOf(':');
  const bound = colon > 0 && node.xml.scope.uri(written.slice(0, colon)) !== undefined;
  return bound ? written.slice(colon + 1) : written;
}

function loopOf(context: BuildContext, node: Typed): StandardLoopModel | MultiInstanceModel | undefined {
  const loop = childOf(node, 'loopCharacteristics');
  if (loop?.type === 'bpmn:MultiInstanceLoopCharacteristics') return multiInstanceOf(context, node, loop);
  context.extensions.refuse(MULTI_INSTANCE, node, 'the activity is no multi-instance activity');
  if (loop?.type !== 'bpmn:StandardLoopCharacteristics') return undefined;
  return defined({
    kind: 'standard' as const,
    testBefore: flag(loop, 'testBefore', false),
    condition: expressionOf(context, childOf(loop, 'loopCondition')),
    maximum: count(loop, 'loopMaximum'),
  });
}

function multiInstanceOf(context: BuildContext, node: Typed, loop: Typed): MultiInstanceModel {
  const { extensions } = context;
  const item = (property: string): string | undefined => {
    const child = childOf(loop, property);
    return child && (nameOf(child) ?? child.id);
  };
  const behavior = loop.attributes.get('behavior');
  return defined({
    kind: 'multiInstance' as const,
    isSequential: flag(loop, 'isSequential', false),
    cardinality: expressionOf(context, childOf(loop, 'loopCardinality')),
    completionCondition: expressionOf(context, childOf(loop, 'completionCondition')),
    dataInputRef: referenceOf(loop, 'loopDataInputRef'),
    dataOutputRef: referenceOf(loop, 'loopDataOutputRef'),
    inputDataItem: item('inputDataItem'),
    outputDataItem: item('outputDataItem'),
    behavior: behavior === 'None' || behavior === 'One' || behavior === 'Complex' ? behavior : ('All' as const),
    collection: strip(extensions.scalar('collection', loop, node)),
    element: extensions.scalar('element', loop, node),
    outputCollection: extensions.scalar('outputCollection', loop, node),
    outputElement: strip(extensions.scalar('outputElement', loop, node)),
  });
}

function strip(feel: string | undefined): string | undefined {
  return feel === undefined ? undefined : stripEquals(feel);
}
