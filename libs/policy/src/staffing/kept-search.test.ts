import fc from 'fast-check';
import { Completion } from './completion.js';
import type { StaffingConstraint, StaffingProblem } from './problem.js';
import { solveStaffing } from './solve.js';
import { faultOfPlan } from './testing/brute-force.js';

const AMPLE = { milliseconds: 60_000, now: () => 0 };

/** What was done, and is asked about, is done by nobody else; a problem of its own for each question. */
function pinnedProblem(problem: StaffingProblem, pins: ReadonlyMap<string, string>): StaffingProblem {
  const authorisations = new Map(
    problem.users.map((user) => {
      const may = problem.authorisations.get(user) ?? problem.steps;
      return [user, problem.steps.filter((step) => (pins.has(step) ? pins.get(step) === user : may.includes(step)))];
    }),
  );
  return { ...problem, authorisations };
}

/** Many people with equal rows, so that most are left out of the kernel; tight enough that about half of the questions are refused. */
function office(stepCount: number, userCount: number): fc.Arbitrary<StaffingProblem> {
  const steps = Array.from({ length: stepCount }, (_, each) => `s${each}`);
  const users = Array.from({ length: userCount }, (_, each) => `u${each}`);
  const some = (min: number, max: number) => fc.shuffledSubarray(steps, { minLength: min, maxLength: max });
  const constraint: fc.Arbitrary<StaffingConstraint> = fc.oneof(
    {
      weight: 4,
      arbitrary: some(2, 2).map(([one, other]) => ({ kind: 'separation', steps: [one!, other!] }) as const),
    },
    some(2, 2).map(([one, other]) => ({ kind: 'binding', steps: [one!, other!] }) as const),
    fc.record({ kind: fc.constant('atMost' as const), users: fc.constant(2), steps: some(4, 5) }),
    fc.record({ kind: fc.constant('atLeast' as const), users: fc.constant(3), steps: some(3, 5) }),
    fc.record({
      kind: fc.constant('oneTeam' as const),
      steps: some(2, 3),
      teams: fc.array(fc.shuffledSubarray(users, { minLength: 4, maxLength: 12 }), { minLength: 2, maxLength: 3 }),
    }),
  );
  return fc.record({
    steps: fc.constant(steps),
    users: fc.constant(users),
    authorisations: fc
      .array(some(2, 5), { minLength: 6, maxLength: 6 })
      .map((rows) => new Map(users.map((user, number) => [user, rows[number % rows.length]!]))),
    constraints: fc.array(constraint, { minLength: 3, maxLength: 7 }),
  });
}

describe('one search for all questions of a matter', () => {
  test('answers each as a search of its own would', () => {
    const seen = { possible: 0, impossible: 0, unknown: 0 };
    const acts = fc.array(fc.tuple(fc.nat(99), fc.nat(99), fc.nat(5)), { minLength: 10, maxLength: 30 });
    fc.assert(
      fc.property(office(7, 40), acts, (problem, draws) => {
        const completion = new Completion(problem);
        const done = new Map<string, string>();
        for (const [stepDraw, userDraw, what] of draws) {
          const step = problem.steps[stepDraw % 7]!;
          const user = problem.users[userDraw % 40]!;
          const asked = new Map(done).set(step, user);
          const mayDo = problem.authorisations.get(user)?.includes(step) === true;
          const expected = solveStaffing(pinnedProblem(problem, asked), AMPLE).status;
          const answer = completion.ask(step, user, AMPLE);
          seen[answer.status]++;
          const isDoneAlready = done.get(step) === user;
          const isPossible = (mayDo || isDoneAlready) && expected === 'satisfiable';
          expect(answer.status).toBe(isPossible ? 'possible' : 'impossible');
          if (answer.status === 'possible') {
            expect(faultOfPlan(pinnedProblem(problem, asked), answer.plan)).toBeNull();
          } else if (answer.status === 'impossible' && mayDo) {
            const constraints = answer.reason.map((each) => problem.constraints[each]!);
            const alone = solveStaffing(pinnedProblem({ ...problem, constraints }, asked), AMPLE);
            expect(alone.status).toBe('unsatisfiable');
            expect(answer.isMinimal).toBe(true);
          }
          // Some things are done that may not be, and some are undone.
          if (what === 0 || (what < 3 && answer.status === 'possible')) {
            completion.did(step, user);
            done.set(step, user);
          } else if (what === 5) {
            completion.undid(step);
            done.delete(step);
          }
        }
      }),
      { numRuns: 60, seed: 20261122 },
    );
    expect(seen.possible).toBeGreaterThan(100);
    expect(seen.impossible).toBeGreaterThan(300);
    expect(seen.unknown).toBe(0);
  });

  test('goes on after more questions than one search is asked', () => {
    const steps = Array.from({ length: 10 }, (_, each) => `s${each}`);
    const users = Array.from({ length: 30 }, (_, each) => `u${each}`);
    const problem: StaffingProblem = {
      steps,
      users,
      authorisations: new Map(
        users.map((user, each) => [user, steps.filter((_, step) => (each >> (step % 7)) % 2 === 0)]),
      ),
      constraints: [
        ...steps.slice(1).map((step, each) => ({ kind: 'separation', steps: [steps[each]!, step] }) as const),
        { kind: 'atMost', users: 2, steps },
      ],
    };
    const completion = new Completion(problem);
    let impossible = 0;
    for (const user of users) {
      for (const step of steps) {
        const mayDo = problem.authorisations.get(user)?.includes(step) === true;
        const expected = solveStaffing(pinnedProblem(problem, new Map([[step, user]])), AMPLE).status;
        const { status } = completion.ask(step, user, AMPLE);
        expect(status).toBe(mayDo && expected === 'satisfiable' ? 'possible' : 'impossible');
        if (mayDo && status === 'impossible') impossible++;
      }
    }
    expect(impossible).toBeGreaterThan(64);
  });
});
