import type { Asked } from '../acts/act.js';
import { actingAsSelf } from '../acts/trail.js';
import { isHandling } from '../constraints/index.js';
import { dataTitle, policyOf } from '../model/index.js';
import type { Ground, InstanceView, Reason, TrailRecord } from '../ports/index.js';
import { reason } from '../texts/index.js';
import { decisiveData } from '../work/decisive-data.js';
import type { Correction } from '../work/office.js';
import { offersAfter } from '../work/office-offers.js';
import { offersFor } from '../work/offers.js';
import type { Work } from '../work/state.js';
import type { Acting } from './acting.js';
import { againstDuties } from './duties.js';
import { actingIn } from './handed-over.js';
import { againstInterests } from './interests.js';
import type { Known } from './known.js';
import { namesOf } from './who.js';

export type Asking = Pick<Asked, 'request' | 'instance' | 'person'>;
/** What is corrected, and where it was done. */
export type Place = Pick<Correction, 'activity' | 'change'>;

/** As what the person answers for the step: as whoever may do it, or as whoever leads where it was done. */
export function handOf(
  { instance, person, request: { organisation, at } }: Asking,
  place: Place,
): { readonly acting: Acting | null; readonly isTheirs: boolean } {
  const item = { offers: offersOf({ instance, request: { organisation, at } }, place) };
  const acting = actingIn(instance, item, person.person, organisation, at);
  if (acting !== null) return { acting, isTheirs: true };
  const leads = stepsOf(instance, place).some((step) => step.place?.leaders.includes(person.person));
  return { acting: actingAsSelf(person.person, organisation, at), isTheirs: leads };
}

/** What stands against the person's having a hand in it. */
export function againstHand(asking: Asking, place: Place, known: Known): Ground[] {
  const { instance, request, person } = asking;
  const { acting, isTheirs } = handOf(asking, place);
  if (!isTheirs || acting === null) return [reason('CORRECTION_NOT_THEIRS', { posts: whoMay(asking, place) })];
  const item = { element: 0, activity: place.activity, offers: offersOf(asking, place), assignee: null };
  const question = { request, instance, item, person, acting };
  const against = againstDuties(question, acting, known);
  return [
    // Whoever corrects does not do the step: who is bound to it, or needed for it, is not asked.
    ...against.filter(({ code }) => code !== 'BINDING_REQUIRED' && code !== 'TOO_FEW_PERSONS'),
    ...againstInterests(question, acting, undefined, () => whoMay(asking, place)),
  ];
}

/** By name or post. */
export function whoMay(asking: Asking, place: Place): string {
  const { organisation, at } = asking.request;
  const leaders = stepsOf(asking.instance, place).flatMap((step) => step.place?.leaders ?? []);
  const keys = leaders.map((leader) => (leader.startsWith('post:') ? leader : `person:${leader}`));
  return namesOf([...offersOf(asking, place), ...keys], organisation, at);
}

function offersOf(
  { instance, request: { organisation, at } }: Pick<Asking, 'instance'> & { readonly request: Moment },
  place: Place,
): readonly string[] {
  const { assigns = [] } = policyOf(instance.definition).activities.get(place.activity) ?? {};
  // What everybody may do, or is assigned act by act, only those who did it and who leads them answer for.
  if (assigns.length > 0) {
    return offersAfter(offersFor(assigns, instance, organisation, at), instance.work, organisation, at);
  }
  return [...new Set(stepsOf(instance, place).map(({ person }) => `person:${person}`))];
}
type Moment = Pick<Asked['request'], 'organisation' | 'at'>;

/** What the drawing decides by is filled in anew, so that it is decided anew. */
export function againstDecisive(name: string, activity: string, { definition }: InstanceView<Work>): Reason[] {
  if (!decisiveData(definition.graph).has(name)) return [];
  const step = policyOf(definition).activities.get(activity)?.name ?? activity;
  return [reason('CORRECTION_DECISIVE', { field: dataTitle(name, policyOf(definition)), step })];
}

/** How often it was done, by whom: a step filled in, or, of a page, whatever was done there. */
export function stepsOf({ trail }: InstanceView<Work>, { activity, change }: Place): readonly TrailRecord[] {
  return trail.filter(
    (record) =>
      record.activity === activity && ('file' in change ? !isHandling(record.act) : record.act === 'complete'),
  );
}

/** Everybody who signed on what is corrected. */
export function actedSince(instance: InstanceView<Work>, place: Place): readonly string[] {
  const first = stepsOf(instance, place)[0]?.seq ?? 0;
  const later = instance.trail.filter(({ seq, act }) => seq > first && !isHandling(act));
  return [
    ...new Set(later.flatMap(({ person, onBehalfOf }) => [person, ...(onBehalfOf === undefined ? [] : [onBehalfOf])])),
  ];
}
