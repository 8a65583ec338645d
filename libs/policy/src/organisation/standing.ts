import { isAdministratorRole } from '@quanheng/contracts';
import type { Capacity } from '../ports/index.js';
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
  const holdings = index.using('holding', `person:${person}`, span).filter(({ data }) => data.person === person);
  const held = holdings.flatMap(({ data: { kind, post: id } }): Held[] => {
    const post = index.valid('post', id, span);
    return post === undefined ? [] : [{ kind, post }];
  });
  const roles = new Set(held.flatMap(({ post }) => post.data.roles));
  return { holdings, roles, capacities: capacitiesOf(person, held, index, span) };
}

interface Held {
  readonly kind: Capacity['holding'];
  readonly post: FactOfKind<'post'>;
}

/** One for each post held, the first appointed first, and one for what is the person's without a post. None of an administrator (三员). */
function capacitiesOf(person: string, held: readonly Held[], index: OrganisationIndex, span: Span): Capacity[] {
  if (index.valid('person', person, span) === undefined) return [];
  if (held.some(({ post }) => post.data.roles.some(isAdministratorRole))) return [];
  const found = held.map(({ kind, post: { id, data } }): Capacity => {
    const { department, roles } = data;
    const keys = [
      `post:${id}`,
      ...upwards(department, index, span).map((each) => `department:${each}`),
      // The head of a section is not the head of the department above it.
      ...roles.flatMap((role) => [`role:${role}`, `role:${role}@${department}`]),
    ];
    return { person, post: id, department, holding: kind, keys };
  });
  const bodies = index
    .using('body', `person:${person}`, span)
    .filter(({ data }) => data.members.some((member) => member.person === person));
  const keys = [`person:${person}`, ...bodies.map((body) => `body:${body.id}`), 'unit'];
  const { post, department, holding } = found[0] ?? { post: null, department: null, holding: null };
  return [...found, { person, post, department, holding, keys }];
}

function upwards(department: string, index: OrganisationIndex, span: Span): readonly string[] {
  const path: string[] = [];
  let next: string | null = department;
  while (next !== null && !path.includes(next)) {
    path.push(next);
    next = index.valid('department', next, span)?.data.parent ?? null;
  }
  return path;
}
