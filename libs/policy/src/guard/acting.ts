import type { Capacity, OrganisationView } from '../ports/index.js';
import { passersOf } from '../work/handing.js';
import type { Item } from '../work/state.js';

/** As what a person acts: in a post of their own, or for somebody who delegated to them. Whoever acts for another counts as both. */
export interface Acting extends Capacity {
  /** The person whose capacity it is, where that is another. */
  readonly onBehalfOf: string | null;
  /** Of the delegation by which the person acts for that other. */
  readonly document?: string | undefined;
  /** Who passed the work on to them: it counts for those, too. */
  readonly alsoFor?: readonly string[] | undefined;
}

/**
 * As what the person may do what is offered under these keys; the person's own capacities before delegated ones. A delegate cannot pass on what was
 * delegated to them.
 * @returns null when as nothing
 */
export function actingAs(
  offers: readonly string[],
  person: string,
  process: string,
  organisation: OrganisationView,
  at: number,
): Acting | null {
  const own = fitting(organisation.capacities(person, at), offers);
  if (own !== undefined) return inPerson(own);
  for (const { data } of organisation.delegationsTo(person, at)) {
    if (data.processes.length > 0 && !data.processes.includes(process)) continue;
    const theirs = fitting(organisation.capacities(data.from, at), offers);
    if (theirs !== undefined) return { ...inPerson(theirs), person, onBehalfOf: data.from, document: data.document };
  }
  return null;
}

/** The same for one item: what somebody passed on (转办) is also done for whoever did. */
export function actingOn(
  { offers, passed }: Pick<Item, 'offers' | 'passed'>,
  person: string,
  process: string,
  organisation: OrganisationView,
  at: number,
): Acting | null {
  const acting = actingAs(offers, person, process, organisation, at);
  const alsoFor = acting === null || passed === undefined ? [] : passersOf(passed, person);
  return acting === null || alsoFor.length === 0 ? acting : { ...acting, alsoFor };
}

/** In a capacity of one's own. */
export function inPerson({ person, post, department, holding, keys }: Capacity): Acting {
  return { person, post, department, holding, keys, onBehalfOf: null, document: undefined, alsoFor: undefined };
}

function fitting(capacities: readonly Capacity[], offers: readonly string[]): Capacity | undefined {
  for (const capacity of capacities) {
    for (const key of capacity.keys) if (offers.includes(key)) return capacity;
  }
  return undefined;
}

/** Whether somebody delegated to the person what fits, though not for this process. */
export function isDelegatedElsewhere(
  offers: readonly string[],
  person: string,
  organisation: OrganisationView,
  at: number,
): boolean {
  return organisation
    .delegationsTo(person, at)
    .some(({ data }) => fitting(organisation.capacities(data.from, at), offers) !== undefined);
}
