export type ElementState = 'here' | 'done' | 'incident';

/** What shows of an element: a fault before what is going on, that before what was done. */
export function stateOf({ active, incidents }: { readonly active: number; readonly incidents: number }): ElementState {
  if (incidents > 0) return 'incident';
  return active > 0 ? 'here' : 'done';
}
