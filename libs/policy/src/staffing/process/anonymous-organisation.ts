import type { AnonymousOrganisation } from '@quanheng/contracts';
import { unitRule } from '../../catalogue/index.js';
import { derived, listUnder } from '../../organisation/derived.js';
import { buildView, type OrganisationIndex } from '../../organisation/index.js';
import type { Fact, FactKind, OrganisationView } from '../../ports/index.js';
import { ROSTER_LIMITS } from './rosters.js';

/** More of those who are alike in all are not told apart by any question about a process. */
const COUNTED = ROSTER_LIMITS.perPlace + 1;

/**
 * The organisation at a moment as far as it decides who may do the steps of a process, without the people: those who hold the same posts and sit in the same bodies are
 * counted. Everything is in the order of its names, so other people in the same posts make the same answer.
 *
 * Without relations (利害关系): who holds a post alone is known, and would be known to have them. So what is found over it may be too hopeful, as far as relatives go.
 */
export function anonymousOrganisation(view: OrganisationView, at: number): AnonymousOrganisation {
  const facts = <K extends FactKind>(kind: K) => view.facts(kind, at);
  const inForce = facts('substituteReview').filter(({ data }) => data.confirmedBy !== null);
  return {
    departments: facts('department').map(({ id, data: { name, parent } }) => ({ id, name, parent })),
    posts: facts('post').map(({ id, data: { name, department, roles } }) => ({
      id,
      name,
      department,
      roles: [...roles],
    })),
    bodies: facts('body').map(({ id, data: { name } }) => ({ id, name })),
    leaderLines: sorted(
      facts('leaderLine').map(({ data: { leader, departments } }) => ({
        leader,
        departments: [...departments].sort(),
      })),
    ),
    rules: {
      restrictedLines: [...unitRule(view, 'restrictedLines', at).value],
      chiefPosts: [...unitRule(view, 'chiefPosts', at).value],
    },
    substitutes: sorted(
      inForce.map(({ data: { constraint, processes } }) => ({ constraint, processes: [...processes].sort() })),
    ),
    people: peopleOf(view, at),
  };
}

type People = AnonymousOrganisation['people'];

/** By the bodies there are: as long as neither these nor the holdings change, people are counted once. */
const counted = derived('holding', () => new WeakMap<readonly unknown[], People>());

function peopleOf(view: OrganisationView, at: number): People {
  const known = counted(view, at);
  const bodies = view.facts('body', at);
  let found = known.get(bodies);
  if (found === undefined) known.set(bodies, (found = countedIn(view, at)));
  return found;
}

function countedIn(view: OrganisationView, at: number): People {
  const postsOf = new Map<string, string[]>();
  for (const { data } of view.facts('holding', at)) listUnder(postsOf, data.person, data.post);
  const bodiesOf = new Map<string, string[]>();
  for (const { id, data } of view.facts('body', at)) {
    for (const person of new Set(data.members.map((member) => member.person))) listUnder(bodiesOf, person, id);
  }
  const alike = new Map<string, People[number]>();
  for (const person of new Set([...postsOf.keys(), ...bodiesOf.keys()])) {
    const held = postsOf.get(person) ?? [];
    // The order of appointment is asked for only where there is one.
    const posts = held.length < 2 ? held : view.holdings(person, at).map(({ data }) => data.post);
    const bodies = bodiesOf.get(person) ?? [];
    const key = JSON.stringify([posts, bodies]);
    const count = Math.min(COUNTED, (alike.get(key)?.count ?? 0) + 1);
    alike.set(key, { posts, bodies, count });
  }
  return sorted([...alike.values()]);
}

function sorted<T>(all: readonly T[]): T[] {
  return [...all]
    .map((each) => ({ each, key: JSON.stringify(each) }))
    .sort((one, other) => (one.key < other.key ? -1 : 1))
    .map(({ each }) => each);
}

/** When an anonymous organisation is as it is: it says nothing of other moments. */
export const ANONYMOUS_MOMENT = 0;
const PAPER = { document: '', digest: '' };

/** An organisation to ask, with somebody without a name for each who was counted. */
export function peopled(organisation: AnonymousOrganisation): OrganisationIndex {
  const { departments, posts, bodies, leaderLines, rules, substitutes, people } = organisation;
  const facts: Fact[] = [];
  const add = <K extends FactKind>(kind: K, id: string, data: Extract<Fact, { kind: K }>['data']): void => {
    facts.push({ kind, id, from: ANONYMOUS_MOMENT, to: null, data } as Fact);
  };
  for (const { id, ...data } of departments) add('department', id, data);
  for (const { id, ...data } of posts) add('post', id, data);
  for (const [at, line] of leaderLines.entries()) add('leaderLine', String(at), line);
  for (const [name, value] of Object.entries(rules)) add('unitRule', name, { value, document: '', basis: [] });
  for (const [at, substitute] of substitutes.entries()) {
    const papers = { reviewer: { person: '' }, resolution: PAPER, notice: PAPER, proposedBy: '', confirmedBy: '' };
    add('substituteReview', String(at), { ...substitute, ...papers });
  }
  const members = new Map<string, string[]>(bodies.map(({ id }) => [id, []]));
  let count = 0;
  for (const alike of people) {
    for (let each = 0; each < alike.count; each++) {
      const person = String(count++);
      add('person', person, { name: '' });
      for (const [at, post] of alike.posts.entries()) {
        add('holding', `${person}:${at}`, { person, post, kind: 'formal', document: '' });
      }
      for (const body of alike.bodies) members.get(body)?.push(person);
    }
  }
  for (const { id, name } of bodies) {
    const all = members.get(id) ?? [];
    add('body', id, { name, members: all.map((person) => ({ person, role: 'member' })) });
  }
  return buildView(
    '',
    1,
    facts.map((fact) => ({ fact, since: 1, until: null })),
  );
}
