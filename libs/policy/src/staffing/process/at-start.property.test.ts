import fc from 'fast-check';
import { nobodyFor, staffProcess } from './index.js';
import { BruteForce, cases, xmlOf, type Part } from './testing/cases.js';
import { drawn } from './testing/drawn.js';
import { workStepsOf } from './work-steps.js';

const RUNS = Number(process.env['STAFFING_RUNS'] ?? 300);
const SEED = 20261123;
const BUDGET = { milliseconds: 10_000, now: () => 0 };

/** The tasks of each run, each list of them once. */
function runsOf(parts: readonly Part[]): readonly (readonly Part[])[] {
  const runs = parts.reduce<readonly (readonly Part[])[]>(
    (before, part) =>
      'task' in part
        ? before.map((run) => [...run, part])
        : before.flatMap((run) => part.either.map((branch) => [...run, ...branch])),
    [[]],
  );
  return [...new Map(runs.map((run) => [JSON.stringify(run), run])).values()];
}

test('a matter that is refused at the start could not be finished on any way, and what can be finished on every way is not refused', async () => {
  const seen = { refused: 0, begun: 0, onSomeWay: 0, oneWay: 0 };
  await fc.assert(
    fc.asyncProperty(cases, async (each) => {
      const { process, staff } = await drawn(xmlOf(each), each.office);
      const steps = workStepsOf(process, staff.model);
      const everybody = new BruteForce(staff, steps).initiators();
      const ends = (initiator: string): readonly boolean[] => {
        const brute = new BruteForce({ ...staff, initiator }, steps);
        return runsOf(each.parts).map((run) => brute.rest(run, [], initiator));
      };
      const known = new Map(everybody.map((person) => [person, ends(person)]));
      for (const [initiator, own] of known) {
        const isRefused = nobodyFor(process, staff, initiator, BUDGET) !== null;
        const isWhole = new BruteForce({ ...staff, initiator }, steps).rest(each.parts, [], initiator);
        expect(staffProcess(process, { ...staff, initiator }, BUDGET).status).toBe(
          isWhole ? 'satisfiable' : 'unsatisfiable',
        );
        if (isRefused) expect(own).not.toContain(true);
        // With one way only, whoever is not refused can finish it, unless nobody else can either.
        else if (own.length === 1 && [...known.values()].some(([other]) => other === true)) {
          expect(own).toEqual([true]);
          seen.oneWay++;
        }
        seen[isRefused ? 'refused' : own.includes(false) ? 'onSomeWay' : 'begun']++;
      }
    }),
    { numRuns: RUNS, seed: SEED },
  );
  expect(seen.refused).toBeGreaterThan(10);
  expect(seen.oneWay).toBeGreaterThan(5);
  expect(seen.begun).toBeGreaterThan(50);
});
