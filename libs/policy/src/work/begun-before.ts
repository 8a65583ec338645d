import type { Definition, GraphNode } from '@quanheng/engine';

/** The outcome of a control that was passed. */
const PASSED = 'passed';

/**
 * Everything of a document that may be begun before a node in it is passed for the first time. What follows from passing it does not come before it, though a
 * loop leads back. Joins are taken to have what they wait for; events happen, and a sub-process is left by any of its ends.
 */
export function begunBefore(target: GraphNode, { nodes }: Definition): ReadonlySet<GraphNode> {
  const begun = new Set<GraphNode>();
  const left = new Set<GraphNode>();
  const open: GraphNode[] = [documentOf(target)];
  const leave = (node: GraphNode): void => {
    const { outgoing, parent } = node;
    open.push(...outgoing.map((flow) => flow.target));
    if (outgoing.length > 0 || parent === null || parent === target || left.has(parent) || isThrownOut(node)) return;
    left.add(parent);
    leave(parent);
  };
  for (let node = open.pop(); node !== undefined; node = open.pop()) {
    if (begun.has(node)) continue;
    begun.add(node);
    const within = nodes.filter(({ parent }) => parent === node);
    open.push(...within.filter((each) => each.incoming.length === 0 && each.event?.attachedTo == null));
    open.push(...nodes.filter(({ event }) => event?.attachedTo === node));
    if (node === target) open.push(...notPassing(node));
    else if (within.length === 0) leave(node);
  }
  return begun;
}

function documentOf(node: GraphNode): GraphNode {
  let outer = node;
  while (outer.parent !== null) outer = outer.parent;
  return outer;
}

/** Where a control leads that was not passed. */
function notPassing({ outgoing }: GraphNode): readonly GraphNode[] {
  return outgoing.flatMap(({ outcome, target }) => (outcome === null || outcome === PASSED ? [] : [target]));
}

/** An error leaves the sub-process by a boundary event. */
function isThrownOut({ event }: GraphNode): boolean {
  return event?.trigger?.kind === 'error';
}
