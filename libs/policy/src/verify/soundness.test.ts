import fc from 'fast-check';
import type { Net, Transition } from '@quanheng/engine';
import { canFire, fire, type Tokens } from './replay.js';
import { soundnessOf, type SoundnessAnswer } from './soundness.js';
import type { SearchOptions } from './search.js';
import { knownOf, nearestFaults } from './testing/oracle.js';
import { nets } from './testing/random-nets.js';

const BUDGET = { states: 20_000, milliseconds: 60_000, clock: () => 0 };
const WAYS: readonly SearchOptions[] = [
  { reduce: false, partialOrder: false },
  { reduce: false },
  { partialOrder: false },
  {},
];

function check(net: Net): void {
  const known = knownOf(net);
  if (known === undefined) return;
  for (const options of WAYS) {
    const answer = soundnessOf(net, BUDGET, null, options);
    const { verdict, flaws } = answer;
    expect([options, verdict.safeness]).toEqual([options, known.isSafe]);
    for (const flaw of flaws) expectWay(net, flaw);
    if (!known.isSafe) continue;
    expect([options, verdict.optionToComplete]).toEqual([options, known.completes]);
    expect([options, verdict.noDeadActivities]).toEqual([options, known.dead.length === 0]);
    const dead = flaws.flatMap(({ kind, at }) => (kind === 'dead' ? at.map(({ key }) => key) : []));
    expect(dead.sort()).toEqual([...known.dead].sort());
  }
}

function expectWay(net: Net, { kind, way }: SoundnessAnswer['flaws'][number]): void {
  if (kind === 'dead') return;
  const tokens: Tokens = new Map([[net.start, 1]]);
  let isDoubled = false;
  for (const transition of way) {
    expect(canFire(transition, tokens)).toBe(true);
    fire(transition, tokens, net);
    isDoubled ||= [...tokens.values()].some((count) => count > 1);
  }
  const enabled = net.transitions.filter((transition: Transition) => canFire(transition, tokens));
  if (kind === 'stuck') {
    expect(tokens.has(net.end)).toBe(false);
    // What can always go may still be there: it leads nowhere.
    expect(enabled.filter(({ produce }) => produce.length > 0)).toEqual([]);
  }
  if (kind === 'doubled') expect(isDoubled).toBe(true);
}

/** Ways that were compared, by what they lead to. */
const nearest = { doubled: 0, stuck: 0 };

function expectShortest(net: Net): void {
  const known = knownOf(net);
  if (known === undefined) return;
  const faults = nearestFaults(net);
  for (const options of WAYS) {
    for (const { kind, way } of soundnessOf(net, BUDGET, null, options).flaws) {
      if ((kind !== 'doubled' && kind !== 'stuck') || (kind === 'stuck' && !known.isSafe)) continue;
      expect([options, kind, way.length]).toEqual([options, kind, faults[kind]]);
      nearest[kind]++;
    }
  }
}

const RUNS = Number(process.env['VERIFY_SEEDS'] ?? 400);

test('reduced, partial-order and full search agree with the definitions, and every way can be gone', () => {
  fc.assert(fc.property(nets, check), { numRuns: RUNS });
});

test('no way to a fault is longer than the one that a plain search finds', () => {
  fc.assert(fc.property(nets, expectShortest), { numRuns: RUNS });
  expect(Math.min(nearest.doubled, nearest.stuck)).toBeGreaterThan(RUNS / 10);
});
