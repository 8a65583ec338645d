import fc from 'fast-check';
import { indispensable } from './resilience.js';
import type { StaffingProblem } from './problem.js';
import { smallProblem } from './testing/arbitrary.js';
import { allPlans, hasPlan } from './testing/brute-force.js';

const AMPLE = { milliseconds: 60_000, now: () => 0 };

function someDo(problem: StaffingProblem, isGood: (plan: ReadonlyMap<string, string>) => boolean): boolean {
  for (const plan of allPlans(problem)) if (isGood(plan)) return true;
  return false;
}

describe('indispensable', () => {
  test('agrees with trying everything', () => {
    let found = 0;
    fc.assert(
      fc.property(smallProblem(4, 4), (problem) => {
        const answer = indispensable(problem, AMPLE);
        if (!hasPlan(problem)) {
          expect(answer).toEqual({ status: 'unsatisfiable' });
          return;
        }
        if (answer.status !== 'known') throw new Error(answer.status);
        const named = new Map(answer.indispensable.map(({ user, steps }) => [user, steps]));
        for (const user of problem.users) {
          const isNeeded = !someDo(problem, (plan) => ![...plan.values()].includes(user));
          expect(named.has(user)).toBe(isNeeded);
          if (!isNeeded) continue;
          found++;
          expect(named.get(user)).toEqual(
            problem.steps.filter((step) => !someDo(problem, (plan) => plan.get(step) !== user)),
          );
        }
      }),
      { numRuns: 1_000, seed: 20261122 },
    );
    expect(found).toBeGreaterThan(200);
  });

  test('names the step that only one person can sign, and takes a plan that is known', () => {
    const problem: StaffingProblem = {
      steps: ['fill', 'sign'],
      users: ['li', 'wang', 'zhao'],
      authorisations: new Map([
        ['li', ['fill', 'sign']],
        ['wang', ['fill']],
        ['zhao', ['fill']],
      ]),
      constraints: [{ kind: 'separation', steps: ['fill', 'sign'] }],
    };
    const plan = new Map([
      ['fill', 'wang'],
      ['sign', 'li'],
    ]);
    const known = [{ user: 'li', steps: ['sign'], reason: [] }];
    expect(indispensable(problem, AMPLE)).toEqual({ status: 'known', indispensable: known });
    expect(indispensable(problem, AMPLE, { plan })).toEqual({ status: 'known', indispensable: known });
  });

  test('does not know when it may not try', () => {
    const steps = Array.from({ length: 12 }, (_, each) => `s${each}`);
    const pairs = steps.flatMap((one, at) => steps.slice(at + 1).map((other) => [one, other] as const));
    const problem: StaffingProblem = {
      steps,
      users: steps.slice(1).map((step) => `u${step}`),
      authorisations: new Map(),
      constraints: pairs.map((pair) => ({ kind: 'atLeast', users: 2, steps: pair })),
    };
    let time = 0;
    const answer = indispensable(problem, { milliseconds: 1, now: () => (time += 2) });
    expect(['unknown', 'unsatisfiable']).toContain(answer.status);
  });
});
