import fc from 'fast-check';
import { Completion } from './completion.js';
import type { StaffingConstraint, StaffingProblem } from './problem.js';
import { smallProblem } from './testing/arbitrary.js';
import { allPlans, faultOfPlan, keeping } from './testing/brute-force.js';

const AMPLE = { milliseconds: 60_000, now: () => 0 };

/** What has been done holds whoever was authorised. */
function allowing(problem: StaffingProblem, done: ReadonlyMap<string, string>): StaffingProblem {
  const authorisations = new Map(problem.authorisations);
  for (const [step, user] of done) {
    const row = authorisations.get(user);
    if (row !== undefined) authorisations.set(user, [...new Set([...row, step])]);
  }
  return { ...problem, authorisations };
}

function canGoOn(problem: StaffingProblem, done: ReadonlyMap<string, string>): boolean {
  for (const plan of allPlans(allowing(problem, done))) {
    if ([...done].every(([step, user]) => plan.get(step) === user)) return true;
  }
  return false;
}

describe('Completion', () => {
  test('agrees with trying everything, question by question', () => {
    let questions = 0;
    const order = fc.array(fc.tuple(fc.nat(20), fc.nat(20)), { minLength: 1, maxLength: 6 });
    fc.assert(
      fc.property(smallProblem(4, 4), order, (problem, acts) => {
        const completion = new Completion(problem);
        const done = new Map<string, string>();
        for (const [stepDraw, userDraw] of acts) {
          const step = problem.steps[stepDraw % problem.steps.length]!;
          const user = problem.users[userDraw % Math.max(1, problem.users.length)];
          if (user === undefined) return;
          questions++;
          const asked = new Map(done).set(step, user);
          const mayDo = problem.authorisations.get(user)?.includes(step) ?? true;
          const answer = completion.ask(step, user, AMPLE);
          const isDoneAlready = done.get(step) === user;
          const isPossible = (mayDo || isDoneAlready) && canGoOn(problem, asked);
          expect(answer.status).toBe(isPossible ? 'possible' : 'impossible');
          if (answer.status === 'possible') {
            expect(faultOfPlan(allowing(problem, asked), answer.plan)).toBeNull();
            for (const [each, by] of asked) expect(answer.plan.get(each)).toBe(by);
          }
          if (answer.status === 'impossible' && mayDo) {
            const { reason } = answer;
            expect(canGoOn(keeping(problem, reason), asked)).toBe(false);
            for (const each of reason) {
              const fewer = reason.filter((other) => other !== each);
              expect(canGoOn(keeping(problem, fewer), asked)).toBe(true);
            }
          }
          // Every third act happens whatever was answered, as it does when the rules change.
          if (answer.status === 'possible' || questions % 3 === 0) {
            completion.did(step, user);
            done.set(step, user);
          }
          if (questions % 5 === 0) {
            completion.undid(step);
            done.delete(step);
          }
          expect(completion.check(AMPLE).status).toBe(canGoOn(problem, done) ? 'possible' : 'impossible');
        }
      }),
      { numRuns: 1_000, seed: 20261122 },
    );
    expect(questions).toBeGreaterThan(1_500);
  });

  const steps = ['fill', 'check', 'pay'];
  const problem = (constraints: readonly StaffingConstraint[]): StaffingProblem => ({
    steps,
    users: ['li', 'wang', 'zhao'],
    authorisations: new Map([
      ['li', ['fill', 'check']],
      ['wang', ['check', 'pay']],
      ['zhao', ['pay']],
    ]),
    constraints,
  });

  test('says which constraints stand against it', () => {
    const completion = new Completion(
      problem([
        { kind: 'separation', steps: ['fill', 'pay'] },
        { kind: 'separation', steps: ['fill', 'check'] },
      ]),
    );
    expect(completion.ask('check', 'li', AMPLE)).toEqual({ status: 'impossible', reason: [1], isMinimal: true });
    expect(completion.ask('pay', 'li', AMPLE)).toEqual({ status: 'impossible', reason: [], isMinimal: true });
    expect(completion.ask('pay', 'wang', AMPLE)).toMatchObject({ status: 'possible' });
  });

  test('goes on from what was done', () => {
    const completion = new Completion(problem([{ kind: 'separation', steps: ['check', 'pay'] }]));
    completion.did('pay', 'wang');
    expect(completion.ask('check', 'wang', AMPLE)).toMatchObject({ status: 'impossible', reason: [0] });
    expect(completion.check(AMPLE)).toMatchObject({ status: 'possible' });
    expect(completion.plan?.get('pay')).toBe('wang');
    expect(completion.plan?.get('check')).toBe('li');
    completion.undid('pay');
    expect(completion.ask('check', 'wang', AMPLE)).toMatchObject({ status: 'possible' });
  });

  test('does not know what has no name', () => {
    const completion = new Completion(problem([]));
    expect(() => completion.ask('file', 'li', AMPLE)).toThrow('there is no step file');
    expect(() => completion.did('fill', 'constructor')).toThrow('there is no user constructor');
  });
});
