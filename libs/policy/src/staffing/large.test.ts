import { checkStaffingProof } from './proof-checker.js';
import type { StaffingConstraint, StaffingProblem } from './problem.js';
import { solveStaffing } from './solve.js';
import { faultOfPlan } from './testing/brute-force.js';

const AMPLE = { milliseconds: 60_000, now: () => 0 };

/** Every answer is evidence by itself: a plan that holds, or a proof that the checker accepts. */
function evidence(problem: StaffingProblem): 'plan' | 'proof' {
  const answer = solveStaffing(problem, AMPLE);
  if (answer.status === 'unknown') throw new Error('no answer');
  if (answer.status === 'satisfiable') {
    expect(faultOfPlan(problem, answer.plan)).toBeNull();
    return 'plan';
  }
  expect(checkStaffingProof(problem, answer.proof)).toEqual({ isAccepted: true, constraints: answer.reason });
  return 'proof';
}

const names = (letter: string, count: number): string[] =>
  Array.from({ length: count }, (_, each) => `${letter}${each}`);
const pairsOf = (steps: readonly string[]): [string, string][] =>
  steps.flatMap((one, at) => steps.slice(at + 1).map((other): [string, string] => [one, other]));

describe('larger problems', () => {
  test('thousands of people, of whom a sample does not suffice', () => {
    const steps = names('s', 12);
    const users = names('u', 4_095);
    // Everybody differs; the longest rows, of which a sample is made, belong to others than the teams.
    const authorisations = new Map(
      users.map((user, number) => [user, steps.filter((_, step) => (((number + 1) >> step) & 1) === 1)]),
    );
    const separations = pairsOf(steps.slice(0, 4)).map((pair) => ({ kind: 'separation' as const, steps: pair }));
    const constraints: StaffingConstraint[] = [...separations, { kind: 'atMost', users: 4, steps }];
    expect(evidence({ steps, users, authorisations, constraints })).toBe('plan');
    expect(
      evidence({ steps, users, authorisations, constraints: [...separations, { kind: 'atMost', users: 3, steps }] }),
    ).toBe('proof');
    const outsiders = users.filter((_, number) => [1, 2, 4, 8].includes(number + 1));
    const team: StaffingConstraint = { kind: 'oneTeam', steps: steps.slice(0, 4), teams: [outsiders] };
    expect(evidence({ steps, users, authorisations, constraints: [...separations, team] })).toBe('plan');
    const short: StaffingConstraint = { ...team, teams: [outsiders.slice(1)] };
    expect(evidence({ steps, users, authorisations, constraints: [...separations, short] })).toBe('proof');
  });

  test('more steps kept apart than there are people', () => {
    const steps = names('s', 9);
    const constraints = pairsOf(steps).map((pair) => ({ kind: 'separation' as const, steps: pair }));
    const problem: StaffingProblem = { steps, users: names('u', 8), authorisations: new Map(), constraints };
    expect(evidence(problem)).toBe('proof');
    expect(evidence({ ...problem, users: names('u', 9) })).toBe('plan');
  });

  test('no steps ask for nobody', () => {
    const problem: StaffingProblem = { steps: [], users: ['u'], authorisations: new Map(), constraints: [] };
    expect(evidence(problem)).toBe('plan');
  });
});
