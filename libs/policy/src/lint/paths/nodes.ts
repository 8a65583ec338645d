import type { ActivityModel, Container, EventModel, NodeModel, NodeType } from '@quanheng/engine';

export function isActivity(node: NodeModel): node is ActivityModel {
  return 'isForCompensation' in node;
}

export function isEvent(node: NodeModel): node is EventModel {
  return 'definitions' in node;
}

export function nodesOfKind(container: Container, type: NodeType): NodeModel[] {
  return container.nodes.filter((node) => node.type === type);
}

/**
 * Where tokens begin in a container: one of the groups, all nodes of it together. Start events and what a message can begin exclude each other;
 * without any, everything that nothing leads to begins at once (BPMN 2.0.2 §13.2).
 */
export function startsOf(container: Container): string[][] {
  const events = nodesOfKind(container, 'startEvent');
  const messages = container.nodes.filter((node) => 'instantiate' in node && node.instantiate);
  const explicit = [...events, ...messages].map(({ id }) => [id]);
  if (explicit.length > 0) return explicit;
  const implicit = container.nodes.filter(beginsByItself).map(({ id }) => id);
  return implicit.length === 0 ? [] : [implicit];
}

function beginsByItself(node: NodeModel): boolean {
  if (node.incoming.length > 0 || node.type === 'boundaryEvent') return false;
  if (isActivity(node)) return !node.isForCompensation && !node.triggeredByEvent;
  return !(
    node.type === 'intermediateCatchEvent' &&
    isEvent(node) &&
    node.definitions.some(({ kind }) => kind === 'link')
  );
}

/** An event sub-process whose start ends what is around it. */
export function isInterrupting(node: NodeModel): boolean {
  const inside = isActivity(node) ? (node.container?.nodes ?? []) : [];
  return inside.some((start) => start.type === 'startEvent' && isEvent(start) && start.isInterrupting);
}

/** A boundary event that leaves its activity running. */
export function isSideStart(node: NodeModel): boolean {
  return isEvent(node) && !node.cancelActivity;
}

/** Whether the activity may be done without being run once: an empty collection, a loop that is tested first, an ad-hoc choice. */
export function mayRunNoTime(node: NodeModel): boolean {
  if (!isActivity(node)) return false;
  if (node.type === 'adHocSubProcess') return true;
  const { loop } = node;
  if (loop === undefined) return false;
  if (loop.kind === 'standard') return loop.testBefore;
  return !/^\s*=?\s*[1-9]\d*\s*$/.test(loop.cardinality?.text ?? '');
}
