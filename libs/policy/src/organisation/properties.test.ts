import { ADMINISTRATOR_ROLES, FACT_KINDS } from '@quanheng/contracts';
import * as fc from 'fast-check';
import type { Fact, OrganisationChange } from '../ports/index.js';
import { nameOf, referencesOf } from './references.js';
import { attempt, changed, DAY, end, FactTable, hold, NEW_YEAR, OFFICE, post, put } from './testing/office.js';
import { buildView, OrganisationIndex } from './view.js';

const KINDS = FACT_KINDS;
/** Few names and few days, so that changes meet each other. */
const DAYS = 6;
const moment = fc.integer({ min: 0, max: DAYS }).map((day) => NEW_YEAR + day * DAY);
const span = fc
  .tuple(moment, fc.option(fc.integer({ min: 1, max: DAYS }), { freq: 2 }))
  .map(([from, days]) => ({ from, to: days === null ? null : from + days * DAY }));
const persons = fc.constantFrom('ann', 'bob', 'cyn', 'dan', 'ada', 'sec', 'aud', 'eve', 'fay');
const departments = fc.constantFrom('OFFICE', 'FIN', 'PROC');
const posts = fc.constantFrom('clerk', 'chief', 'cashier', 'sysadmin', 'security', 'audit', 'spare');
const roles = fc.oneof(
  fc.subarray(['staff', 'CHIEF', 'CASHIER']),
  fc.constantFrom(...ADMINISTRATOR_ROLES).map((role) => [role]),
  fc.subarray(['staff', ...ADMINISTRATOR_ROLES]),
);
const spanned = <T>(arbitrary: fc.Arbitrary<T>) => fc.tuple(arbitrary, span);
const one = fc.constantFrom('1', '2');

const change: fc.Arbitrary<OrganisationChange> = fc.oneof(
  spanned(persons).map(([id, when]) => put('person', id, { name: id }, when)),
  { weight: 4, arbitrary: fc.tuple(persons, posts, span).map(([id, to, when]) => hold(id, to, when)) },
  fc
    .tuple(posts, roles, span, fc.option(fc.constant(1), { nil: undefined }))
    .map(([id, codes, when, seats]) => post(id, codes, seats === undefined ? when : { ...when, seats })),
  fc
    .tuple(departments, fc.option(departments), span)
    .map(([id, parent, when]) => put('department', id, { name: id, parent }, when)),
  fc
    .tuple(persons, one, span)
    .map(([person, login, when]) => put('account', `A-${person}`, { kind: 'person', person, login }, when)),
  fc
    .tuple(one, fc.uniqueArray(persons, { maxLength: 3 }), span)
    .map(([id, members, when]) =>
      put('body', id, { name: id, members: members.map((person) => ({ person, role: 'member' })) }, when),
    ),
  fc
    .tuple(one, posts, departments, span)
    .map(([id, leader, led, when]) => put('leaderLine', id, { leader, departments: [led] }, when)),
  fc
    .tuple(one, persons, persons, span)
    .map(([id, from, to, when]) =>
      put('delegation', id, { from, to, processes: [], document: '委1号' }, { ...when, to: when.from + 2 * DAY }),
    ),
  fc
    .tuple(one, persons, persons, span)
    .map(([id, p, q, when]) => put('relation', id, { persons: [p, q], kind: '近亲属' }, when)),
  fc
    .tuple(one, posts, span)
    .map(([value, chief, when]) =>
      put('unitRule', 'chiefPosts', { value: [chief], document: value, basis: [{ article: '甲', mark: null }] }, when),
    ),
  fc
    .tuple(fc.constantFrom('a:b', 'a:b:c'), one, span)
    .map(([id, value, when]) =>
      put('threshold', id, { name: id, value, unit: 'CNY', basis: [{ article: '甲', mark: null }] }, when),
    ),
  fc.tuple(persons, posts, moment).map(([id, from, at]) => end('holding', `H-${id}-${from}`, at)),
  fc.tuple(persons, moment).map(([id, at]) => end('person', id, at)),
  fc.tuple(posts, moment).map(([id, at]) => end('post', id, at)),
  fc.tuple(departments, moment).map(([id, at]) => end('department', id, at)),
  fc
    .tuple(fc.constantFrom('body', 'leaderLine', 'delegation', 'relation'), one, moment)
    .map(([kind, id, at]) => end(kind, id, at)),
  fc.tuple(fc.constantFrom('a:b', 'a:b:c'), moment).map(([id, at]) => end('threshold', id, at)),
);
/** Mostly single changes: of several, one is nearly always turned down, and with it all of them. */
const command = fc.oneof(
  { weight: 4, arbitrary: change.map((each) => [each]) },
  { weight: 1, arbitrary: fc.array(change, { minLength: 2, maxLength: 3 }) },
);
const commands = fc.array(command, { minLength: 5, maxLength: 40, size: 'max' });

interface History {
  readonly table: FactTable;
  readonly views: readonly OrganisationIndex[];
}

/** Carries out what is accepted of the commands, beginning with an office. */
function play(all: readonly (readonly OrganisationChange[])[]): History {
  const table = new FactTable();
  const views: OrganisationIndex[] = [];
  for (const changes of [OFFICE, ...all]) {
    const view = views.at(-1) ?? OrganisationIndex.empty('U1');
    const result = attempt(view, changes);
    if (result.status === 'rejected') continue;
    table.write(result.view.version, result.rows);
    views.push(result.view);
  }
  return { table, views };
}

