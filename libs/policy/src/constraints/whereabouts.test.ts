import * as fc from 'fast-check';
import { facts, moment, person, post, department, validOf, viewOf } from '../organisation/testing/random.js';
import type { Fact } from '../ports/index.js';
import { whoCan } from './candidates.js';
import { done } from './testing/world.js';
import { VACANT, Whereabouts } from './whereabouts.js';

const deed = fc
  .record({
    person,
    onBehalfOf: fc.option(person),
    post: fc.option(post, { nil: undefined }),
    department: fc.option(department, { nil: undefined }),
    at: moment,
  })
  .map(({ onBehalfOf, ...rest }) =>
    done({ ...rest, activity: 'A', onBehalfOf: onBehalfOf === null ? [] : [onBehalfOf] }),
  );
const deeds = fc.array(deed, { minLength: 5, maxLength: 20 });

/** Written out anew from a plain list of facts. */
const parentOf = (all: readonly Fact[], id: string, at: number): string | null =>
  validOf(all, 'department', at).find((each) => each.id === id)?.data.parent ?? null;
function above(all: readonly Fact[], id: string, at: number): string[] {
  const path = [id];
  for (let next = parentOf(all, id, at); next !== null && !path.includes(next); next = parentOf(all, next, at)) {
    path.push(next);
  }
  return path;
}
const holders = (all: readonly Fact[], id: string, at: number): string[] => [
  ...new Set(
    validOf(all, 'holding', at)
      .filter(({ data }) => data.post === id)
      .map(({ data }) => data.person),
  ),
];
const departmentOf = (all: readonly Fact[], id: string, at: number): string[] =>
  validOf(all, 'post', at)
    .filter((each) => each.id === id)
    .map(({ data }) => data.department);
const homes = (all: readonly Fact[], who: string, at: number): string[] =>
  validOf(all, 'holding', at)
    .filter(({ data }) => data.person === who)
    .flatMap(({ data }) => departmentOf(all, data.post, at));

type Deed = ReturnType<typeof done>;
function departments(
  all: readonly Fact[],
  { person: who, onBehalfOf, post: id, department: named, at }: Deed,
): string[] {
  const [actedIn] = named !== undefined ? [named] : id === undefined ? [] : departmentOf(all, id, at);
  const own = actedIn === undefined ? homes(all, onBehalfOf[0] ?? who, at) : [actedIn];
  return [...new Set([...own, ...(onBehalfOf.length === 0 ? [] : homes(all, who, at))])];
}
function lines(all: readonly Fact[], each: Deed): { leaders: string[]; unled: string | null } {
  const { at } = each;
  const leading = validOf(all, 'leaderLine', at);
  const isLeader = leading.some(({ data }) => data.leader === each.post);
  const leaders = isLeader ? [each.person, ...each.onBehalfOf] : [];
  const unled: string[] = [];
  for (const own of departments(all, each)) {
    const nearest = above(all, own, at).find((id) => leading.some(({ data }) => data.departments.includes(id)));
    const posts = leading.filter(({ data }) => nearest !== undefined && data.departments.includes(nearest));
    if (posts.length === 0 && !isLeader) unled.push(own);
    for (const { data } of posts) {
      const found = holders(all, data.leader, at);
      leaders.push(...(found.length === 0 ? [VACANT + data.leader] : found));
    }
  }
  return { leaders: [...new Set(leaders)], unled: unled[0] ?? null };
}
function relatives(all: readonly Fact[], who: string, at: number): string[] {
  return validOf(all, 'relation', at).flatMap(({ data: { persons } }) => [
    ...(persons[0] === who ? [persons[1]] : []),
    ...(persons[1] === who ? [persons[0]] : []),
  ]);
}

test('where acts were done, and under whom, is what the facts of their moment say', () => {
  fc.assert(
    fc.property(facts, deeds, (all, each) => {
      const whereabouts = new Whereabouts(viewOf(all));
      for (const one of each) {
        expect([one, whereabouts.departmentsOf(one)]).toEqual([one, departments(all, one)]);
        expect([one, whereabouts.linesOf(one)]).toEqual([one, lines(all, one)]);
        expect([one, whereabouts.relativesOf(one.person, one.at)]).toEqual([one, relatives(all, one.person, one.at)]);
      }
    }),
    { numRuns: 150 },
  );
});

/** Names in the order in which they are found, each once. */
function offered(all: readonly Fact[], offer: string, at: number): string[] {
  const [kind = '', id = ''] = offer.split(':');
  const posts = validOf(all, 'post', at).filter(({ data }) =>
    kind === 'role' ? data.roles.includes(id) : above(all, data.department, at).includes(id),
  );
  const held = [...new Set(posts.flatMap((each) => holders(all, each.id, at)))];
  const isKnown = (who: string): boolean => validOf(all, 'person', at).some(({ id: known }) => known === who);
  const isAuditor = (who: string): boolean =>
    validOf(all, 'holding', at).some(
      ({ data }) =>
        data.person === who &&
        validOf(all, 'post', at).some(({ id: one, data: { roles } }) => one === data.post && roles.includes('auditor')),
    );
  return held.filter((who) => isKnown(who) && !isAuditor(who));
}

test('whoever is offered something by role or department is found, and nobody else', () => {
  const offers = fc.constantFrom('role:staff', 'role:CHIEF', 'department:D', 'department:E', 'department:F');
  const questions = fc.array(fc.tuple(offers, moment), { minLength: 5, maxLength: 15 });
  fc.assert(
    fc.property(facts, questions, (all, each) => {
      const view = viewOf(all);
      for (const [offer, at] of each) {
        const found: string[] = [];
        whoCan([offer], view, at, (candidate) => {
          if (!found.includes(candidate.person)) found.push(candidate.person);
          return false;
        });
        expect([offer, at, found]).toEqual([offer, at, offered(all, offer, at)]);
      }
    }),
    { numRuns: 150 },
  );
});
