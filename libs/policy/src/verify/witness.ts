import type { GraphNode, Net, PreparedWorld, Transition } from '@quanheng/engine';
import { play, type Played } from './confirm.js';
import type { Purse } from './budget.js';
import type { Drawn } from './judge.js';
import { isAskedFor, scenarioOf, type WayPlayed } from './scenario.js';
import { inSettledOrder } from './settled-order.js';

/** A way of the net as a scenario, and whether the engine was seen to go it to where it leads. */
export interface Witness {
  readonly scenario: WayPlayed;
  readonly isShown: boolean;
}

/** How often what is still to be done is done, at most: inner instances of which the net has fewer. */
const ROUNDS = 4;

/** Steps of a scenario that is played with nothing waiting as well, at most. */
const DIRECT = 20;

/** How it is seen that a scenario leads to where it is to lead. */
export interface Showing {
  readonly world: PreparedWorld;
  /** What was played before in this world. */
  readonly known: Map<string, Played>;
  readonly happens: (played: Played) => boolean;
  /** Playing is charged to the budget of the proof: nothing is begun when that is spent. */
  readonly purse: Purse;
  /** It is a standstill: whatever can still be done is done. */
  readonly isEnd: boolean;
}

/**
 * The way as it was found; where the engine does not go it, with what nobody asks for before what is asked for, then with events before that, too, and then with nothing waiting that
 * nobody does.
 * @param showing null: no run can show it
 */
export function witnessOf(
  drawn: Drawn,
  pools: readonly GraphNode[],
  way: readonly Transition[],
  net: Net,
  showing: Showing | null,
): Witness {
  const found = scenarioOf(drawn, pools, way, net);
  if (showing === null) return { scenario: found, isShown: false };
  const shown = playedToEnd(found, drawn, showing);
  if (shown !== null) return { scenario: shown, isShown: true };
  const asked = isAskedFor(net);
  const isAtOnce = (each: Transition): boolean => !asked(each);
  for (const isEarly of [isAtOnce, (each: Transition) => isAtOnce(each) || each.action === 'trigger']) {
    const order = inSettledOrder(way, net, isEarly);
    if (order === way) continue;
    const scenario = playedToEnd(scenarioOf(drawn, pools, order, net), drawn, showing);
    if (scenario !== null) return { scenario, isShown: true };
  }
  // A standstill does not depend on who waits for whom, and tokens that meet at once do so within few steps.
  const isShort = !showing.isEnd && found.steps.length <= DIRECT;
  const direct = isShort ? withoutWaiting(found, drawn) : null;
  const reached = direct === null ? null : playedToEnd(direct, drawn, showing);
  return reached === null ? { scenario: found, isShown: false } : { scenario: reached, isShown: true };
}

/** The same where what nobody does is done at once, as it is outside of scenarios; null: somebody does all of it. */
function withoutWaiting(scenario: WayPlayed, { definition }: Drawn): WayPlayed | null {
  const done = new Set(definition.nodes.flatMap((node) => (node.element.isWork?.(node) === true ? [node.id] : [])));
  const behaviours = Object.fromEntries(
    Object.entries(scenario.behaviours).filter(([id, { wait }]) => wait !== true || done.has(id)),
  );
  const steps = scenario.steps.filter(({ complete }) => typeof complete !== 'string' || done.has(complete));
  return steps.length === scenario.steps.length ? null : { ...scenario, behaviours, steps };
}

/** The scenario, with what is still to be done at a standstill; null: it does not lead there. */
function playedToEnd(
  first: WayPlayed,
  drawn: Drawn,
  { world, known, happens, isEnd, purse }: Showing,
): WayPlayed | null {
  let scenario = first;
  for (let round = 0; round < ROUNDS && !purse.isLate; round++) {
    const played = play(world, scenario, known);
    if (played.isMet && happens(played)) return scenario;
    const further = isEnd ? left(played, drawn) : [];
    if (further.length === 0) return null;
    const steps = [...scenario.steps, ...further.map((complete) => ({ complete, variables: {} }))];
    scenario = { ...scenario, steps };
  }
  return null;
}

/** Work that still waits when the scenario is over. */
function left({ waiting, result }: Played, { definition }: Drawn): readonly string[] {
  if (result !== 'waiting') return [];
  return waiting.filter((id) =>
    definition.nodes.some((node) => node.id === id && node.element.isWork?.(node) === true),
  );
}
