import fc from 'fast-check';
import { step, UNBORN, type Command, type EngineEvent, type InstanceState } from '@quanheng/engine';
import { graphOf, type Graph } from './graph.js';
import { mayFire, type Marking } from './join-oracle.js';
import { compiled } from './models.js';
import { runs, tried } from './runs.js';
import { envAt, EPOCH } from './walk.js';
import { wild, wildText, type WildSpec } from './wild.js';

/** Follows the tokens through the events of a step and asks the oracle whenever an inclusive gateway that joins is activated. */
function checkFirings(
  graph: Graph,
  joins: readonly string[],
  before: InstanceState,
  events: readonly EngineEvent[],
): number {
  const tokens = new Map<string, number>(before.elements.get(0)?.tokens ?? []);
  const active = new Map<number, string>(
    before.elements
      .values()
      .filter(({ id }) => id > 0)
      .map(({ id, element }) => [id, element]),
  );
  let partial = 0;
  for (const event of events) {
    if (event.type === 'flowTaken') tokens.set(event.flow, (tokens.get(event.flow) ?? 0) + 1);
    if (event.type === 'elementCompleted' || event.type === 'elementCancelled') active.delete(event.id);
    if (event.type !== 'elementActivated') continue;
    const consumed = event.consumed ?? [];
    if (joins.includes(event.element)) {
      const marking: Marking = { flows: new Set(tokens.keys()), active: [...active.values()] };
      const marked = graph.nodes.get(event.element)!.incoming.filter((flow) => tokens.has(flow));
      expect([event.element, mayFire(graph, event.element, marking)]).toEqual([event.element, true]);
      expect(consumed).toEqual(marked);
      if (marked.length < graph.nodes.get(event.element)!.incoming.length) partial++;
    }
    for (const flow of consumed) {
      const left = (tokens.get(flow) ?? 0) - 1;
      if (left > 0) tokens.set(flow, left);
      else tokens.delete(flow);
    }
    active.set(event.id, event.element);
  }
  return partial;
}

async function play(spec: WildSpec, choices: readonly (readonly [number, number])[]): Promise<number> {
  const { model, definition } = await compiled(wildText(spec), 'wild');
  const graph = graphOf(model);
  const joins = [...graph.nodes.values()]
    .filter(({ type, incoming }) => type === 'inclusiveGateway' && incoming.length > 1)
    .map(({ id }) => id);
  const env = { ...envAt(EPOCH), maxEvents: 400 };
  let state = UNBORN;
  let partial = 0;
  /** False once the drawing is found to run in circles. */
  const give = (command: Command): boolean => {
    const { events, state: next, rejection } = step(definition, state, command, env);
    if (rejection !== undefined) return false;
    partial += checkFirings(graph, joins, state, events);
    const marking: Marking = {
      flows: new Set(next.elements.get(0)?.tokens?.keys() ?? []),
      active: next.elements
        .values()
        .filter(({ id }) => id > 0)
        .map(({ element }) => element),
    };
    expect(joins.filter((join) => mayFire(graph, join, marking))).toEqual([]);
    state = next;
    return true;
  };
  if (!give({ type: 'start', process: 'P0', variables: { v0: 1, v1: 5, v2: 3, v3: 7 } })) return partial;
  for (const [pick, value] of choices) {
    const waiting = state.elements.values().filter(({ work }) => work !== null);
    const chosen = waiting[pick % Math.max(waiting.length, 1)];
    if (chosen === undefined) break;
    const isSignal = value % 5 === 4 && state.subscriptions.size > 0;
    if (
      !give(
        isSignal
          ? { type: 'broadcastSignal', name: 's' }
          : { type: 'complete', id: chosen.id, variables: { [`v${pick % 4}`]: value % 10 } },
      )
    )
      break;
  }
  return partial;
}

describe('inclusive joins in drawings without structure', () => {
  test('fire when, and only when, the rule of the specification says so', async () => {
    let partial = 0;
    const choices = fc.array(fc.tuple(fc.nat(), fc.nat(999)), { maxLength: 15, size: 'max' });
    await fc.assert(
      fc.asyncProperty(wild, choices, async (spec, picks) => {
        partial += await play(spec, picks);
      }),
      tried(3000),
    );
    // The interesting decisions, with some incoming flows empty, must have been among them.
    expect(partial).toBeGreaterThan(runs(3000) / 20);
  }, 600_000);
});
