import type { Mapping } from '../compile/graph.js';

/** What an element that works something out leaves behind: what it maps, or, without a mapping, the result under its own name. */
export function worked(resultVariable: string | null, outputs: readonly Mapping[]): readonly string[] {
  if (outputs.length > 0) return outputs.map(({ target }) => target);
  return resultVariable === null ? [] : [resultVariable];
}
