import fc from 'fast-check';
import { netOf, settledNet, type Command, type Net } from '@quanheng/engine';
import { modelSpecs, poolSpecs, type ModelSpec } from '../blocks.js';
import { build } from '../models.js';
import { plainSpecs } from '../plain-blocks.js';
import { tried } from '../runs.js';
import { START, type Choice } from '../walk.js';
import { changed } from './changed.js';
import { play, type Seen } from './play.js';
import { raisingSpecs } from './raising.js';

const seen: Seen = { models: 0, gaps: 0, steps: 0, outside: new Map() };
const choices = fc.array(fc.tuple(fc.nat(), fc.nat(999), fc.nat(999)), { maxLength: 40, size: 'max' });

async function follow(
  spec: ModelSpec,
  moves: readonly Choice[],
  change = (net: Net): Net => net,
  [pool, event]: readonly [number, number] = [0, 0],
): Promise<void> {
  const tested = await build(spec);
  const pools = [...tested.definition.processes.values()];
  const process = pools[pool % pools.length]!;
  const events = process.container!.startEvents;
  const { key, event: started } = events[event % events.length]!;
  const start: Command = {
    ...(START as Extract<Command, { type: 'start' }>),
    process: process.id,
    ...(started?.trigger == null ? {} : { startEvent: key }),
  };
  // What can be done in it can be done in the net without steps.
  const net = settledNet(netOf(tested.definition, { process: process.key }));
  seen.models++;
  // Compensation ends the comparison when it begins; what has another gap is not compared.
  if (net.gaps.some(({ code }) => code !== 'compensation')) seen.gaps++;
  else play(tested, change(net), moves, seen, undefined, start);
}

describe('every run of the engine is a run of the net', () => {
  afterAll(() => {
    if (process.env.NET_RUNS_SEEN === undefined) return;
    process.stderr.write(`${JSON.stringify({ ...seen, outside: Object.fromEntries(seen.outside) })}\n`);
  });

  test('with random models', async () => {
    await fc.assert(
      fc.asyncProperty(modelSpecs(false), choices, (spec, moves) => follow(spec, moves)),
      tried(300),
    );
    expect(seen.gaps).toBeLessThan(seen.models / 4);
    expect(seen.steps).toBeGreaterThan(seen.models * 3);
  }, 600_000);

  test('with pools that can be started in several ways', async () => {
    const { steps } = seen;
    await fc.assert(
      fc.asyncProperty(poolSpecs, choices, fc.tuple(fc.nat(7), fc.nat(7)), (spec, moves, which) =>
        follow(spec, moves, undefined, which),
      ),
      tried(300),
    );
    expect(seen.steps - steps).toBeGreaterThan(600);
  }, 600_000);

  test('with errors and escalations', async () => {
    await fc.assert(
      fc.asyncProperty(raisingSpecs, choices, (spec, moves) => follow(spec, moves)),
      tried(300),
    );
  }, 600_000);

  test('with work that is returned', async () => {
    await fc.assert(
      fc.asyncProperty(plainSpecs, choices, (spec, moves) => follow(spec, moves)),
      tried(300),
    );
  }, 600_000);
});

describe('a net with a fault', () => {
  const models = fc.sample(fc.tuple(modelSpecs(false), choices), { numRuns: 120, seed: 7 });
  const others = [plainSpecs, raisingSpecs].flatMap((specs) =>
    fc.sample(fc.tuple(specs, choices), { numRuns: 40, seed: 7 }),
  );

  const isNoticed = async (change: (net: Net) => Net): Promise<boolean> => {
    for (const [spec, moves] of [...others, ...models]) {
      try {
        await follow(spec, moves, change);
      } catch {
        return true;
      }
    }
    return false;
  };

  test.each(['start', 'activate', 'complete', 'trigger', 'throw', 'terminate', 'return', 'internal'])(
    'is noticed when it has no %s',
    async (action) => {
      const change = (net: Net): Net => ({
        ...net,
        transitions: net.transitions.filter((transition) => transition.action !== action),
      });
      expect(await isNoticed(change)).toBe(true);
    },
  );

  test.each(['trigger', 'throw', 'terminate', 'return'])('is noticed when its %s clears nothing', async (action) => {
    const change = (net: Net): Net => ({
      ...net,
      transitions: net.transitions.map((transition) =>
        transition.action === action ? changed(transition, { clear: [] }) : transition,
      ),
    });
    expect(await isNoticed(change)).toBe(true);
  });

  test.each(['completed', 'armed', 'choice', 'flow', 'open'])('is noticed when it never marks %s', async (role) => {
    const change = (net: Net): Net => ({
      ...net,
      transitions: net.transitions.map((transition) =>
        changed(transition, { produce: transition.produce.filter((place) => net.places[place]?.role !== role) }),
      ),
    });
    expect(await isNoticed(change)).toBe(true);
  });

  test('is not noticed when it has none', async () => {
    expect(await isNoticed((net) => net)).toBe(false);
  });
});
