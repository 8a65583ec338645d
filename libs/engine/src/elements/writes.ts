import type { GraphNode, Mapping } from '../compile/graph.js';

/**
 * The variables that the drawing itself has an element write around it when it is done: what it maps to, the result it works out, what a multi-instance
 * collects, and what comes back of a called process that has variables of its own. What people, jobs and messages bring besides is not in the drawing.
 */
export function writtenBy(node: GraphNode): readonly string[] {
  return [...written(node, new Set())];
}

function written(node: GraphNode, around: Set<GraphNode>): Set<string> {
  const { element, outputs, inputs, activity, container, type } = node;
  const names = new Set([...(element.computes?.(node) ?? []), ...outputs.map(targetOf)]);
  const loop = activity?.loop;
  const isMany = loop?.kind === 'multiInstance';
  // What an inner instance gives to the collection is its own.
  if (isMany && loop.outputVariable !== null) names.delete(loop.outputVariable);
  if (isMany && loop.outputCollection !== null) {
    const collected =
      loop.collectionOutputs.length > 0 ? loop.collectionOutputs.map(targetOf) : [loop.outputCollection];
    for (const name of collected) names.add(name);
  }
  const returnsAll = type === 'callActivity' && inputs.length > 0 && outputs.length === 0;
  if (!returnsAll || container === null || around.has(node)) return names;
  const own = new Set(inputs.map(targetOf));
  const calls = new Set(around).add(node);
  const open = [...container.nodes];
  for (let inner = open.pop(); inner !== undefined; inner = open.pop()) {
    for (const name of written(inner, calls)) if (!own.has(name)) names.add(name);
    if (inner.type === 'subProcess') open.push(...(inner.container?.nodes ?? []));
  }
  return names;
}

function targetOf({ target }: Mapping): string {
  return target;
}
