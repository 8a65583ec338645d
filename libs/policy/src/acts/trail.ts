import { inPerson, type Acting } from '../guard/acting.js';
import type { OrganisationView, TrailRecord } from '../ports/index.js';
import type { DoneAct, Item } from '../work/state.js';
import type { Person } from './act.js';

export type TrailDraft = Omit<TrailRecord, 'seq' | 'at'>;

export function trailOf(
  { activity, element }: Pick<Item, 'activity' | 'element'>,
  act: string,
  { person, account }: Person,
  acting: Acting | null,
): TrailDraft {
  const { onBehalfOf = null, alsoFor, post = null, department = null, holding = null, document } = acting ?? {};
  return {
    activity,
    element,
    act,
    person,
    account,
    ...(onBehalfOf === null ? {} : { onBehalfOf }),
    ...(alsoFor === undefined ? {} : { alsoFor }),
    ...(post === null ? {} : { post }),
    ...(department === null ? {} : { department }),
    ...(holding === null || post === null ? {} : { holding }),
    ...(document === undefined ? {} : { documents: [document] }),
  };
}

export function doneAs(
  person: string,
  acting: Acting | null,
): Pick<DoneAct, 'person' | 'onBehalfOf' | 'post' | 'department'> {
  const behalf = acting?.onBehalfOf ?? null;
  return {
    person,
    ...(behalf === null ? {} : { onBehalfOf: behalf }),
    post: acting?.post ?? null,
    department: acting?.department ?? null,
  };
}

/** In the person's own first post: for acts that are not offered to anybody. */
export function actingAsSelf(person: string, organisation: OrganisationView, at: number): Acting | null {
  const [capacity] = organisation.capacities(person, at);
  return capacity === undefined ? null : inPerson(capacity);
}
