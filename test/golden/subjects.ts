import { ELEMENTS, type GraphNode } from '@quanheng/engine';

/** Events that wait without an element instance of their own: on an activity, on a scope, behind a gateway (docs/decisions/0004). */
const AWAITED = ['message', 'timer', 'signal', 'conditional'];

/** Every event at every position that BPMN 2.0.2 allows and the engine executes (§10.5, tables 10.84 to 10.89). */
export const EVENT_POSITIONS: readonly string[] = [
  ...['none', ...AWAITED].map((kind) => `start event, ${kind}`),
  ...[...AWAITED, 'escalation'].flatMap((kind) => [
    `event sub-process, ${kind}, interrupting`,
    `event sub-process, ${kind}, non-interrupting`,
    `boundary event, ${kind}, interrupting`,
    `boundary event, ${kind}, non-interrupting`,
  ]),
  'event sub-process, error, interrupting',
  'event sub-process, compensate, interrupting',
  'boundary event, error, interrupting',
  'boundary event, compensate, interrupting',
  ...[...AWAITED, 'link'].map((kind) => `intermediate catch event, ${kind}`),
  ...['none', 'message', 'signal', 'escalation', 'link', 'compensate'].map(
    (kind) => `intermediate throw event, ${kind}`,
  ),
  ...['none', 'message', 'signal', 'error', 'escalation', 'compensate', 'terminate'].map(
    (kind) => `end event, ${kind}`,
  ),
  ...[...AWAITED, 'receive task'].map((kind) => `behind an event-based gateway, ${kind}`),
];

const LOOPS: readonly string[] = [
  'standard loop, test before',
  'standard loop, test after',
  ...['sequential', 'parallel'].flatMap((order) => [
    `multi-instance, ${order}, cardinality`,
    `multi-instance, ${order}, collection`,
  ]),
];

/** What golden traces are about: each is to be shown in every situation of `situations.ts`. */
export const SUBJECTS: readonly string[] = [
  ...[...ELEMENTS.keys()].map((type) => `element ${type}`),
  'embedded sub-process',
  'event sub-process',
  ...EVENT_POSITIONS,
  ...LOOPS,
];

/** What one life of a node shows: the node itself; for the body of a loop, the loop; behind an event-based gateway, the choice of it. */
export function subjectsOf(node: GraphNode, isBody: boolean): string[] {
  if (isBody) return loopKind(node);
  return isBehindGateway(node) ? positionOf(node) : [...elementKind(node), ...positionOf(node)];
}

function elementKind(node: GraphNode): string[] {
  const subjects = [`element ${node.type}`];
  if (node.type !== 'subProcess') return subjects;
  return [...subjects, isEventSubProcess(node) ? 'event sub-process' : 'embedded sub-process'];
}

/** Where an event stands and what it is triggered by or throws; for other nodes, the event that they stand for, if any. */
export function positionOf(node: GraphNode): string[] {
  const kind = node.event?.trigger?.kind ?? 'none';
  if (isBehindGateway(node)) {
    return [`behind an event-based gateway, ${node.type === 'receiveTask' ? 'receive task' : kind}`];
  }
  if (node.activity?.isForCompensation === true) return ['boundary event, compensate, interrupting'];
  if (node.event === null) return [];
  const interrupting = node.event.interrupting ? 'interrupting' : 'non-interrupting';
  if (isEventSubProcessStart(node)) return [`event sub-process, ${kind}, ${interrupting}`];
  if (node.type === 'boundaryEvent') return [`boundary event, ${kind}, ${interrupting}`];
  return [`${inWords(node.type)}, ${kind}`];
}

/** The gateway waits, not what stands behind it. */
function isBehindGateway(node: GraphNode): boolean {
  return node.incoming.some((incoming) => incoming.source.type === 'eventBasedGateway');
}

function loopKind(node: GraphNode): string[] {
  const loop = node.activity?.loop;
  if (loop == null) return [];
  if (loop.kind === 'standard') return [`standard loop, test ${loop.testBefore ? 'before' : 'after'}`];
  const order = loop.isSequential ? 'sequential' : 'parallel';
  return [`multi-instance, ${order}, ${loop.collection === null ? 'cardinality' : 'collection'}`];
}

export function isEventSubProcess(node: GraphNode | null): boolean {
  return node?.container?.isEventSubProcess === true;
}

export function isEventSubProcessStart(node: GraphNode): boolean {
  return node.type === 'startEvent' && isEventSubProcess(node.parent);
}

/** `startEvent`: start event. */
function inWords(type: string): string {
  return type.replace(/[A-Z]/g, (letter) => ` ${letter.toLowerCase()}`);
}
