import fc from 'fast-check';
import { conversationNetOf, conversationsOf, settledNet, type GraphNode, type Net } from '@quanheng/engine';
import { conversationOf, conversationUnderReturns, prove, SOUNDNESS } from '@quanheng/policy';
import { compiled, type Compiled } from '../models.js';
import { runs, tried } from '../runs.js';
import { changed } from './changed.js';
import { played, PoolsPlay } from './pools-play.js';
import { drawnPools, poolsSpecs, type PoolsSpec } from './pools.js';

const choices = fc.array(fc.nat(99), { minLength: 1, maxLength: 30, size: 'max' });
/** Messages of one kind that are kept at once. */
const CAPACITY = 3;
const TURNS = 60;
const BUDGET = { states: 1500, milliseconds: 1, clock: () => 0 };

interface Conversation extends Compiled {
  readonly xml: string;
  readonly pools: readonly GraphNode[];
}

async function drawn(spec: PoolsSpec): Promise<Conversation | null> {
  const xml = drawnPools(spec);
  const { model, definition } = await compiled(xml, 'd');
  const [pools] = conversationsOf([...definition.processes.values()]);
  return pools === undefined ? null : { xml, model, definition, pools };
}

const seen = { conversations: 0, gaps: 0, steps: 0, letters: 0, ended: 0, returns: 0 };
const outside = new Map<string, number>();

async function follow(
  spec: PoolsSpec,
  turns: readonly number[],
  change = (net: Net): Net => net,
  returns: 'permitted' | 'none' = 'none',
): Promise<void> {
  const conversation = await drawn(spec);
  if (conversation === null) return;
  const net = change(settledNet(conversationNetOf(conversation.pools, CAPACITY, returns)));
  seen.conversations++;
  if (net.gaps.length > 0) {
    seen.gaps++;
    return;
  }
  const play = new PoolsPlay(conversation.definition, conversation.pools, net, returns === 'permitted');
  const why = played(play, net, conversation.xml, turns, TURNS);
  if (why !== null) outside.set(why, (outside.get(why) ?? 0) + 1);
  else if (play.haveAllEnded && play.moves().length === 0) {
    play.checkEnd();
    seen.ended++;
  }
  seen.steps += play.steps;
  seen.letters += play.letters;
  seen.returns += play.returns;
}

describe('every run of pools that send one another messages is a run of their net', () => {
  afterAll(() => {
    if (process.env.NET_RUNS_SEEN === undefined) return;
    process.stderr.write(`${JSON.stringify({ ...seen, outside: Object.fromEntries(outside) })}\n`);
  });

  test('with random pools', async () => {
    await fc.assert(
      fc.asyncProperty(poolsSpecs, choices, (spec, turns) => follow(spec, turns)),
      tried(300),
    );
    expect(seen.letters).toBeGreaterThan(runs(50));
    expect(seen.ended).toBeGreaterThan(runs(10));
  }, 600_000);

  test('with random pools in which work is returned', async () => {
    await fc.assert(
      fc.asyncProperty(poolsSpecs, choices, (spec, turns) => follow(spec, turns, undefined, 'permitted')),
      tried(300),
    );
    expect(seen.returns).toBeGreaterThan(runs(50));
  }, 600_000);

  const isNoticed = async (change: (net: Net) => Net): Promise<boolean> => {
    for (const [spec, turns] of fc.sample(fc.tuple(poolsSpecs, choices), { numRuns: 150, seed: 5 })) {
      try {
        await follow(spec, turns, change);
      } catch {
        return true;
      }
    }
    return false;
  };
  const isMessage =
    (net: Net) =>
    (place: number): boolean =>
      net.places[place]?.role === 'message';

  test.each<[string, (net: Net) => Net]>([
    [
      'never keeps a message',
      (net) => ({
        ...net,
        transitions: net.transitions.map((each) =>
          changed(each, { produce: each.produce.filter((place) => !isMessage(net)(place)) }),
        ),
      }),
    ],
    [
      'never takes one',
      (net) => ({ ...net, transitions: net.transitions.filter(({ consume }) => !consume.some(isMessage(net))) }),
    ],
    [
      'takes it and has it still',
      (net) => ({
        ...net,
        transitions: net.transitions.map((each) =>
          changed(each, { consume: each.consume.filter((place) => !isMessage(net)(place)) }),
        ),
      }),
    ],
  ])('and a net that %s is noticed', async (_, change) => {
    expect(await isNoticed(change)).toBe(true);
  });

  test('and a net without a fault is not', async () => {
    expect(await isNoticed((net) => net)).toBe(false);
  });
});

test('no run of pools that are proved sound stands still; reduced, partial-order and full search say the same of them', async () => {
  const count = { sound: 0, unsound: 0, unheard: 0, confirmed: 0, compared: 0, underReturns: 0 };
  await fc.assert(
    fc.asyncProperty(poolsSpecs, choices, async (spec, turns) => {
      const conversation = await drawn(spec);
      if (conversation === null) return;
      const { model, definition, pools, xml } = conversation;
      const { sound, findings } = prove({ definition, models: new Map([['', model]]) }, BUDGET, [...pools]);
      count[sound === true ? 'sound' : 'unsound']++;
      for (const { code, certainty } of findings) {
        if (code !== 'proof-waits-for-message') continue;
        count.unheard++;
        if (certainty === 'confirmed') count.confirmed++;
      }
      // Pools are asked together where each is right.
      if (sound === true || findings.some(({ code }) => code === 'proof-waits-for-message')) {
        const [first, ...others] = [{}, { reduce: false }, { reduce: false, partialOrder: false }].map((options) => {
          const { verdict, gaps } = conversationOf(pools, BUDGET, options);
          const isLate = gaps.length === 0 && SOUNDNESS.some((property) => verdict[property] === 'unknown');
          return isLate || gaps.some(({ code }) => code === 'messages-of-many')
            ? null
            : { stuck: verdict.optionToComplete, dead: verdict.optionToComplete === true && verdict.noDeadActivities };
        });
        for (const other of others) {
          if (first == null || other === null) continue;
          expect([other, xml]).toEqual([first, xml]);
          count.compared++;
        }
      }
      if (sound !== true) return;
      const net = conversationNetOf(pools, CAPACITY);
      const play = new PoolsPlay(definition, pools, net);
      expect([played(play, net, xml, turns, TURNS), play.moves().length > 0 || play.haveAllEnded]).toEqual([
        null,
        true,
      ]);
      if (conversationUnderReturns(pools, BUDGET).verdict.optionToComplete !== true) return;
      count.underReturns++;
      const withReturns = conversationNetOf(pools, CAPACITY, 'permitted');
      const returning = new PoolsPlay(definition, pools, withReturns, true);
      expect([
        played(returning, withReturns, xml, turns, TURNS),
        returning.moves().length > 0 || returning.haveAllEnded,
      ]).toEqual([null, true]);
    }),
    tried(100),
  );
  if (process.env.NET_RUNS_SEEN !== undefined) process.stderr.write(`${JSON.stringify(count)}\n`);
  expect(count.sound).toBeGreaterThan(runs(5));
  expect(count.unheard).toBeGreaterThan(runs(5));
  expect(count.compared).toBeGreaterThan(runs(10));
  expect(count.confirmed).toBeGreaterThan(0);
}, 600_000);
