import { postsWithin, postsWithRole } from '../organisation/posts.js';
import type { Capacity, OrganisationView } from '../ports/index.js';
import { nameIn, namesIn } from './names.js';

/** How many capacities are tried, and how many persons a message names. */
const TRIED = 200;
const NAMED = 5;

/** `财务处长(王芳)、出纳(李明)`: those of the offered who fit; empty: nobody does. */
export function whoCan(
  offers: readonly string[],
  view: OrganisationView,
  at: number,
  fits: (candidate: Capacity) => boolean,
): string {
  const named = new Map<string, string>();
  let tried = 0;
  for (const candidate of capacitiesUnder(offers, view, at)) {
    if (named.size > NAMED) break;
    // Some of the others may fit: that nobody does cannot be said.
    if (tried++ === TRIED) {
      if (named.size === 0) return '其他符合条件的人员';
      break;
    }
    if (!named.has(candidate.person) && fits(candidate)) named.set(candidate.person, placeOf(candidate, view, at));
  }
  const byPlace = new Map<string, string[]>();
  for (const [person, place] of [...named].slice(0, NAMED)) {
    byPlace.set(place, [...(byPlace.get(place) ?? []), person]);
  }
  const parts = [...byPlace].map(([place, persons]) => {
    const names = namesIn(view, 'person', persons, at);
    return place === '' ? names : `${place}(${names})`;
  });
  return parts.join('、') + (named.size > NAMED ? '等' : '');
}

function placeOf({ post }: Capacity, view: OrganisationView, at: number): string {
  return post === null ? '' : nameIn(view, 'post', post, at);
}

/** Own capacities in which somebody is offered the work: of a delegation only the parties know. */
export function* capacitiesUnder(offers: readonly string[], view: OrganisationView, at: number): Generator<Capacity> {
  const seen = new Set<string>();
  for (const offer of offers) {
    for (const person of personsUnder(offer, view, at)) {
      if (seen.has(person)) continue;
      seen.add(person);
      for (const capacity of view.capacities(person, at)) {
        if (capacity.keys.some((key) => offers.includes(key))) yield capacity;
      }
    }
  }
}

/** Everybody who can be offered something under the key, and perhaps others: `capacities` decides. */
function* personsUnder(offer: string, view: OrganisationView, at: number): Generator<string> {
  const colon = offer.indexOf(':');
  const [kind, id] = [offer.slice(0, Math.max(colon, 0)), offer.slice(colon + 1)];
  switch (kind) {
    case 'person':
      yield id;
      return;
    case 'post':
      yield* view.holdersOf(id, at);
      return;
    case 'body':
      for (const { person } of view.fact('body', id, at)?.data.members ?? []) yield person;
      return;
    case 'role': {
      const [role = ''] = id.split('@');
      for (const { id: post } of postsWithRole(role, view, at)) yield* view.holdersOf(post, at);
      return;
    }
    case 'department':
      for (const { id: post } of postsWithin(id, view, at)) yield* view.holdersOf(post, at);
      return;
    default:
      for (const { data } of view.facts('holding', at)) yield data.person;
  }
}
