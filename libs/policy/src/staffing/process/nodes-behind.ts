import type { GraphNode } from '@quanheng/engine';

/** Keys of everything that may still be done where these nodes are open: they themselves, and what comes behind them, inside them and around them. */
export function nodesBehind(open: readonly GraphNode[]): ReadonlySet<string> {
  const seen = new Set<GraphNode>();
  const pending = [...open];
  for (let node = pending.pop(); node !== undefined; node = pending.pop()) {
    if (seen.has(node)) continue;
    seen.add(node);
    for (const { target } of node.outgoing) pending.push(target);
    pending.push(...(node.activity?.boundaryEvents ?? []));
    const link = node.event?.trigger?.kind === 'link' ? node.event.trigger.target : null;
    if (link !== null) pending.push(link);
    const { container, parent } = node;
    if (container !== null && !open.includes(node)) pending.push(...container.nodes);
    // What is around an open node goes on behind it once that is done.
    if (parent !== null) {
      pending.push(...(parent.container?.eventSubProcessStarts ?? []));
      for (const { target } of parent.outgoing) pending.push(target);
      pending.push(...(parent.activity?.boundaryEvents ?? []));
    }
  }
  return new Set([...seen].map(({ key }) => key));
}
