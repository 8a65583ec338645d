import type { Definition } from './graph.js';

/** Digest of each called process by the prefix that its keys have in the graph: as `compile` gives them, in the order of the pins. */
export function prefixesOf({ pins }: Definition): ReadonlyMap<string, string> {
  const prefixes = new Map<string, string>();
  const named = new Set<string>();
  for (const { processId, digest } of pins) {
    if (named.has(`${processId}@${digest}`)) continue;
    named.add(`${processId}@${digest}`);
    const plain = `${processId}:`;
    prefixes.set(prefixes.has(plain) ? `${processId}@${digest.slice(0, 12)}:` : plain, digest);
  }
  return prefixes;
}
