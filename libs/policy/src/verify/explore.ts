import type { Purse } from './budget.js';
import { Markings, numberOf } from './markings.js';
import type { Moves } from './moves.js';
import { Stubborn } from './stubborn.js';
import { wiringOf, type Wiring } from './wiring.js';

export interface ExploreOptions {
  /** Leave out orders of moves that lead to the same (stubborn sets); default: every order. */
  readonly partialOrder?: boolean;
  /** Let places hold two tokens instead of ending where a second one comes. */
  readonly twice?: boolean;
  /** Stop when so many states have been spent from the purse. */
  readonly until?: number;
  /** Stop as soon as this was found. */
  readonly stop?: (found: Exploration) => boolean;
  /** Stop where such a move can be made. */
  readonly goal?: (move: number) => boolean;
}

/** A move that can be made in a marking. */
export interface Occasion {
  readonly state: number;
  readonly move: number;
}

/** Part of what is reachable, breadth first: nothing in it is reached by fewer moves of the search than is kept. */
export interface Exploration {
  readonly states: number;
  /** Everything that was to be searched was searched. */
  readonly isComplete: boolean;
  /** Per move: 1 where it can be made in some marking that was met. */
  readonly possible: Uint8Array;
  /** Where a second token would come to a marked place, the first such occasion for each place. */
  readonly doubled: ReadonlyMap<number, Occasion>;
  /** With `twice`: a third token came, and was not followed. */
  readonly isCut: boolean;
  /** The first marking in which nothing can move and the process has not completed. */
  readonly stuck: number | null;
  /** The first marking from which no completion was met. Says something only if all was searched. */
  readonly lost: number | null;
  /** From everywhere something is reached in which nothing can move: what partial orders need to say more than that. */
  readonly isEnding: boolean;
  readonly goal: Occasion | null;
  /** The moves that lead to a marking. */
  way(state: number): number[];
  marked(state: number): number[];
}

export function explore(net: Moves, purse: Purse, options: ExploreOptions = {}): Exploration {
  return new Explorer(net, purse, options).run();
}

/** Lists from this length on are compared as bits. */
const LONG = 6;

class Explorer implements Exploration {
  isComplete = true;
  isCut = false;
  stuck: number | null = null;
  lost: number | null = null;
  goal: Occasion | null = null;
  isEnding = false;
  readonly possible: Uint8Array;
  readonly doubled = new Map<number, Occasion>();
  private readonly wiring: Wiring;
  private readonly markings: Markings;
  private readonly words: number;
  private readonly now: Int32Array;
  private readonly next: Int32Array;
  private readonly stubborn: Stubborn | null;
  private readonly masks = new Map<readonly number[], Int32Array>();
  private readonly parents: number[] = [-1];
  private readonly byMove: number[] = [-1];
  private readonly edgesFrom: number[] = [];
  private readonly edgesTo: number[] = [];
  private readonly ends: number[] = [];
  private readonly standing: number[] = [];

  constructor(
    private readonly net: Moves,
    private readonly purse: Purse,
    private readonly options: ExploreOptions,
  ) {
    const places = net.isMemory.length;
    this.wiring = wiringOf(net);
    this.words = Math.max(1, (places + 31) >>> 5);
    this.markings = new Markings(options.twice === true ? this.words * 64 : places);
    this.now = new Int32Array(this.markings.words);
    this.next = new Int32Array(this.markings.words);
    this.possible = new Uint8Array(net.moves.length);
    const isMarked = (place: number): boolean => this.isMarked(this.now, place);
    this.stubborn = options.partialOrder === true ? new Stubborn(net, this.wiring, isMarked) : null;
  }

  get states(): number {
    return this.markings.count;
  }

  run(): this {
    const { start } = this.net;
    this.next[start >>> 5] = 1 << (start & 31);
    this.markings.add(this.next, numberOf(start));
    for (let state = 0; state < this.markings.count; state++) {
      if (!this.purse.spend() || this.purse.states > (this.options.until ?? Infinity)) {
        this.isComplete = false;
        break;
      }
      if (!this.expand(state)) break;
      if (this.options.stop?.(this) === true) {
        this.isComplete = false;
        break;
      }
    }
    if (this.isComplete) this.lookBack();
    return this;
  }

  way(state: number): number[] {
    const moves: number[] = [];
    for (let at = state; at > 0; at = this.parents[at] ?? 0) moves.push(this.byMove[at] ?? 0);
    return moves.reverse();
  }

  marked(state: number): number[] {
    const bits = new Int32Array(this.markings.words);
    this.markings.copyInto(state, bits);
    return Array.from(this.net.isMemory.keys()).filter((place) => this.isMarked(bits, place));
  }

  /** False: the goal was reached. */
  private expand(state: number): boolean {
    this.markings.copyInto(state, this.now);
    if (this.isMarked(this.now, this.net.end)) {
      this.ends.push(state);
      return true;
    }
    const enabled = this.enabled();
    for (const move of enabled) {
      this.possible[move] = 1;
      if (this.options.goal?.(move) !== true) continue;
      this.goal = { state, move };
      this.isComplete = false;
      return false;
    }
    for (const move of enabled) this.noteDoubling(state, move);
    if (enabled.length === 0) {
      this.standing.push(state);
      this.stuck ??= state;
    }
    for (const move of this.stubborn?.of(enabled) ?? enabled) this.fire(state, move);
    return true;
  }

