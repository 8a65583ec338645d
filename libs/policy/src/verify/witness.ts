import type { GraphNode, Net, PreparedWorld, Transition } from '@quanheng/engine';
import { play, type Played } from './confirm.js';
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

/**
 * The way as it was found; where the engine does not go it, with what nobody asks for before what is asked for, with events before that, too, and, where something is
 * to stand still, with everything done that can still be done.
 */
export function witnessOf(
  drawn: Drawn,
  pools: readonly GraphNode[],
  way: readonly Transition[],
  net: Net,
  {
    world,
    known,
    happens,
    isEnd,
  }: {
    readonly world: PreparedWorld;
    readonly known: Map<string, Played>;
    readonly happens: (played: Played) => boolean;
    /** It is asked for what nothing can be done after. */
    readonly isEnd: boolean;
  },
): Witness {
  const asked = isAskedFor(net);
  const orders = [
    () => way,
    () => inSettledOrder(way, net, (each) => !asked(each)),
    () => inSettledOrder(way, net, (each) => !asked(each) || each.action === 'trigger'),
  ];
  const found: WayPlayed[] = [];
  for (const order of orders) {
    let scenario = scenarioOf(drawn, pools, order(), net);
    found.push(scenario);
    for (let round = 0; round < ROUNDS; round++) {
      const played = play(world, scenario, known);
      if (played.isMet && happens(played)) return { scenario, isShown: true };
      const further = isEnd ? left(played, drawn) : [];
      if (further.length === 0) break;
      scenario = {
        ...scenario,
        steps: [...scenario.steps, ...further.map((complete) => ({ complete, variables: {} }))],
      };
    }
  }
  const [scenario = scenarioOf(drawn, pools, way, net)] = found;
  return { scenario, isShown: false };
}

/** Work that still waits when the scenario is over. */
function left({ waiting, result }: Played, { definition }: Drawn): readonly string[] {
  if (result !== 'waiting') return [];
  return waiting.filter((id) =>
    definition.nodes.some((node) => node.id === id && node.element.isWork?.(node) === true),
  );
}
