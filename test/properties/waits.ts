import type { Definition, ElementInstance, GraphNode, InstanceState } from '@quanheng/engine';

/** Events of these kinds are awaited as long as what they belong to is active; a timer has a last turn. */
const LASTING = ['message', 'signal', 'conditional'];

/** Everything active must wait exactly once for each event that can still happen to it, and for no other. */
export function checkWaits(definition: Definition, state: InstanceState): void {
  const faults: string[] = [];
  state.elements.forEach((instance) => {
    const node = definition.nodesByKey.get(instance.element)!;
    const awaited = instance.subscriptions.map((id) => state.subscriptions.get(id)!.element);
    if (new Set(awaited).size !== awaited.length)
      faults.push(`${instance.id}: waits twice for one event: ${awaited.join(', ')}`);
    const possible = eventsOf(node).map(({ key }) => key);
    for (const key of awaited) {
      if (key !== node.key && !possible.includes(key))
        faults.push(`${instance.id}: waits for ${key}, which is not its own`);
    }
    if (isCompleting(state, definition, instance)) {
      for (const { key, type } of eventsOf(node)) {
        if (type === 'startEvent' && awaited.includes(key)) faults.push(`${instance.id}: still waits for ${key}`);
      }
    }
    for (const event of due(state, definition, instance, node)) {
      if (!awaited.includes(event.key))
        faults.push(`${instance.id}: ${instance.element} does not wait for ${event.key}`);
    }
  });
  expect(faults).toEqual([]);
}

function eventsOf(node: GraphNode): readonly GraphNode[] {
  if (node.type === 'eventBasedGateway') return node.outgoing.map((flow) => flow.target);
  return [...(node.activity?.boundaryEvents ?? []), ...(node.container?.eventSubProcessStarts ?? [])];
}

/** The events that the element instance must be waiting for now. */
function due(
  state: InstanceState,
  definition: Definition,
  instance: ElementInstance,
  node: GraphNode,
): readonly GraphNode[] {
  const phase = instance.incident?.phase;
  if (instance.compensating || phase === 'activate' || phase === 'subscribe') return [];
  const hasStopped = instance.incident !== null;
  const isScope =
    instance.loop === null && instance.work === null && !hasStopped && !isCompleting(state, definition, instance);
  return eventsOf(node).filter((event) => {
    if (node.type === 'eventBasedGateway') return !hasStopped;
    if (!LASTING.includes(event.event?.trigger?.kind ?? '')) return false;
    return event.type === 'boundaryEvent' ? instance.loopCounter === 0 : isScope;
  });
}

/** The flow of the scope has ended or was ended: only event sub-processes run in it, and no other may start (§13.3.2, §13.5.4). */
function isCompleting(state: InstanceState, definition: Definition, scope: ElementInstance): boolean {
  if ((scope.tokens?.size ?? 0) > 0 || scope.children.size === 0) return false;
  return scope.children
    .keys()
    .every((id) => definition.nodesByKey.get(state.elements.get(id)!.element)?.container?.isEventSubProcess === true);
}
