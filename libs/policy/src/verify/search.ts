import type { GraphNode, Net, Transition } from '@quanheng/engine';
import type { Purse } from './budget.js';
import { explore, type Exploration } from './explore.js';
import { joined, type Deeds, type Moves } from './moves.js';
import { reduce, unreduced, type Reduced } from './reduce.js';
import { drawnWay, type Gone } from './replay.js';

/** What a search leaves out. Tests leave out nothing, and compare. */
export interface SearchOptions {
  readonly reduce?: boolean;
  readonly partialOrder?: boolean;
}

/** A net that has been searched. */
export class Search {
  readonly moves: Reduced;
  readonly found: Exploration;

  constructor(
    readonly net: Net,
    whole: Moves,
    readonly purse: Purse,
    readonly options: SearchOptions,
  ) {
    this.moves = options.reduce === false ? unreduced(whole) : reduce(whole);
    const goal = (move: number): boolean => this.moves.moves[move]?.isGoal === true;
    const found = explore(this.moves, purse, { partialOrder: options.partialOrder !== false, goal });
    const isEnough = found.isEnding || found.doubled.size > 0 || found.goal !== null;
    if (options.partialOrder === false || !found.isComplete || isEnough) {
      this.found = found;
      return;
    }
    // What does not come to an end may go round in one place for ever and leave out what happens in another.
    const full = explore(this.moves, purse, { goal });
    const isBetter = full.isComplete || full.doubled.size > 0 || full.goal !== null;
    this.found = isBetter ? full : Object.assign(found, { isComplete: false });
  }

  /** Everything was searched, and the drawing is in the net. */
  get isCovered(): boolean {
    return this.found.isComplete && this.net.gaps.length === 0;
  }

  nodesOf(places: readonly number[]): GraphNode[] {
    const nodes = places.flatMap((place) => this.net.places[this.moves.places[place] ?? -1]?.node ?? []);
    return [...new Set(nodes)];
  }

  way(found: Exploration, state: number, last: number): readonly Transition[] {
    return this.gone(found, state, last).way;
  }

  gone(found: Exploration, state: number, last?: number): Gone {
    const moves = [...found.way(state), ...(last === undefined ? [] : [last])];
    const deeds = moves.reduce((all: Deeds, move) => joined(all, this.moves.moves[move]?.deeds ?? null), null);
    const gone = drawnWay(this.net, deeds, this.moves.drains);
    if (gone === undefined) throw new Error('a reduction has lost the way of a counterexample');
    return gone;
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

function mark(deeds: Deeds, isDone: Uint8Array): void {
  const open: Deeds[] = [deeds];
  for (let next = open.pop(); next !== undefined; next = open.pop()) {
    if (next === null) continue;
    if (typeof next === 'number') isDone[next] = 1;
    else open.push(next[1], next[0]);
  }
}
