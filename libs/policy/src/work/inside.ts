import type { Definition } from '@quanheng/engine';

/** Keys of the node in that slot and of everything drawn inside it. */
export function insideOf(graph: Definition, slot: number): string[] {
  const outer = graph.nodes[slot];
  if (outer === undefined) return [];
  return graph.nodes.flatMap((node) => {
    for (let each: typeof node | null = node; each !== null; each = each.parent) if (each === outer) return [node.key];
    return [];
  });
}
