import { finding, listed, type OrganisationFinding } from '../finding.js';
import { nameOf } from '../references.js';
import { overlap, type Validity } from '../validity.js';
import type { FactOfKind, OrganisationIndex } from '../view.js';
import { touchedOf, type Outcome } from './check.js';

type Holding = FactOfKind<'holding'>;
type Post = FactOfKind<'post'>;

/** A post as long as somebody holds it. */
export type HeldPost = Validity & { readonly post: Post };

/** A person holds a post in one way at a time. */
export function* postsAreHeldOnce(outcome: Outcome): Generator<OrganisationFinding> {
  const { after } = outcome;
  const told = new Set<string>();
  for (const id of touchedOf(outcome, 'holding')) {
    for (const holding of after.chain('holding', id)) {
      const { person, post } = holding.data;
      for (const other of holdingsUnder(after, 'person', person)) {
        if (other.id === id || other.data.person !== person || other.data.post !== post) continue;
        const both = overlap(holding, other);
        if (!both || told.has(other.id)) continue;
        told.add(id);
        yield finding('held-twice', nameOf(holding), { person, post, id, other: other.id, at: both.from });
      }
    }
  }
}

/** No more persons hold a post formally than it has seats. */
export function* seatsSuffice(outcome: Outcome): Generator<OrganisationFinding> {
  const { after } = outcome;
  const posts = new Set(touchedOf(outcome, 'post'));
  for (const id of touchedOf(outcome, 'holding')) {
    for (const holding of after.chain('holding', id)) posts.add(holding.data.post);
  }
  for (const id of posts) {
    for (const post of after.chain('post', id)) {
      const { seats } = post.data;
      if (seats === undefined) continue;
      const formal = holdingsUnder(after, 'post', id).filter(({ data }) => data.post === id && data.kind === 'formal');
      const crowd = firstCrowd(formal, post, seats);
      if (!crowd) continue;
      const users = listed(crowd.holdings.map(nameOf));
      yield finding('seats-exceeded', nameOf(post), {
        post: id,
        seats,
        count: crowd.holdings.length,
        at: crowd.at,
        users,
      });
      break;
    }
  }
}

/** The first moment within the window at which more than `seats` of the holdings are valid, and which these are. */
function firstCrowd(
  holdings: readonly Holding[],
  window: Validity,
  seats: number,
): { readonly at: number; readonly holdings: readonly Holding[] } | undefined {
  const within = holdings.flatMap((holding) => {
    const both = overlap(holding, window);
    return both ? [{ holding, from: both.from, to: both.to ?? Infinity }] : [];
  });
  within.sort((one, other) => one.from - other.from);
  const ends = within.map(({ to }) => to).sort((one, other) => one - other);
  let left = 0;
  for (const [entered, { from: at }] of within.entries()) {
    while ((ends[left] ?? Infinity) <= at) left++;
    if (entered + 1 - left <= seats) continue;
    return { at, holdings: within.filter(({ from, to }) => from <= at && at < to).map(({ holding }) => holding) };
  }
  return undefined;
}

/** 临时负责 is for a time that is known: nobody stays in a post for good without being appointed to it. */
export function* standingInEnds({ before, after, touched }: Outcome): Generator<OrganisationFinding> {
  for (const { kind, id } of touched) {
    if (kind !== 'holding') continue;
    const known = before.chain('holding', id);
    const isEndless = after
      .chain('holding', id)
      .some((fact) => fact.data.kind === 'temporary' && fact.to === null && !known.includes(fact));
    if (isEndless) yield finding('holding-without-end', nameOf({ kind, id }), { id });
  }
}

export function* nobodyAppointsThemselves(outcome: Outcome): Generator<OrganisationFinding> {
  const { before, after, principal } = outcome;
  if (principal.kind !== 'person') return;
  for (const id of touchedOf(outcome, 'holding')) {
    const holdings = [...before.chain('holding', id), ...after.chain('holding', id)];
    const own = holdings.find(({ data }) => data.person === principal.person);
    if (own) yield finding('own-appointment', nameOf(own), { id });
  }
}

/** Holdings that at some time concern the person or post. */
export function holdingsUnder(view: OrganisationIndex, kind: 'person' | 'post', id: string): readonly Holding[] {
  return view.usersOf(nameOf({ kind, id }), 'holding').flatMap((thing) => view.chain('holding', thing.id));
}

/** Every post that the person holds at some time. */
export function postsHeldBy(view: OrganisationIndex, person: string): readonly HeldPost[] {
  return holdingsUnder(view, 'person', person)
    .filter((holding) => holding.data.person === person)
    .flatMap((holding) =>
      view.chain('post', holding.data.post).flatMap((post) => {
        const both = overlap(holding, post);
        return both ? [{ ...both, post }] : [];
      }),
    );
}

/** Persons who came to hold another post by the change, or whose post was or became one that matters. */
export function holdersTouched(outcome: Outcome, matters: (post: Post) => boolean): Set<string> {
  const { before, after } = outcome;
  const persons = new Set<string>();
  for (const id of touchedOf(outcome, 'holding')) {
    for (const { data } of after.chain('holding', id)) persons.add(data.person);
  }
  for (const id of touchedOf(outcome, 'post')) {
    if (![...before.chain('post', id), ...after.chain('post', id)].some(matters)) continue;
    for (const { data } of holdingsUnder(after, 'post', id)) persons.add(data.person);
  }
  return persons;
}
