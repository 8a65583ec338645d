import type { OrganisationView } from '../ports/index.js';
import type { Deed } from './deed.js';

type Named = 'person' | 'post' | 'department' | 'body';

/** As the organisation calls it at that moment; its id where it does not. */
export function nameIn(view: OrganisationView, kind: Named, id: string, at: number): string {
  return view.fact(kind, id, at)?.data.name ?? id;
}

export function namesIn(view: OrganisationView, kind: Named, ids: Iterable<string>, at: number): string {
  return [...ids].map((id) => nameIn(view, kind, id, at)).join('、');
}

/** What two deeds are called; where that is the same, with their acts. */
export function namesOf(one: Deed, other: Deed): { readonly a: string; readonly b: string } {
  if (one.name !== other.name || one.act === other.act) return { a: one.name, b: other.name };
  return { a: `${one.name}(${one.act})`, b: `${other.name}(${other.act})` };
}
