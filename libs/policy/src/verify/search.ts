import type { GraphNode, Net, Transition } from '@quanheng/engine';
import { Purse } from './budget.js';
import { explore, type Exploration } from './explore.js';
import { joined, type Deeds, type Moves } from './moves.js';
import { reduce, unreduced, type Reduced } from './reduce.js';
import { drawnWay, type Gone } from './replay.js';

/** What a search leaves out. Tests leave out nothing, and compare. */
export interface SearchOptions {
  readonly reduce?: boolean;
  readonly partialOrder?: boolean;
}

/** What was found in a net, and how to come there in the drawn one. */
export class Searched {
  constructor(
    readonly net: Net,
    readonly moves: Reduced,
    readonly found: Exploration,
  ) {}

  nodesOf(places: readonly number[]): GraphNode[] {
    const nodes = places.flatMap((place) => this.net.places[this.moves.places[place] ?? -1]?.node ?? []);
    return [...new Set(nodes)];
  }

  way(state: number, last: number): readonly Transition[] {
    return this.gone(state, last).way;
  }

  gone(state: number, last?: number): Gone {
    const moves = [...this.found.way(state), ...(last === undefined ? [] : [last])];
    const deeds = moves.reduce((all: Deeds, move) => joined(all, this.moves.moves[move]?.deeds ?? null), null);
    const gone = drawnWay(this.net, deeds, this.moves.drains);
    if (gone === undefined) throw new Error('a reduction has lost the way of a counterexample');
    return gone;
  }
}

/** A net that is searched within a budget. */
export class Search extends Searched {
  constructor(
    net: Net,
    private readonly whole: Moves,
    readonly purse: Purse,
    readonly options: SearchOptions,
  ) {
    const moves = options.reduce === false ? unreduced(whole) : reduce(whole);
    super(net, moves, found(moves, purse, options));
  }

  /** Everything was searched, and the drawing is in the net. */
  get isCovered(): boolean {
    return this.found.isComplete && this.net.gaps.length === 0;
  }

  /**
   * Where something is found by the fewest steps: by a search that leaves out nothing, as far as a little of it goes. What reductions and partial orders
   * have found is not far from it, but may go round about.
   */
  shortest(isFound: (found: Exploration) => boolean): Searched {
    const states = Math.min(STATES_PLAIN, Math.floor(WORK_PLAIN / this.whole.isMemory.length));
    if (states < LEAST_PLAIN) return this;
    const purse = new Purse({ states, milliseconds: 1, clock: () => 0 });
    const plain = unreduced(this.whole);
    const goal = goalOf(plain);
    const nearest = explore(plain, purse, { goal, stop: isFound });
    return isFound(nearest) ? new Searched(this.net, plain, nearest) : this;
  }

  /** Activities that none of these moves begins. */
  dead(possible: Uint8Array): GraphNode[] {
    const { transitions } = this.net;
    const isDone = new Uint8Array(transitions.length);
    for (const [index, move] of this.moves.moves.entries()) {
      if (possible[index] !== 1) continue;
      mark(move.deeds, isDone);
      mark(move.also, isDone);
    }
    const dead = new Set<GraphNode>();
    for (const { action, node, index } of transitions) {
      if (isDone[index] === 0 && action === 'activate' && node.activity !== null && node.type !== 'process')
        dead.add(node);
    }
    if (dead.size === 0) return [];
    for (const each of transitions) if (isDone[each.index] === 1 && each.action === 'activate') dead.delete(each.node);
    return [...dead];
  }
}

/** Markings of a search for the shortest way, and places of them all, at most. */
const STATES_PLAIN = 4000;
const WORK_PLAIN = 400_000;
/** Where it would see fewer, it would seldom see a fault. */
const LEAST_PLAIN = 100;

function goalOf({ moves }: Moves): (move: number) => boolean {
  return (move) => moves[move]?.isGoal === true;
}

function found(moves: Reduced, purse: Purse, options: SearchOptions): Exploration {
  const goal = goalOf(moves);
  const first = explore(moves, purse, { partialOrder: options.partialOrder !== false, goal });
  const isEnough = first.isEnding || first.doubled.size > 0 || first.goal !== null;
  if (options.partialOrder === false || !first.isComplete || isEnough) return first;
  // What does not come to an end may go round in one place for ever and leave out what happens in another.
  const full = explore(moves, purse, { goal });
  const isBetter = full.isComplete || full.doubled.size > 0 || full.goal !== null;
  return isBetter ? full : Object.assign(first, { isComplete: false });
}

function mark(deeds: Deeds, isDone: Uint8Array): void {
  const open: Deeds[] = [deeds];
  for (let next = open.pop(); next !== undefined; next = open.pop()) {
    if (next === null) continue;
    if (typeof next === 'number') isDone[next] = 1;
    else open.push(next[1], next[0]);
  }
}
