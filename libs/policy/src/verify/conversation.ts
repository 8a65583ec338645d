import { conversationNetOf, type Gap, type GraphNode, type Net } from '@quanheng/engine';
import { movesOf } from './moves.js';
import { Purse, type Budget } from './budget.js';
import { standingAfterReturn } from './return-walks.js';
import { Search, type SearchOptions } from './search.js';
import { nearestStanding, standingAt, type Flaw, type Soundness, type SoundnessAnswer } from './soundness.js';

export interface ConversationAnswer extends SoundnessAnswer {
  readonly net: Net;
  /** Why nothing can be said. */
  readonly gaps: readonly Gap[];
}

/** Messages for the same receivers that wait at the same time, at most. */
const CAPACITY = 3;

/**
 * Whether pools that send one another messages can all complete.
 * @param pools each of them sound by itself, whatever messages come: together they can do no more
 * @param changed the net as it is to be searched
 */
export function conversationOf(
  pools: readonly GraphNode[],
  budget: Budget | Purse,
  options: SearchOptions = {},
  changed: (net: Net) => Net = (net) => net,
): ConversationAnswer {
  const purse = budget instanceof Purse ? budget : new Purse(budget);
  return searched(pools, 'none', purse, options, changed);
}

/** The same of what stands still after one return along a few walks, nearest first: what is there to be found is mostly found so, and at little cost. */
export function* nearestAfterReturn(pools: readonly GraphNode[], purse: Purse): Iterable<{ net: Net; flaw: Flaw }> {
  const net = conversationNetOf(pools, CAPACITY, 'permitted');
  for (const gone of standingAfterReturn(net, purse)) {
    const flaw = standingAt(net, gone);
    if (flaw.kind === 'stuck') yield { net, flaw: { ...flaw, kind: 'unheard' } };
  }
}

/** What becomes of pools that are sound together when work is returned: what was sent is not taken back, and what has come does not come again. */
export function conversationUnderReturns(pools: readonly GraphNode[], budget: Budget | Purse): ConversationAnswer {
  const purse = budget instanceof Purse ? budget : new Purse(budget);
  return searched(pools, 'permitted', purse, { partialOrder: false }, (net) => net);
}

function searched(
  pools: readonly GraphNode[],
  returns: 'permitted' | 'none',
  purse: Purse,
  options: SearchOptions,
  changed: (net: Net) => Net,
): ConversationAnswer {
  for (let capacity = 1; ; capacity++) {
    const net = changed(conversationNetOf(pools, capacity, returns));
    const search = new Search(net, movesOf(net), purse, options);
    const { stuck, doubled, isComplete } = search.found;
    if (stuck !== null || doubled.size === 0 || !isComplete) return { net, gaps: net.gaps, ...answered(search) };
    // A place that is marked twice is no fault of the drawing: there is more than the net counts.
    const twice = search.nodesOf([...doubled.keys()]);
    const pool = twice.find(({ type }) => type === 'process');
    if (pool === undefined && capacity < CAPACITY) continue;
    const code = pool === undefined ? 'messages-pile-up' : 'pool-started-again';
    const [where = pool] = pool === undefined ? twice : [pool];
    const verdict: Soundness = { ...SOUND, optionToComplete: 'unknown', noDeadActivities: 'unknown' };
    return { net, gaps: [{ code, elementId: where?.key ?? '' }], verdict, flaws: [], states: purse.states };
  }
}

const SOUND: Soundness = { optionToComplete: true, properCompletion: true, noDeadActivities: true, safeness: true };

function answered(search: Search): SoundnessAnswer {
  const { found, purse } = search;
  const isCovered = search.isCovered && found.doubled.size === 0;
  const state = found.stuck ?? (isCovered ? found.lost : null);
  const dead = isCovered ? search.dead(found.possible) : [];
  const flaws: Flaw[] = dead.map((node) => ({ kind: 'dead', at: [node], way: [] }));
  if (state !== null) {
    const flaw = nearestStanding(search, state);
    flaws.unshift(flaw.kind === 'stuck' ? { ...flaw, kind: 'unheard' } : flaw);
  }
  const verdict: Soundness = {
    ...SOUND,
    optionToComplete: state === null ? isCovered || 'unknown' : false,
    noDeadActivities: isCovered ? dead.length === 0 : 'unknown',
  };
  return { verdict, flaws, states: purse.states };
}
