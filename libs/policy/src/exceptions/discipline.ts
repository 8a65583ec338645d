import { namesOf } from '../guard/who.js';
import type { OrganisationView } from '../ports/index.js';

/** 纪检监察: the role whose posts supervise and never approve (domain README §0.5). */
export const DISCIPLINE_ROLE = 'DISC';
/** Where the unit has no post of that role. */
export const DISCIPLINE = '上级纪检监察机构';

/** The posts of discipline inspection by name; empty: there are none. */
export function disciplineOf(organisation: OrganisationView, at: number): string {
  return namesOf([`role:${DISCIPLINE_ROLE}`], organisation, at);
}

/** Whoever holds one of them; empty: nobody does. */
export function holdersOfDiscipline(organisation: OrganisationView, at: number): readonly string[] {
  const posts = organisation.facts('post', at).filter(({ data }) => data.roles.includes(DISCIPLINE_ROLE));
  return [...new Set(posts.flatMap(({ id }) => organisation.holdersOf(id, at)))];
}

export function isDiscipline(person: string, organisation: OrganisationView, at: number): boolean {
  return organisation.roles(person, at).has(DISCIPLINE_ROLE);
}
