import type { Definition, ElementInstance, GraphNode, InstanceState } from '@quanheng/engine';

/** What must hold in every state that a step leaves behind, whatever was done before. */
export function checkState(definition: Definition, state: InstanceState, at: number): void {
  const faults: string[] = [];
  const nodeOf = (instance: ElementInstance): GraphNode => definition.nodesByKey.get(instance.element)!;
  if (state.status === 'completed' || state.status === 'cancelled') {
    if (state.elements.size > 0) faults.push('element instances outlive the instance');
    if (state.subscriptions.size > 0) faults.push('subscriptions outlive the instance');
  } else if (state.elements.get(0) === undefined) {
    faults.push('a running instance has no root');
  }

  let incidents = 0;
  state.elements.forEach((instance, id) => {
    const node = definition.nodesByKey.get(instance.element);
    if (node === undefined) faults.push(`${id}: the definition has no element ${instance.element}`);
    if (instance.id !== id || id >= state.nextId) faults.push(`${id}: wrong or future id`);
    if (instance.incident !== null) incidents++;
    if (id !== 0) checkParent(state, definition, instance, faults);
    for (const child of instance.children.keys()) {
      if (state.elements.get(child)?.parent !== id) faults.push(`${id}: ${child} is no child of it`);
    }
    for (const subscription of instance.subscriptions) {
      if (state.subscriptions.get(subscription)?.owner !== id)
        faults.push(`${id}: subscription ${subscription} is not its own`);
    }
    for (const [flow, count] of instance.tokens ?? []) {
      const found = definition.flowsByKey.get(flow);
      const isJoin = found?.target.type === 'parallelGateway' || found?.target.type === 'inclusiveGateway';
      if (count < 1 || !isJoin) faults.push(`${id}: ${count} tokens rest on ${flow}`);
      if (found !== undefined && found.target.parent?.container !== node?.container)
        faults.push(`${id}: ${flow} belongs to another scope`);
    }
    if (isStuck(instance, nodeOf(instance))) faults.push(`${id}: ${instance.element} waits for nothing`);
  });
  if (incidents !== state.incidents) faults.push(`${state.incidents} incidents are counted, there are ${incidents}`);

  const owned = new Set(state.elements.values().flatMap((instance) => instance.subscriptions));
  state.subscriptions.forEach((subscription, id) => {
    if (!owned.has(id)) faults.push(`subscription ${id} belongs to nobody`);
    if (!definition.nodesByKey.has(subscription.element))
      faults.push(`subscription ${id} of unknown ${subscription.element}`);
    if (state.elements.has(id)) faults.push(`id ${id} is used twice`);
    const { trigger } = subscription;
    if (trigger.kind === 'message' && state.status === 'active') {
      const fits = state.messages.some(
        ({ name, key, expiresAt }) =>
          expiresAt > at && name === trigger.name && (key === null || trigger.key === null || key === trigger.key),
      );
      if (fits) faults.push(`a message that subscription ${id} waits for stays in the buffer`);
    }
  });
  expect(faults).toEqual([]);
}

/** Every element instance lies in an instance of the scope that its element is drawn in, in its loop body, or below who compensates it. */
function checkParent(state: InstanceState, definition: Definition, instance: ElementInstance, faults: string[]): void {
  const parent = state.elements.get(instance.parent);
  if (parent === undefined || !parent.children.has(instance.id)) {
    faults.push(`${instance.id}: its parent ${instance.parent} does not know it`);
    return;
  }
  const node = definition.nodesByKey.get(instance.element);
  const around = definition.nodesByKey.get(parent.element);
  const isInner =
    instance.loopCounter > 0 && parent.element === instance.element && (parent.loop !== null || parent.compensating);
  const isContent =
    parent.loop === null && node?.parent?.container != null && node.parent.container === around?.container;
  const isCompensation = parent.compensating || around?.event?.trigger?.kind === 'compensate';
  if (!isInner && !isContent && !isCompensation)
    faults.push(`${instance.id}: ${instance.element} lies in ${parent.element}`);
}

/** An element that nothing can ever move again; a scope in which a token waits before a join is the drawing's fault, not the engine's. */
function isStuck(instance: ElementInstance, node: GraphNode): boolean {
  if (instance.work !== null || instance.incident !== null || instance.children.size > 0) return false;
  if (instance.tokens !== null && instance.tokens.size > 0) return false;
  const waitsItself =
    instance.subscriptions.length > 0 &&
    ['receiveTask', 'intermediateCatchEvent', 'eventBasedGateway'].includes(node.type);
  return !waitsItself;
}
