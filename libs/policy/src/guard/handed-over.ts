import type { InstanceView, OrganisationView } from '../ports/index.js';
import { keysOfPost, substitutionsAt } from '../work/office-offers.js';
import { handedOver, predecessorsOf } from '../work/office.js';
import type { Item, Work } from '../work/state.js';
import { actingOn, type Acting } from './acting.js';

/**
 * As what a person acts on an item of a matter: as designated to sign for somebody who handed it over (指定替代签字人), or as anywhere else. Whoever has
 * taken a matter over acts for those before them, too.
 */
export function actingIn(
  { work, process }: Pick<InstanceView<Work>, 'work' | 'process'>,
  item: Pick<Item, 'offers' | 'passed'>,
  person: string,
  organisation: OrganisationView,
  at: number,
): Acting | null {
  if (work.handOvers === undefined) return actingOn(item, person, process, organisation, at);
  const own = { ...item, offers: withoutSubstitute(item.offers, work, person, organisation, at) };
  const acting =
    substituting(work, item.offers, person, organisation, at) ?? actingOn(own, person, process, organisation, at);
  if (acting === null) return null;
  const parties = acting.onBehalfOf === null ? [person] : [person, acting.onBehalfOf];
  const before = parties.flatMap((each) => predecessorsOf(work, each)).filter((each) => !parties.includes(each));
  return before.length === 0 ? acting : { ...acting, alsoFor: [...new Set([...(acting.alsoFor ?? []), ...before])] };
}

/** In the post of the one before, for whom it is done as by a deputy. */
function substituting(
  work: Work,
  offers: readonly string[],
  person: string,
  organisation: OrganisationView,
  at: number,
): Acting | null {
  if (organisation.capacities(person, at).length === 0) return null;
  for (const { from, to, document, substitute } of substitutionsAt(work, at)) {
    const keys = keysOfPost(substitute.post, organisation, at);
    const post = organisation.fact('post', substitute.post, at);
    if (to !== person || post === undefined || !keys.some((key) => offers.includes(key))) continue;
    const { department } = post.data;
    return { person, post: post.id, department, holding: null, keys, onBehalfOf: from, document };
  }
  return null;
}

/** What was offered to somebody because they signed in a post is not theirs once they do not. */
function withoutSubstitute(
  offers: readonly string[],
  work: Work,
  person: string,
  organisation: OrganisationView,
  at: number,
): readonly string[] {
  const wasOffered = handedOver(work).some(
    ({ to, substitute }) =>
      to === person &&
      substitute !== undefined &&
      keysOfPost(substitute.post, organisation, at).some((key) => offers.includes(key)),
  );
  return wasOffered ? offers.filter((key) => key !== `person:${person}`) : offers;
}
