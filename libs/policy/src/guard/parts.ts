import type { InstanceView, OrganisationView, Reason, Request } from '../ports/index.js';
import { reason } from '../texts/index.js';
import type { Work } from '../work/state.js';
import { actingAs } from './acting.js';

/** To have been shown a matter, and to have read it, is no part in it. */
const READING = 'read';

/** Who started the matter, did something in it, or had it done in their name. */
export function hasActed({ startedBy, trail }: Pick<InstanceView, 'startedBy' | 'trail'>, person: string): boolean {
  return (
    startedBy === `person:${person}` ||
    trail.some((record) => record.act !== READING && [record.person, record.onBehalfOf].includes(person))
  );
}

/** The same, or open work of it is theirs to do. */
export function hasPart(
  instance: InstanceView<Work>,
  person: string,
  organisation: OrganisationView,
  at: number,
): boolean {
  if (hasActed(instance, person)) return true;
  return Object.values(instance.work.items).some(
    ({ assignee, offers }) =>
      assignee === person || actingAs(offers, person, instance.process, organisation, at) !== null,
  );
}

/** `act`: what only those with a part may do, in Chinese. */
export function withoutPart(
  { organisation, at }: Request<Work>,
  instance: InstanceView<Work>,
  person: string,
  act: string,
): readonly Reason[] {
  if (hasPart(instance, person, organisation, at)) return [];
  return [reason('NO_PART', { act, name: namedInitiator({ organisation, at }, instance) })];
}

/** The name of whoever started it; empty when nobody can be named. */
export function namedInitiator(
  { organisation, at }: Pick<Request<Work>, 'organisation' | 'at'>,
  { startedBy }: Pick<InstanceView, 'startedBy'>,
): string {
  const initiator = /^person:(.*)$/.exec(startedBy)?.[1] ?? '';
  return organisation.fact('person', initiator, at)?.data.name ?? '';
}
