import fc from 'fast-check';
import { netOf, type Command, type InstanceState, type Net } from '@quanheng/engine';
import { compiled } from '../models.js';
import { runs, tried } from '../runs.js';
import { START, type Choice } from '../walk.js';
import { wild, wildText, type WildSpec } from '../wild.js';
import { changed } from './changed.js';
import type { Marking } from './marking.js';
import { play, type Seen } from './play.js';

const choices = fc.array(fc.tuple(fc.nat(), fc.nat(999), fc.nat(999)), { maxLength: 20, size: 'max' });
const data = fc.tuple(fc.nat(9), fc.nat(9), fc.nat(9), fc.nat(9));

interface Compared {
  /** Drawings whose joins wait for what comes from anywhere. */
  drawings: number;
  readonly seen: Seen;
}

function nothing(): Compared {
  return { drawings: 0, seen: { models: 0, gaps: 0, steps: 0, outside: new Map() } };
}

/** Follows runs of a drawing in its net, and holds against it that in what the engine leaves waiting no inclusive join can go on. */
async function compare(
  spec: WildSpec,
  values: readonly number[],
  moves: readonly Choice[],
  compared: Compared,
  change = (net: Net): Net => net,
): Promise<void> {
  const xml = wildText(spec);
  const { definition } = await compiled(xml, 'wild');
  const joins = definition.nodes.filter(({ type, incoming }) => type === 'inclusiveGateway' && incoming.length > 1);
  const drawn = netOf(definition);
  if (joins.length === 0 || drawn.gaps.length > 0) return;
  compared.drawings++;
  const net = change(drawn);
  const variables = Object.fromEntries(values.map((value, index) => [`v${index}`, value]));
  const start: Command = { ...(START as Extract<Command, { type: 'start' }>), variables };
  const look = (state: InstanceState, marking: Marking): void => {
    if (state.incidents > 0 || state.status !== 'active') return;
    const ready = net.transitions.filter(
      (each) => each.action === 'activate' && joins.includes(each.node) && marking.isEnabled(each),
    );
    expect(ready.map(({ node }) => node.id)).toEqual([]);
  };
  play({ definition, rendered: { xml } }, net, moves, compared.seen, look, start);
}

describe('inclusive joins in drawings without structure', () => {
  test('go on in the net when they do in the engine, and no sooner', async () => {
    const compared = nothing();
    await fc.assert(
      fc.asyncProperty(wild, data, choices, (spec, values, moves) => compare(spec, values, moves, compared)),
      tried(1000),
    );
    if (process.env.NET_RUNS_SEEN !== undefined)
      process.stderr.write(`${JSON.stringify({ ...compared, outside: Object.fromEntries(compared.seen.outside) })}\n`);
    expect(compared.drawings).toBeGreaterThan(runs(200));
    expect(compared.seen.steps).toBeGreaterThan(runs(600));
  }, 600_000);

  test.each<[string, (net: Net) => Net]>([
    [
      'wait for nothing',
      (net) => ({
        ...net,
        transitions: net.transitions.map((each) =>
          each.action === 'activate' && each.node.type === 'inclusiveGateway' ? changed(each, { empty: [] }) : each,
        ),
      }),
    ],
    [
      'wait for every flow',
      (net) => ({
        ...net,
        transitions: net.transitions.filter(
          ({ action, node, consume }) =>
            action !== 'activate' || node.type !== 'inclusiveGateway' || consume.length >= node.incoming.length,
        ),
      }),
    ],
  ])('it is noticed when they %s', async (_, change) => {
    const isNoticed = async (): Promise<boolean> => {
      for (const [spec, values, moves] of fc.sample(fc.tuple(wild, data, choices), { numRuns: 300, seed: 5 })) {
        try {
          await compare(spec, values, moves, nothing(), change);
        } catch {
          return true;
        }
      }
      return false;
    };
    expect(await isNoticed()).toBe(true);
  });
});
