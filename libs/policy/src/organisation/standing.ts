import type { Capacity } from '../ports/index.js';
import type { HeldPost } from './held-post.js';
import type { Span } from './kept.js';
import type { FactOfKind, OrganisationIndex } from './view.js';

/** What a person is in the unit at one moment. */
export interface Standing {
  readonly holdings: readonly FactOfKind<'holding'>[];
  /** Role codes of all posts held. */
  readonly roles: ReadonlySet<string>;
  readonly capacities: readonly Capacity[];
}

export function standingOf(person: string, index: OrganisationIndex, span: Span): Standing {
  const places = index.placesOf(person);
  const holdings = span.allValidOf(places.holding);
  const held: Held[] = [];
  for (const { data } of holdings) {
    const post = index.post(data.post, span);
    if (post !== null) held.push({ id: data.post, kind: data.kind, post });
  }
  const bodies = span.allValidOf(places.body);
  return { holdings, roles: rolesOf(held), capacities: capacitiesOf(person, held, bodies, index, span) };
}

interface Held {
  readonly id: string;
  readonly kind: Capacity['holding'];
  readonly post: HeldPost;
}

function rolesOf(held: readonly Held[]): ReadonlySet<string> {
  const [only, ...others] = held;
  if (only !== undefined && others.length === 0) return only.post.roles;
  return new Set(held.flatMap(({ post }) => [...post.roles]));
}

/** One for each post held, the first appointed first, and one for what is the person's without a post. None of an administrator (三员). */
function capacitiesOf(
  person: string,
  held: readonly Held[],
  bodies: readonly FactOfKind<'body'>[],
  index: OrganisationIndex,
  span: Span,
): Capacity[] {
  if (index.valid('person', person, span) === undefined) return [];
  if (held.some(({ post }) => post.isAdministrators)) return [];
  const found: Capacity[] = [];
  for (const { id, kind, post } of held) {
    found.push({ person, post: id, department: post.department, holding: kind, keys: post.keys });
  }
  const keys = [`person:${person}`];
  for (const { id } of bodies) keys.push(`body:${id}`);
  keys.push('unit');
  const [first] = found;
  found.push({
    person,
    post: first?.post ?? null,
    department: first?.department ?? null,
    holding: first?.holding ?? null,
    keys,
  });
  return found;
}
