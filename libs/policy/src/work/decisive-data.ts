import type { Definition } from '@quanheng/engine';

const KNOWN = new WeakMap<Definition, ReadonlySet<string>>();

/** Names of variables that any expression or decision of the drawing reads: what a matter's further way may depend on. Read once. */
export function decisiveData(graph: Definition): ReadonlySet<string> {
  let found = KNOWN.get(graph);
  if (found === undefined) KNOWN.set(graph, (found = namesIn(graph)));
  return found;
}

/** Expressions say their free variables (`variables`), decisions their inputs; nothing else of a compiled graph has either. */
function namesIn(graph: Definition): ReadonlySet<string> {
  const names = new Set<string>();
  const seen = new Set<object>([graph]);
  for (const each of seen) {
    const parts: unknown[] = each instanceof Map ? [...(each as Map<unknown, unknown>).values()] : Object.values(each);
    if ('evaluate' in each) {
      const { variables, inputs } = each as { readonly variables?: unknown; readonly inputs?: unknown };
      for (const name of [variables, inputs].flat()) if (typeof name === 'string') names.add(name);
    }
    for (const part of parts) if (typeof part === 'object' && part !== null) seen.add(part);
  }
  return names;
}
