import type { GraphNode, Net, PreparedWorld, Transition } from '@quanheng/engine';
import { isTooLong, play, type Played } from './confirm.js';
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
  /** What will do where no order of the way leads there. */
  readonly instead?: (played: Played) => boolean;
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
  if (showing === null || isTooLong(found)) return { scenario: found, isShown: false };
  const tried = [found];
  const others = otherScenarios(drawn, pools, way, net, found, showing.isEnd);
  const { happens, instead } = showing;
  for (const isSeen of instead === undefined ? [happens] : [happens, instead]) {
    // What was made for the first question is at hand for the second.
    for (let index = 0; ; index++) {
      const scenario = tried[index] ?? others.next().value;
      if (scenario === undefined) break;
      tried[index] = scenario;
      const shown = playedToEnd(scenario, drawn, showing, isSeen);
      if (shown !== null) return { scenario: shown, isShown: true };
    }
  }
  return { scenario: found, isShown: false };
}

/** The way in other orders, and with nothing waiting that nobody does. */
function* otherScenarios(
  drawn: Drawn,
  pools: readonly GraphNode[],
  way: readonly Transition[],
  net: Net,
  found: WayPlayed,
  isEnd: boolean,
): Generator<WayPlayed, undefined> {
  const asked = isAskedFor(net);
  const isAtOnce = (each: Transition): boolean => !asked(each);
  for (const isEarly of [isAtOnce, (each: Transition) => isAtOnce(each) || each.action === 'trigger']) {
    const order = inSettledOrder(way, net, isEarly);
    if (order !== way) yield scenarioOf(drawn, pools, order, net);
  }
  // A standstill does not depend on who waits for whom, and tokens that meet at once do so within few steps.
  const isShort = !isEnd && found.steps.length <= DIRECT;
  const direct = isShort ? withoutWaiting(found, drawn) : null;
  if (direct !== null) yield direct;
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
  { world, known, isEnd, purse }: Showing,
  isSeen: (played: Played) => boolean,
): WayPlayed | null {
  let scenario = first;
  for (let round = 0; round < ROUNDS && !purse.isLate; round++) {
    const played = play(world, scenario, known);
    if (played.isMet && isSeen(played)) return scenario;
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
