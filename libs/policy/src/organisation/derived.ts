import type { FactKind, OrganisationView } from '../ports/index.js';
import type { FactOfKind } from './view.js';

/**
 * What follows from all facts of a kind together, worked out once for as long as they stay the same: a view gives the same list again until
 * something begins or ends.
 */
export function derived<K extends FactKind, T>(
  kind: K,
  make: (facts: readonly FactOfKind<K>[]) => T,
): (view: OrganisationView, at: number) => T {
  const known = new WeakMap<readonly FactOfKind<K>[], { readonly value: T }>();
  return (view, at) => {
    const facts = view.facts(kind, at);
    let found = known.get(facts);
    if (found === undefined) known.set(facts, (found = { value: make(facts) }));
    return found.value;
  };
}

/** Adds to the list under the key. */
export function listUnder<K, V>(lists: Map<K, V[]>, key: K, value: V): void {
  const known = lists.get(key);
  if (known === undefined) lists.set(key, [value]);
  else known.push(value);
}
