import { ACTIVITY_TYPES, activityOf } from './activities.js';
import { defined, expressionOf, flag, nameOf, requireId, type BuildContext } from './context.js';
import { associationOf, dataObjectsOf } from './data.js';
import { EVENT_TYPES, eventOf } from './events.js';
import type { Container, GatewayModel, GatewayType, NodeModel, SequenceFlowModel } from './model.js';
import { childOf, childrenOf, referenceOf, referencesOf, type Typed } from './typed.js';

const GATEWAY_TYPES: ReadonlyMap<string, GatewayType> = new Map([
  ['bpmn:ExclusiveGateway', 'exclusiveGateway'],
  ['bpmn:ParallelGateway', 'parallelGateway'],
  ['bpmn:InclusiveGateway', 'inclusiveGateway'],
  ['bpmn:EventBasedGateway', 'eventBasedGateway'],
  ['bpmn:ComplexGateway', 'complexGateway'],
]);
const DATA = new Set(['bpmn:DataObject', 'bpmn:DataObjectReference', 'bpmn:DataStoreReference']);

/** The flow elements of a process or sub-process (BPMN 2.0.2 §8.3.13). */
export function containerOf(context: BuildContext, node: Typed, id: string): Container {
  const nodes: NodeModel[] = [];
  const flows: SequenceFlowModel[] = [];
  for (const element of childrenOf(node, 'flowElements')) {
    const elementId = requireId(context, element);
    if (elementId === undefined || DATA.has(element.type)) continue;
    if (element.type === 'bpmn:SequenceFlow') {
      const flow = flowOf(context, element, elementId);
      if (flow) flows.push(flow);
      continue;
    }
    const model = nodeOf(context, element, elementId);
    if (model) {
      nodes.push(model);
      compareDrawn(context, element, elementId);
    } else {
      context.report.error(
        'unsupported-element',
        element.xml,
        `<${element.xml.tag}> cannot be executed in a process. Replace it.`,
      );
    }
  }
  return {
    id,
    nodes,
    flows,
    dataObjects: dataObjectsOf(context, node),
    associations: childrenOf(node, 'artifacts').flatMap((artifact) => associationOf(artifact) ?? []),
  };
}

function nodeOf(context: BuildContext, node: Typed, id: string): NodeModel | undefined {
  const activity = ACTIVITY_TYPES.get(node.type);
  if (activity) {
    const isContainer = context.document.metamodel.isA(node.type, 'bpmn:SubProcess');
    return activityOf(context, node, id, activity, isContainer ? containerOf(context, node, id) : undefined);
  }
  const event = EVENT_TYPES.get(node.type);
  if (event) return eventOf(context, node, id, event);
  const gateway = GATEWAY_TYPES.get(node.type);
  return gateway && gatewayOf(context, node, id, gateway);
}

function gatewayOf(context: BuildContext, node: Typed, id: string, type: GatewayType): GatewayModel {
  const direction = node.attributes.get('gatewayDirection');
  return defined({
    id,
    type,
    name: nameOf(node),
    incoming: context.incoming.get(id) ?? [],
    outgoing: context.outgoing.get(id) ?? [],
    extensions: context.extensions.policy(node),
    default: referenceOf(node, 'default'),
    gatewayDirection:
      direction === 'Converging' || direction === 'Diverging' || direction === 'Mixed'
        ? direction
        : ('Unspecified' as const),
    instantiate: flag(node, 'instantiate', false),
    eventGatewayType:
      node.attributes.get('eventGatewayType') === 'Parallel' ? ('Parallel' as const) : ('Exclusive' as const),
    activationCondition: expressionOf(context, childOf(node, 'activationCondition')),
  });
}

function flowOf(context: BuildContext, node: Typed, id: string): SequenceFlowModel | undefined {
  const sourceRef = referenceOf(node, 'sourceRef');
  const targetRef = referenceOf(node, 'targetRef');
  if (sourceRef === undefined || targetRef === undefined) {
    context.report.error(
      'missing-reference',
      node.xml,
      `The sequence flow "${id}" has no ${sourceRef === undefined ? 'sourceRef' : 'targetRef'}. Connect it at both ends.`,
      'BPMN 2.0.2 §8.3.13',
    );
    return undefined;
  }
  if (node.attributes.get('isImmediate') === 'false') {
    context.report.error(
      'not-immediate',
      node.xml,
      `The sequence flow "${id}" says isImmediate="false": other steps may come in between, so it cannot be executed. Remove the attribute.`,
      'BPMN 2.0.2 §8.3.13',
    );
  }
  return defined({
    id,
    name: nameOf(node),
    sourceRef,
    targetRef,
    condition: expressionOf(context, childOf(node, 'conditionExpression')),
    outcome: context.extensions.scalar('outcome', node),
  });
}

/** `incoming` and `outgoing` elements repeat the flows; where they differ somebody edited one of the two by hand. */
function compareDrawn(context: BuildContext, node: Typed, id: string): void {
  for (const direction of ['incoming', 'outgoing'] as const) {
    const drawn = new Set(referencesOf(node, direction));
    const actual = new Set(context[direction].get(id) ?? []);
    if (drawn.size === 0) continue;
    const differing = [...drawn, ...actual].filter((flow) => !drawn.has(flow) || !actual.has(flow));
    if (differing.length > 0) {
      context.report.warning(
        `${direction}-mismatch`,
        node.xml,
        `The ${direction} elements of "${id}" disagree with the sequence flows about ${differing.slice(0, 5).join(', ')}. The sequence flows count; export the diagram again.`,
        'BPMN 2.0.2 §8.3.13',
      );
    }
  }
}
