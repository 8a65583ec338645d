import type { EngineEvent, Flow, GraphNode, Model } from '@quanheng/engine';
import type { CaseResult } from './runner.js';

/**
 * What the golden traces must show besides the subjects and situations of `situations.ts`. A feature counts only where a case has executed it:
 * an element that was activated, a flow that was taken, not one that is merely drawn.
 */
export const REQUIRED: readonly string[] = [
  ...['date', 'duration', 'cycle', 'working days'].map((kind) => `timer, ${kind}`),
  'standard loop, maximum',
  ...['sequential', 'parallel'].flatMap((order) => [
    `multi-instance, ${order}, completion condition`,
    `multi-instance, ${order}, output collection`,
  ]),
  'flow, conditional',
  'flow, default',
  'flow, outcome',
  'flow, uncontrolled',
  'implicit start',
  'implicit end',
  'called process of another document',
  'data input association',
  'data output association',
  'data object of a sub-process',
  'lane',
  'message flow',
];

/** The features that a case has executed. */
export function featuresOf({ model, definition, next, steps }: CaseResult): Set<string> {
  const features = new Set<string>();
  const node = (key: string): GraphNode | undefined => definition.nodesByKey.get(key) ?? next?.nodesByKey.get(key);
  const flow = (key: string): Flow | undefined => definition.flowsByKey.get(key) ?? next?.flowsByKey.get(key);
  for (const event of steps.flat()) {
    const added = featuresOfEvent(event, node, flow);
    for (const feature of added) features.add(feature);
  }
  for (const feature of drawnFeatures(model)) features.add(feature);
  return features;
}

function featuresOfEvent(
  event: EngineEvent,
  node: (key: string) => GraphNode | undefined,
  flow: (key: string) => Flow | undefined,
): string[] {
  switch (event.type) {
    case 'elementActivated':
    case 'bodyActivated': {
      const activated = node(event.element);
      return activated === undefined ? [] : featuresOfNode(activated);
    }
    case 'elementCompleted': {
      const completed = node(event.element);
      return completed?.activity != null && completed.outgoing.length === 0 ? ['implicit end'] : [];
    }
    case 'flowTaken': {
      const taken = flow(event.flow);
      return taken === undefined ? [] : featuresOfFlow(taken);
    }
    default:
      return [];
  }
}

function featuresOfNode(node: GraphNode): string[] {
  const features: string[] = [];
  if (node.key !== node.id) features.push('called process of another document');
  if (node.parent?.container?.implicitStarts.includes(node) === true) features.push('implicit start');
  if (node.container !== null && node.container.dataObjects.length > 0) features.push('data object of a sub-process');
  const trigger = node.event?.trigger;
  if (trigger?.kind === 'timer') {
    features.push(`timer, ${trigger.timer.calendar === null ? trigger.timer.kind : 'working days'}`);
  }
  return [...features, ...featuresOfLoop(node)];
}

function featuresOfLoop(node: GraphNode): string[] {
  const loop = node.activity?.loop;
  if (loop == null) return [];
  if (loop.kind === 'standard') return loop.maximum === null ? [] : ['standard loop, maximum'];
  const prefix = `multi-instance, ${loop.isSequential ? 'sequential' : 'parallel'}`;
  return [
    ...(loop.completionCondition === null ? [] : [`${prefix}, completion condition`]),
    ...(loop.outputCollection === null ? [] : [`${prefix}, output collection`]),
  ];
}

function featuresOfFlow(flow: Flow): string[] {
  const features: string[] = [];
  if (flow.condition !== null) features.push('flow, conditional');
  if (flow.outcome !== null) features.push('flow, outcome');
  if (flow.source.defaultFlow === flow) features.push('flow, default');
  const isGateway = flow.source.type.endsWith('Gateway');
  if (!isGateway && flow.source.takesAllFlows && flow.source.outgoing.length > 1) features.push('flow, uncontrolled');
  return features;
}

/** Data and lanes leave no events of their own. */
function drawnFeatures(model: Model): string[] {
  const features: string[] = [];
  const activities = model.processes.flatMap((process) => process.nodes.filter((node) => 'inputAssociations' in node));
  if (activities.some((activity) => activity.inputAssociations.length > 0)) features.push('data input association');
  if (activities.some((activity) => activity.outputAssociations.length > 0)) features.push('data output association');
  if (model.processes.some((process) => process.lanes.length > 0)) features.push('lane');
  if (model.collaborations.some((collaboration) => collaboration.messageFlows.length > 0))
    features.push('message flow');
  return features;
}
