import fc from 'fast-check';
import { countedBudget } from './effort.js';
import { checkStaffingProof } from './proof-checker.js';
import type { StaffingConstraint, StaffingProblem } from './problem.js';
import { solveStaffing, type StaffingAnswer } from './solve.js';
import { countedProblem, smallProblem } from './testing/arbitrary.js';
import { faultOfPlan, hasPlan, keeping } from './testing/brute-force.js';

const AMPLE = { milliseconds: 60_000, now: () => 0 };

/** Judges an answer by means of its own; returns whether there is a plan. */
function judged(problem: StaffingProblem, answer: StaffingAnswer): boolean {
  if (answer.status === 'unknown') throw new Error('no answer');
  if (answer.status === 'satisfiable') {
    expect(faultOfPlan(problem, answer.plan)).toBeNull();
    return true;
  }
  expect(checkStaffingProof(problem, answer.proof)).toEqual({ isAccepted: true, constraints: answer.reason });
  expect(answer.isMinimal).toBe(true);
  return false;
}

const STEPS = Array.from({ length: 12 }, (_, each) => `s${each}`);

/** Everybody may do everything. */
function everybody(constraints: StaffingConstraint[], users = 20): StaffingProblem {
  return {
    steps: STEPS,
    users: Array.from({ length: users }, (_, each) => `u${each}`),
    authorisations: new Map(),
    constraints,
  };
}

describe('counts against each other', () => {
  const [front, back] = [STEPS.slice(0, 6), STEPS.slice(6)];
  test.each<[string, StaffingProblem]>([
    [
      'of the same steps',
      everybody([
        { kind: 'atMost', users: 5, steps: STEPS },
        { kind: 'atLeast', users: 8, steps: STEPS },
      ]),
    ],
    [
      'of parts that have a step in common',
      everybody([
        { kind: 'atMost', users: 3, steps: STEPS.slice(0, 7) },
        { kind: 'atMost', users: 3, steps: back },
        { kind: 'atLeast', users: 6, steps: STEPS },
      ]),
    ],
    [
      'of parts with steps that one person does',
      everybody([
        { kind: 'atMost', users: 3, steps: front },
        { kind: 'atMost', users: 3, steps: back },
        { kind: 'binding', steps: ['s2', 's9'] },
        { kind: 'atLeast', users: 6, steps: STEPS },
      ]),
    ],
    [
      'of a part, with another that one person does',
      everybody([
        { kind: 'atMost', users: 4, steps: STEPS.slice(0, 10) },
        { kind: 'binding', steps: ['s10', 's11'] },
        { kind: 'atLeast', users: 6, steps: STEPS },
      ]),
    ],
    ['and too few people', everybody([{ kind: 'atLeast', users: 7, steps: STEPS }], 6)],
  ])('%s are refused without a search, and each of them is needed', (_, problem) => {
    const answer = solveStaffing(problem, countedBudget(200));
    expect(judged(problem, answer)).toBe(false);
    if (answer.status !== 'unsatisfiable') return;
    expect(answer.reason).toEqual(problem.constraints.map((_, at) => at));
    expect(answer.proof.some(({ rule }) => rule === 'count')).toBe(true);
  });

  test('agree with trying everything', () => {
    const seen = { refused: 0, counted: 0 };
    fc.assert(
      fc.property(countedProblem, (problem) => {
        const answer = solveStaffing(problem, AMPLE);
        expect(judged(problem, answer)).toBe(hasPlan(problem));
        if (answer.status !== 'unsatisfiable') return;
        seen.refused++;
        if (answer.proof.some(({ rule }) => rule === 'count')) seen.counted++;
      }),
      { numRuns: 1_500, seed: 20261123 },
    );
    expect(seen.refused).toBeGreaterThan(200);
    expect(seen.counted).toBeGreaterThan(100);
  });
});

describe('solveStaffing', () => {
  test('agrees with trying everything, and says why', () => {
    let refused = 0;
    fc.assert(
      fc.property(smallProblem(), (problem) => {
        const answer = solveStaffing(problem, AMPLE);
        expect(judged(problem, answer)).toBe(hasPlan(problem));
        if (answer.status !== 'unsatisfiable') return;
        refused++;
        expect(hasPlan(keeping(problem, answer.reason))).toBe(false);
        for (const each of answer.reason) {
          expect(
            hasPlan(
              keeping(
                problem,
                answer.reason.filter((other) => other !== each),
              ),
            ),
          ).toBe(true);
        }
      }),
      { numRuns: 3_000, seed: 20261122 },
    );
    expect(refused).toBeGreaterThan(500);
  });
});
