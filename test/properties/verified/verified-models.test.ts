import fc from 'fast-check';
import { EventNames } from '@quanheng/engine';
import { prove } from '@quanheng/policy';
import { runs, tried } from '../runs.js';
import { drawings, drawnOf } from './drawings.js';
import { run } from './served.js';
import { isShownBy } from './shown.js';

const BUDGET = { states: 3000, milliseconds: 1, clock: () => 0 };
const RUNS_EACH = 4;
const choices = fc.array(fc.nat(9999), { minLength: 1, maxLength: 30, size: 'max' });

const count = {
  drawings: 0,
  sound: 0,
  unsound: 0,
  unknown: 0,
  confirmed: 0,
  shown: 0,
  runs: 0,
  completed: 0,
  turns: 0,
};
const seen = new Map<string, number>();

afterAll(() => {
  if (process.env.NET_RUNS_SEEN === undefined) return;
  process.stderr.write(`${JSON.stringify({ ...count, seen: Object.fromEntries(seen) })}\n`);
});

test('no run of a drawing that is proved sound stands still, and no two of its tokens meet', async () => {
  await fc.assert(
    fc.asyncProperty(
      drawings,
      fc.array(choices, { minLength: RUNS_EACH, maxLength: RUNS_EACH }),
      async (xml, plays) => {
        const drawn = await drawnOf(xml);
        if (drawn === null) return;
        const [process] = drawn.definition.processes.values();
        const { properties, findings } = prove(drawn, BUDGET, [process!]);
        count.drawings++;
        const isSound = Object.values(properties).every((verdict) => verdict === true);
        if (!isSound) {
          count[Object.values(properties).includes(false) ? 'unsound' : 'unknown']++;
          const names = new EventNames(drawn.definition, [...drawn.models.values()]);
          const world = { ...drawn, defaultProcess: process!.id, names };
          const confirmed = findings.filter(
            ({ certainty, scenario }) => certainty === 'confirmed' && scenario !== undefined,
          );
          for (const finding of confirmed)
            expect([finding, isShownBy(world, finding), xml]).toEqual([finding, true, xml]);
          if (confirmed.length > 0) count.confirmed++;
          const played = plays.map((play) => run(drawn.definition, process!.id, play));
          if (played.some(({ end, doubled }) => end === 'stuck' || doubled.length > 0)) count.shown++;
          return;
        }
        count.sound++;
        for (const play of plays) {
          const { end, doubled, turns, seen: kinds } = run(drawn.definition, process!.id, play);
          expect([end === 'stuck', doubled, xml]).toEqual([false, [], xml]);
          count.runs++;
          count.turns += turns;
          if (end === 'completed') count.completed++;
          for (const kind of kinds) seen.set(kind, (seen.get(kind) ?? 0) + 1);
        }
      },
    ),
    { ...tried(300), ...(process.env.FUZZ_RUNS === undefined ? { seed: 20261123 } : {}) },
  );
  expect(count.sound).toBeGreaterThan(runs(60));
  expect(count.unsound).toBeGreaterThan(runs(30));
  expect(count.confirmed).toBeGreaterThan(runs(4));
  expect(count.completed).toBeGreaterThan(count.runs * 0.8);
  for (const kind of [
    'return',
    'error',
    'outcome',
    'boundaryEvent',
    'boundaryEvent beside',
    'startEvent',
    'startEvent beside',
  ])
    expect([kind, (seen.get(kind) ?? 0) > 0]).toEqual([kind, true]);
}, 600_000);