/** Beginnings and ends are all on days: noon and midnight of each day see everything there is to see. */
const MOMENTS = Array.from({ length: 2 * (DAYS + 3) }, (_, half) => NEW_YEAR - DAY + (half * DAY) / 2);

const everything = (view: OrganisationIndex, at: number): Fact[] => KINDS.flatMap((kind) => [...view.facts(kind, at)]);

/** All that can be asked of a view, at every moment, as a text to compare. */
function answers(view: OrganisationIndex): string {
  const people = ['ann', 'bob', 'ada', 'eve'];
  return JSON.stringify(
    MOMENTS.map((at) => [
      everything(view, at),
      people.map((person) => [view.offers(person, at), [...view.roles(person, at)]].map((keys) => [...keys].sort())),
      view.accountByLogin('1', at),
    ]),
  );
}

describe('whatever changes are accepted', () => {
  test('a view built whole, by each change and by any leap is the same', () => {
    fc.assert(
      fc.property(commands, fc.nat(), (all, seed) => {
        const { table, views } = play(all);
        const last = views.at(-1)!;
        const leap = views[seed % views.length]!;
        const others = [
          buildView('U1', last.version, table.between(0, last.version)),
          leap.with(last.version, table.between(leap.version, last.version)),
        ];
        for (const other of others) expect(answers(other)).toBe(answers(last));
      }),
      { numRuns: 40 },
    );
  });

  test('earlier versions stay as they were, in memory and in the table', () => {
    fc.assert(
      fc.property(commands, (all) => {
        const { table, views } = play(all);
        for (const view of views) {
          const rebuilt = buildView('U1', view.version, table.between(0, view.version));
          expect(answers(rebuilt)).toBe(answers(view));
        }
      }),
      { numRuns: 20 },
    );
  });

  test('every reference holds at every moment, and a thing is one at a time', () => {
    fc.assert(
      fc.property(commands, (all) => {
        for (const view of play(all).views) {
          for (const at of MOMENTS) {
            const facts = everything(view, at);
            const names = new Set(facts.map(nameOf));
            expect(facts.flatMap(referencesOf).filter((reference) => !names.has(nameOf(reference)))).toEqual([]);
            const logins = view.facts('account', at).map(({ data }) => data.login);
            expect(new Set(logins).size).toBe(logins.length);
          }
        }
      }),
      { numRuns: 40 },
    );
  });

  test('the three administrators are three people without business, and always there', () => {
    fc.assert(
      fc.property(commands, (all) => {
        for (const view of play(all).views) {
          expect(MOMENTS.flatMap((at) => administratorFaults(view, at))).toEqual([]);
        }
      }),
      { numRuns: 60 },
    );
  });

  test('enough of the changes are accepted for that to mean something', () => {
    const sample = fc.sample(commands, { numRuns: 50, seed: 1 });
    const accepted = sample.reduce((sum, all) => sum + play(all).views.length - 1, 0);
    expect(accepted / sample.length).toBeGreaterThan(4);
  });
});

/** Written out anew from the facts, without the code that it judges. */
function administratorFaults(view: OrganisationIndex, at: number): string[] {
  const faults: string[] = [];
  const rolesOf = new Map(view.facts('post', at).map(({ id, data }) => [id, data.roles]));
  const postsOf = new Map<string, string[]>();
  for (const { data } of view.facts('holding', at)) {
    postsOf.set(data.person, [...(postsOf.get(data.person) ?? []), data.post]);
  }
  const members = view.facts('body', at).flatMap(({ data }) => data.members.map(({ person }) => person));
  const delegating = view.facts('delegation', at).flatMap(({ data }) => [data.from, data.to]);
  const leading = view.facts('leaderLine', at).map(({ data }) => data.leader);
  const seen = new Set<string>();
  for (const [person, held] of postsOf) {
    const [role, ...others] = new Set(held.flatMap((id) => rolesOf.get(id) ?? []));
    const administers = [role, ...others].filter((code) => (ADMINISTRATOR_ROLES as readonly unknown[]).includes(code));
    if (role === undefined || administers.length === 0) continue;
    seen.add(role);
    if (others.length > 0) faults.push(`${person} is ${role} and ${others.join()}`);
    if (held.some((id) => rolesOf.get(id)?.length !== 1)) faults.push(`${person} is ${role} and holds ${held.join()}`);
    if (members.includes(person)) faults.push(`${person} is ${role} and in a body`);
    if (delegating.includes(person)) faults.push(`${person} is ${role} and delegates or stands in`);
    if (held.some((id) => leading.includes(id))) faults.push(`${person} is ${role} and leads`);
  }
  const missing = ADMINISTRATOR_ROLES.filter((role) => !seen.has(role));
  return at < NEW_YEAR || missing.length === 0 ? faults : [...faults, `nobody is ${missing.join()}`];
}

test('what is accepted may be said again without anything changing', () => {
  const view = changed(OrganisationIndex.empty('U1'), OFFICE);
  const again = changed(view, OFFICE);
  expect(everything(again, NEW_YEAR)).toEqual(everything(view, NEW_YEAR));
});
