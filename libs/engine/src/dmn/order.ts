import type { DrgNode } from './node.js';

/** What an element needs to be evaluated: its requirements, and for a decision service the decisions in it. */
export type NeedsOf = (node: DrgNode) => readonly DrgNode[];

/**
 * Numbers the nodes so that whatever one needs comes before it. Gives those that need each other in a circle, which
 * are numbered last. Without recursion: chains may be as long as a document allows.
 */
export function orderNodes(nodes: readonly DrgNode[], needsOf: NeedsOf): DrgNode[] {
  const waiting = new Map<DrgNode, number>();
  const usedBy = new Map<DrgNode, DrgNode[]>();
  for (const node of nodes) {
    const needs = new Set(needsOf(node));
    waiting.set(node, needs.size);
    for (const needed of needs) {
      const users = usedBy.get(needed);
      if (users) users.push(node);
      else usedBy.set(needed, [node]);
    }
  }
  let next = 0;
  const ready = nodes.filter((node) => waiting.get(node) === 0);
  for (let node = ready.pop(); node; node = ready.pop()) {
    node.index = next++;
    waiting.delete(node);
    for (const user of usedBy.get(node) ?? []) {
      const left = (waiting.get(user) ?? 0) - 1;
      waiting.set(user, left);
      if (left === 0) ready.push(user);
    }
  }
  const stuck = [...waiting.keys()];
  for (const node of stuck) node.index = next++;
  return withoutUsers(stuck, needsOf, usedBy);
}

/** Of the nodes that cannot be ordered, leaves out those that merely use a circle without being part of one. */
function withoutUsers(
  stuck: readonly DrgNode[],
  needsOf: NeedsOf,
  usedBy: ReadonlyMap<DrgNode, readonly DrgNode[]>,
): DrgNode[] {
  const circle = new Set(stuck);
  const users = new Map(
    stuck.map((node) => [node, (usedBy.get(node) ?? []).filter((user) => circle.has(user)).length]),
  );
  const unused = stuck.filter((node) => users.get(node) === 0);
  for (let node = unused.pop(); node; node = unused.pop()) {
    circle.delete(node);
    for (const needed of new Set(needsOf(node))) {
      const left = (users.get(needed) ?? 0) - 1;
      if (!circle.has(needed)) continue;
      users.set(needed, left);
      if (left === 0) unused.push(needed);
    }
  }
  return stuck.filter((node) => circle.has(node));
}

/** All that the nodes need, themselves included, in the order of evaluation; `given` are not looked into. */
export function evaluationOrder(targets: readonly DrgNode[], given: ReadonlySet<DrgNode>): DrgNode[] {
  const found = new Set<DrgNode>();
  const pending = [...targets];
  for (let node = pending.pop(); node; node = pending.pop()) {
    if (found.has(node) || given.has(node)) continue;
    found.add(node);
    pending.push(...node.requires);
  }
  return [...found].sort((a, b) => a.index - b.index);
}
