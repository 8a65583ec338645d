import type { LoopSpec } from '../compile/graph.js';
import { parseExpression } from '../feel/index.js';

/** How many inner instances there are, where it is written as a number or as a list of items; null: data decide. */
export function writtenInstances(loop: Extract<LoopSpec, { kind: 'multiInstance' }>): number | null {
  if (loop.collection === null) {
    const text = loop.cardinality?.source.trim() ?? '';
    return /^[0-9]{1,6}$/.test(text) ? Number(text) : null;
  }
  const parsed = parseExpression(loop.collection.source, {});
  return parsed.ok && parsed.node.kind === 'list' ? parsed.node.elements.length : null;
}
