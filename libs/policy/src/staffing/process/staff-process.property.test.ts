import fc from 'fast-check';
import type { PastAct } from '../../constraints/index.js';
import { solveStaffing } from '../solve.js';
import { DemandsByRule } from './demands.js';
import { MatterOutlook, staffProcess, type DoneStep } from './index.js';
import { problemOf } from './problem-of.js';
import { BruteForce, cases, xmlOf, type Part } from './testing/cases.js';
import { drawn, type Drawn } from './testing/drawn.js';
import { everythingAtOnce, runsOf, waysThrough, type Way } from './ways.js';
import { workStepsOf } from './work-steps.js';

const RUNS = Number(process.env['STAFFING_RUNS'] ?? 300);
const SEED = 20261122;
const BUDGET = { milliseconds: 10_000, now: () => 0 };

test('what the solver says is what trying everything says', async () => {
  const seen = { satisfiable: 0, unsatisfiable: 0, unknown: 0 };
  await fc.assert(
    fc.asyncProperty(cases, async (each) => {
      const { process, staff } = await drawn(xmlOf(each), each.office);
      const answer = staffProcess(process, staff, BUDGET);
      const expected = new BruteForce(staff, workStepsOf(process, staff.model)).canDo(each.parts);
      seen[answer.status]++;
      expect(answer.status).toBe(expected ? 'satisfiable' : 'unsatisfiable');
    }),
    { numRuns: RUNS, seed: SEED },
  );
  // Both answers come often enough that the property says something about each.
  expect(seen.satisfiable).toBeGreaterThan(50);
  expect(seen.unsatisfiable).toBeGreaterThan(50);
});

test('each constraint asked of its runs alone: a plan is one that trying everything finds, and the runs are those of all ways', async () => {
  const seen = { more: 0, impossible: 0 };
  await fc.assert(
    fc.asyncProperty(cases, async (each) => {
      const { process, staff } = await drawn(xmlOf(each), each.office);
      const steps = workStepsOf(process, staff.model);
      const byRule = new DemandsByRule(process, staff);
      const answerOf = () => solveStaffing(problemOf(byRule.all, staff)!.problem, BUDGET);
      const together = answerOf();
      for (const constraint of staff.constraints.constraints) byRule.tellApart(constraint);
      const answer = answerOf();
      if (together.status === 'satisfiable') expect(answer.status).toBe('satisfiable');
      if (answer.status !== 'satisfiable') seen.impossible++;
      else {
        expect(new BruteForce(staff, steps).canDo(each.parts)).toBe(true);
        if (together.status === 'unsatisfiable') seen.more++;
      }
      const names = (ways: readonly Way[] | null): Set<string> =>
        new Set(ways?.map((way) => way.map(({ step }) => step.id).join()));
      expect(names(runsOf(process, everythingAtOnce(steps)))).toEqual(names(waysThrough(process, steps)));
    }),
    { numRuns: RUNS, seed: SEED },
  );
  expect(seen.more).toBeGreaterThan(3);
  expect(seen.impossible).toBeGreaterThan(50);
});

/** A matter in which some of the parts were done by these people. */
interface Under {
  readonly left: readonly Part[];
  readonly done: readonly DoneStep[];
  readonly acts: readonly PastAct[];
}

/** Everything that can come of a matter by who does the next task, one person of those who may, and one branch of a choice, at a time. */
function* course(brute: BruteForce, parts: readonly Part[], initiator: string, pick: () => number): Generator<Under> {
  let [left, done, acts]: [readonly Part[], readonly DoneStep[], readonly PastAct[]] = [parts, [], []];
  for (;;) {
    const [part, ...others] = left;
    if (part === undefined) return;
    if ('either' in part) {
      left = [...part.either[pick() % 2 === 0 ? 0 : 1], ...others];
      continue;
    }
    yield { left, done, acts };
    const choices = brute.choices(part.task, acts, initiator);
    const chosen = choices[pick() % Math.max(1, choices.length)];
    if (chosen === undefined) return;
    done = [...done, { ...chosen.candidate, activity: part.task, act: 'complete' }];
    acts = [...acts, chosen.deed];
    left = others;
  }
}

test('whether a matter can still be done when somebody does the next step', async () => {
  const seen = { possible: 0, impossible: 0, unknown: 0 };
  const judge = ({ process: node, staff }: Drawn, brute: BruteForce, matter: Under, initiator: string): void => {
    const [next, ...rest] = matter.left;
    if (next === undefined || !('task' in next)) return;
    const open = node.container?.nodes.filter(({ id }) => id === next.task) ?? [];
    const choices = brute.choices(next.task, matter.acts, initiator);
    const asked = [...new Set(choices.map(({ candidate }) => candidate.person))];
    const outlook = new MatterOutlook({ process: node, open, done: matter.done, initiator, asked }, staff);
    for (const person of asked) {
      const asThat = choices.filter(({ candidate }) => candidate.person === person);
      const expected = asThat.some(({ deed }) => brute.rest(rest, [...matter.acts, deed], initiator));
      const { status } = outlook.ask({ activity: next.task, act: 'complete' }, person, BUDGET);
      seen[status]++;
      expect(status).toBe(expected ? 'possible' : 'impossible');
    }
  };
  await fc.assert(
    fc.asyncProperty(cases, fc.infiniteStream(fc.nat(100)), async (each, picks) => {
      const made = await drawn(xmlOf(each), each.office);
      const steps = workStepsOf(made.process, made.staff.model);
      const pick = (): number => Number(picks.next().value);
      const initiators = new BruteForce(made.staff, steps).initiators();
      const initiator = initiators[pick() % initiators.length];
      if (initiator === undefined) return;
      const brute = new BruteForce({ ...made.staff, initiator }, steps);
      for (const matter of course(brute, each.parts, initiator, pick)) judge(made, brute, matter, initiator);
    }),
    { numRuns: RUNS, seed: SEED },
  );
  expect(seen.possible).toBeGreaterThan(50);
  expect(seen.impossible).toBeGreaterThan(20);
});
