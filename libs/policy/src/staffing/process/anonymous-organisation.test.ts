import fc from 'fast-check';
import { ROSTER_LIMITS } from './rosters.js';
import { anonymousOrganisation, ANONYMOUS_MOMENT, peopled, staffingFindings, type Staff } from './index.js';
import { cases, xmlOf } from './testing/cases.js';
import { drawn, flows, officeOf, relationsOf, task, type Drawn } from './testing/drawn.js';
import { renamed } from './testing/renamed.js';

const RUNS = Number(process.env['STAFFING_RUNS'] ?? 300);
const SEED = 20261123;
const BUDGET = { milliseconds: 10_000, now: () => 0 };

interface Told {
  readonly code: string;
  readonly elementId: string | null;
  readonly severity: string;
}

function told({ process, staff }: Drawn): readonly Told[] {
  const findings = staffingFindings(process, { locations: new Map() }, staff, BUDGET);
  const kept = findings.map(({ code, elementId, severity }) => ({ code, elementId, severity }));
  return kept.sort((one, other) => (JSON.stringify(one) < JSON.stringify(other) ? -1 : 1));
}

const isImpossible = (found: readonly Told[]): boolean => found.some(({ code }) => code === 'staffing-impossible');

const anonymous = (staff: Staff): Staff => ({
  ...staff,
  organisation: peopled(anonymousOrganisation(staff.organisation, staff.at)),
  at: ANONYMOUS_MOMENT,
});

test('the same is found over it, at the same elements', async () => {
  const seen = new Map<string, number>();
  await fc.assert(
    fc.asyncProperty(cases, async (each) => {
      const made = await drawn(xmlOf(each), { ...each.office, relations: {} });
      const expected = told(made);
      for (const { code } of expected) seen.set(code, (seen.get(code) ?? 0) + 1);
      expect(told({ ...made, staff: anonymous(made.staff) })).toEqual(expected);
    }),
    { numRuns: RUNS, seed: SEED },
  );
  for (const code of ['staffing-impossible', 'staffing-indispensable']) expect(seen.get(code)).toBeGreaterThan(50);
});

test('where people are related nothing is told that is not so', async () => {
  await fc.assert(
    fc.asyncProperty(cases, async (each) => {
      const made = await drawn(xmlOf(each), each.office);
      const whole = told(made);
      const found = told({ ...made, staff: anonymous(made.staff) });
      if (isImpossible(found)) expect(isImpossible(whole)).toBe(true);
      if (!isImpossible(whole)) expect(whole).toEqual(expect.arrayContaining([...found]));
    }),
    { numRuns: RUNS, seed: SEED },
  );
  const own = `<extensionElements><qh:constraint kind="recusal" name="回避" between="A"/></extensionElements>
    <startEvent id="S"/>${task('A', 'post="head"')}<endEvent id="E"/>${flows('S', 'A', 'E')}`;
  const office = officeOf({ wei: ['head'], fang: ['clerk'] }, { head: 'WORKS', clerk: 'WORKS' });
  const made = await drawn(own, { ...office, relations: relationsOf([['wei', 'fang']]) });
  expect(isImpossible(told(made))).toBe(true);
  expect(isImpossible(told({ ...made, staff: anonymous(made.staff) }))).toBe(false);
});

test('other people in the same posts make the same answer', async () => {
  await fc.assert(
    fc.asyncProperty(cases, async (each) => {
      const { organisation, at } = (await drawn(xmlOf(each), each.office)).staff;
      expect(anonymousOrganisation(renamed(organisation, at), at)).toEqual(anonymousOrganisation(organisation, at));
    }),
    { numRuns: RUNS, seed: SEED },
  );
});

describe('an office', () => {
  const POSTS = { head: 'WORKS', payer: 'MONEY', clerk: 'MONEY' };
  const BODY = `<startEvent id="S"/>${task('A', 'post="head"')}${task('B', 'post="payer"')}<endEvent id="E"/>${flows('S', 'A', 'B', 'E')}`;
  const of = async (people: Readonly<Record<string, readonly string[]>>, more: object = {}) => {
    const { process, staff } = await drawn(BODY, { ...officeOf(people, POSTS), ...more });
    return { process, staff, organisation: anonymousOrganisation(staff.organisation, staff.at) };
  };

  test('those who hold the same posts are counted, by their posts in the order of their appointment', async () => {
    const people = { wei: ['head'], tao: ['payer', 'clerk'], fang: ['payer'], hua: ['payer'] };
    const bodies = { committee: { name: '委员会', members: [{ person: 'hua', role: 'chair' }] } };
    expect((await of(people, { bodies })).organisation.people).toEqual([
      { posts: ['head'], bodies: [], count: 1 },
      { posts: ['payer', 'clerk'], bodies: [], count: 1 },
      { posts: ['payer'], bodies: ['committee'], count: 1 },
      { posts: ['payer'], bodies: [], count: 1 },
    ]);
  });

  test('of those who are alike no more are counted than any question looks at, and one', async () => {
    const clerks = Array.from({ length: ROSTER_LIMITS.perPlace + 20 }, (_, at) => [`p${at}`, ['clerk']] as const);
    const { people } = (await of(Object.fromEntries(clerks))).organisation;
    expect(people).toEqual([{ posts: ['clerk'], bodies: [], count: ROSTER_LIMITS.perPlace + 1 }]);
  });

  test('what has not begun, is over, or was not confirmed is not in it; relations and delegations never are', async () => {
    const { organisation } = await of(
      { wei: ['head'], fang: ['payer'], hua: ['payer'] },
      {
        at: '2026-06-01T00:00:00+08:00',
        validity: {
          holdings: {
            'fang-payer': { to: '2026-05-01T00:00:00+08:00' },
            'hua-payer': { from: '2026-07-01T00:00:00+08:00' },
          },
        },
        relations: relationsOf([['wei', 'fang']]),
        delegations: { d: { from: 'wei', to: 'fang', processes: [], document: '委1号' } },
      },
    );
    expect(organisation.people).toEqual([{ posts: ['head'], bodies: [], count: 1 }]);
    expect(Object.keys(organisation).sort()).toEqual(
      ['departments', 'posts', 'bodies', 'leaderLines', 'rules', 'substitutes', 'people'].sort(),
    );
  });

  test('who is needed is told by their post', async () => {
    const { process, staff } = await of({ wei: ['head'], fang: ['payer'], hua: ['payer'] });
    const found = staffingFindings(process, { locations: new Map() }, anonymous(staff), BUDGET);
    expect(found.map(({ message }) => message)).toEqual([
      '“A”只有岗位“head”上的一人能够办理，其缺位时流程无法办完。建议为有关岗位配备 AB 角，或由其事先委托他人。',
    ]);
  });
});