  private enabled(): number[] {
    const enabled: number[] = [];
    for (let word = 0; word < this.words; word++) {
      for (let bits = this.now[word] ?? 0; bits !== 0; bits &= bits - 1) {
        const place = (word << 5) + 31 - Math.clz32(bits & -bits);
        for (const move of this.wiring.waiting[place] ?? []) if (this.isEnabled(move)) enabled.push(move);
      }
    }
    return enabled;
  }

  private isEnabled(index: number): boolean {
    const move = this.net.moves[index];
    if (move === undefined) return false;
    for (const place of move.consume) if (!this.isMarked(this.now, place)) return false;
    for (const place of move.read) if (!this.isMarked(this.now, place)) return false;
    if (move.empty.length > 0 && this.meets(move.empty)) return false;
    return move.some === null || this.meets(move.some);
  }

  /** Whether one of the places is marked. */
  private meets(list: readonly number[]): boolean {
    if (list.length < LONG) return list.some((place) => this.isMarked(this.now, place));
    const mask = this.maskOf(list);
    for (let word = 0; word < this.words; word++) if (((this.now[word] ?? 0) & (mask[word] ?? 0)) !== 0) return true;
    return false;
  }

  /** A list of places as bits; lists are shared, and so is this. */
  private maskOf(list: readonly number[]): Int32Array {
    let mask = this.masks.get(list);
    if (mask === undefined) {
      this.masks.set(list, (mask = new Int32Array(this.words)));
      for (const place of list) mask[place >>> 5] = (mask[place >>> 5] ?? 0) | (1 << (place & 31));
    }
    return mask;
  }

  private isMarked(bits: Int32Array, place: number): boolean {
    return ((bits[place >>> 5] ?? 0) & (1 << (place & 31))) !== 0;
  }

  private isTaken(index: number, place: number): boolean {
    const move = this.net.moves[index];
    return move !== undefined && (move.consume.includes(place) || move.clear.includes(place));
  }

  private noteDoubling(state: number, index: number): void {
    for (const place of this.net.moves[index]?.produce ?? []) {
      if (this.net.isMemory[place] === 1 || !this.isMarked(this.now, place) || this.doubled.has(place)) continue;
      if (!this.isTaken(index, place)) this.doubled.set(place, { state, move: index });
    }
  }

  private fire(state: number, index: number): void {
    const move = this.net.moves[index];
    if (move === undefined) return;
    this.next.set(this.now);
    let hash = this.markings.hashOf(state);
    const flip = (place: number): void => {
      this.next[place >>> 5] = (this.next[place >>> 5] ?? 0) ^ (1 << (place & 31));
      hash ^= numberOf(place);
    };
    const second = this.options.twice === true ? this.words << 5 : -1;
    const takes = (place: number): void => {
      if (second >= 0 && this.isMarked(this.next, place + second)) flip(place + second);
      else flip(place);
    };
    for (const place of move.consume) takes(place);
    for (const place of this.markedOf(move.clear)) {
      if (second >= 0 && this.isMarked(this.next, place + second)) flip(place + second);
      if (this.isMarked(this.next, place)) flip(place);
    }
    for (const place of move.produce) {
      if (!this.isMarked(this.next, place)) flip(place);
      else if (this.net.isMemory[place] === 1) continue;
      else if (second < 0) return;
      else if (this.isMarked(this.next, place + second)) {
        this.isCut = true;
        return;
      } else flip(place + second);
    }
    const before = this.markings.count;
    const target = this.markings.add(this.next, hash);
    if (target === before) {
      this.parents.push(state);
      this.byMove.push(index);
    }
    this.edgesFrom.push(state);
    this.edgesTo.push(target);
  }

  /** Those of the places that are marked before the move. */
  private markedOf(list: readonly number[]): readonly number[] {
    if (list.length < LONG) return list;
    const found: number[] = [];
    const mask = this.maskOf(list);
    for (let word = 0; word < this.words; word++) {
      for (let bits = (this.now[word] ?? 0) & (mask[word] ?? 0); bits !== 0; bits &= bits - 1) {
        found.push((word << 5) + 31 - Math.clz32(bits & -bits));
      }
    }
    return found;
  }

  private lookBack(): void {
    const { count } = this.markings;
    const heads = new Int32Array(count).fill(-1);
    const links = new Int32Array(this.edgesTo.length);
    for (const [edge, target] of this.edgesTo.entries()) {
      links[edge] = heads[target] ?? -1;
      heads[target] = edge;
    }
    const reaches = new Uint8Array(count);
    const walk = (queue: number[]): void => {
      for (const state of queue) reaches[state] = 1;
      for (const state of queue) {
        for (let edge = heads[state] ?? -1; edge >= 0; edge = links[edge] ?? -1) {
          const from = this.edgesFrom[edge] ?? 0;
          if (reaches[from] === 1) continue;
          reaches[from] = 1;
          queue.push(from);
        }
      }
    };
    walk([...this.ends]);
    const lost = reaches.indexOf(0);
    this.lost = lost < 0 ? null : lost;
    walk([...this.standing]);
    this.isEnding = !reaches.includes(0);
  }
}
