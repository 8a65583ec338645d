import type { GraphNode, Net, Transition } from '@quanheng/engine';

/**
 * Where a token is on its way to the gateway and nothing but the engine moves it: on the flows to it, in it, and the same of what passes tokens on before it. In the
 * engine it is gone from there when everything waits, unless the gateway has stopped.
 */
export function comingTo(chooser: GraphNode, { places }: Net): readonly number[] {
  if (!chooser.type.endsWith('Gateway') || !isPassed(chooser)) return [];
  const found = new Set<GraphNode>();
  const open = [chooser];
  for (let node = open.pop(); node !== undefined; node = open.pop()) {
    if (found.has(node)) continue;
    found.add(node);
    for (const { source } of node.incoming) if (passesOn(source)) open.push(source);
  }
  return places.flatMap(({ index, role, node, path }) =>
    (role === 'flow' || role === 'open') && path.length === 0 && node !== null && found.has(node) ? [index] : [],
  );
}

/** Every token passes by itself, without waiting for others. */
function isPassed({ type, incoming }: GraphNode): boolean {
  return type === 'exclusiveGateway' || incoming.length === 1;
}

/** It can neither wait nor stop. */
function passesOn(node: GraphNode): boolean {
  if (!isPassed(node)) return false;
  if (node.type === 'parallelGateway') return true;
  const isMerge = node.type === 'exclusiveGateway' || node.type === 'inclusiveGateway';
  return isMerge && node.outgoing.every(({ condition, outcome }) => condition === null && outcome === null);
}

/** It is a command of its own: somebody has done their work, or something has come. Messages that were kept are taken at once. */
export function comesWhenAllWaits({ action, node, target }: Transition): boolean {
  if (action === 'trigger') return isFromOutside(target);
  if (action !== 'complete') return false;
  if (node.type === 'intermediateCatchEvent') return isFromOutside(node);
  return node.element.isWork?.(node) === true && node.activity?.loop === null;
}

function isFromOutside(event: GraphNode | null): boolean {
  const kind = event?.event?.trigger?.kind;
  return kind === 'timer' || kind === 'signal' || kind === 'conditional';
}
