import fc from 'fast-check';
import { anonymised } from './anonymous.js';
import type { StaffingProblem } from './problem.js';
import { readStaffingProblem } from './read.js';
import { indispensable } from './resilience.js';
import { solveStaffing } from './solve.js';
import { smallProblem } from './testing/arbitrary.js';
import { hasPlan, keeping } from './testing/brute-force.js';

const AMPLE = { milliseconds: 60_000, now: () => 0 };

/** As the one who asks receives it. */
function received(problem: StaffingProblem): { problem: StaffingProblem; text: string } {
  const text = JSON.stringify(anonymised(problem));
  const reading = readStaffingProblem(JSON.parse(text));
  if (!('problem' in reading)) throw new Error(reading.problems.join('\n'));
  return { problem: reading.problem, text };
}

/** Steps that are in one hand alone, whoever's. */
function alone(problem: StaffingProblem): readonly string[] | string {
  const answer = indispensable(problem, AMPLE);
  return answer.status === 'known' ? answer.indispensable.flatMap(({ steps }) => steps).sort() : answer.status;
}

describe('a problem without its people', () => {
  test('has the same answers, and no names', () => {
    const seen = { satisfiable: 0, unsatisfiable: 0, unknown: 0 };
    fc.assert(
      fc.property(smallProblem(5, 5), (problem) => {
        const { problem: anonymous, text } = received(problem);
        for (const user of problem.users) expect(text).not.toContain(`"${user}"`);
        const answer = solveStaffing(anonymous, AMPLE);
        seen[answer.status]++;
        expect(answer.status === 'satisfiable').toBe(hasPlan(problem));
        if (answer.status === 'unsatisfiable') expect(hasPlan(keeping(problem, answer.reason))).toBe(false);
        expect(alone(anonymous)).toEqual(alone(problem));
      }),
      { numRuns: 600, seed: 20261122 },
    );
    expect(Math.min(seen.satisfiable, seen.unsatisfiable)).toBeGreaterThan(100);
  });

  test('holds as many people as can matter', () => {
    const users = Array.from({ length: 5_000 }, (_, each) => `person ${each}`);
    const problem: StaffingProblem = {
      steps: ['fill', 'check', 'file'],
      users,
      authorisations: new Map(),
      constraints: [{ kind: 'separation', steps: ['fill', 'check'] }],
    };
    const { problem: anonymous, text } = received(problem);
    expect(anonymous.users.length).toBeLessThan(10);
    expect(text).not.toContain('person');
  });
});
