import fc from 'fast-check';
import { checkStaffingProof } from './proof-checker.js';
import type { StaffingProblem } from './problem.js';
import { solveStaffing, type StaffingAnswer } from './solve.js';
import { smallProblem } from './testing/arbitrary.js';
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
