import type { Purse } from './budget.js';
import { Markings, numberOf } from './markings.js';
import type { Moves } from './moves.js';
import { Stubborn } from './stubborn.js';
import { NONE, waitingOf, wiringOf, type Waiting } from './wiring.js';

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
  private readonly waiting: Waiting;
  private readonly markings: Markings;
  private readonly words: number;
  private readonly now: Int32Array;
  private readonly next: Int32Array;
  private readonly stubborn: Stubborn | null;
  /** From where on the bits say that a place holds two tokens; 0: none can. */
  private readonly second: number;
  /** A number for each bit, of which hashes are made, and the hash of the next marking. */
  private readonly numbers: Int32Array;
  private hash = 0;
  private lastList: readonly number[] = [];
  private lastMask: Int32Array = new Int32Array(0);
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
    this.waiting = waitingOf(net);
    this.words = Math.max(1, (places + 31) >>> 5);
    this.second = options.twice === true ? this.words << 5 : 0;
    this.markings = new Markings(options.twice === true ? this.words * 64 : places);
    this.now = new Int32Array(this.markings.words);
    this.next = new Int32Array(this.markings.words);
    this.numbers = new Int32Array(this.markings.words << 5);
    for (let bit = 0; bit < this.numbers.length; bit++) this.numbers[bit] = numberOf(bit);
    this.possible = new Uint8Array(net.moves.length);
    const isMarked = (place: number): boolean => this.isMarked(this.now, place);
    this.stubborn = options.partialOrder === true ? new Stubborn(net, wiringOf(net), isMarked) : null;
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
    const { waiting } = this;
    for (let word = 0; word < this.words; word++) {
      for (let bits = this.now[word] ?? 0; bits !== 0; bits &= bits - 1) {
        const place = (word << 5) + 31 - Math.clz32(bits & -bits);
        for (let at = waiting.first[place] ?? NONE; at !== NONE; at = waiting.next[at] ?? NONE)
          if (this.isEnabled(at)) enabled.push(at);
      }
    }
    return enabled;
  }

  private isEnabled(index: number): boolean {
    const move = this.net.moves[index];
    if (move === undefined) return false;
    const { consume, read, empty, some } = move;
    for (const place of consume) if (!this.isMarked(this.now, place)) return false;
    for (const place of read) if (!this.isMarked(this.now, place)) return false;
    if (empty.length > 0 && this.meets(empty)) return false;
    return some === null || this.meets(some);
  }

  /** Whether one of the places is marked. */
  private meets(list: readonly number[]): boolean {
    if (list.length < LONG) {
      for (const place of list) if (this.isMarked(this.now, place)) return true;
      return false;
    }
    const mask = this.maskOf(list);
    for (let word = 0; word < this.words; word++) if (((this.now[word] ?? 0) & (mask[word] ?? 0)) !== 0) return true;
    return false;
  }

  /** A list of places as bits; lists are shared, and so is this. */
  private maskOf(list: readonly number[]): Int32Array {
    if (list === this.lastList) return this.lastMask;
    let mask = this.masks.get(list);
    if (mask === undefined) {
      this.masks.set(list, (mask = new Int32Array(this.words)));
      for (const place of list) mask[place >>> 5] = (mask[place >>> 5] ?? 0) | (1 << (place & 31));
    }
    this.lastList = list;
    this.lastMask = mask;
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
    const move = this.net.moves[index];
    if (move === undefined) return;
    for (const place of move.produce) {
      if (!this.isMarked(this.now, place) || this.net.isMemory[place] === 1 || this.doubled.has(place)) continue;
      if (!this.isTaken(index, place)) this.doubled.set(place, { state, move: index });
    }
  }

  private fire(state: number, index: number): void {
    const move = this.net.moves[index];
    if (move === undefined) return;
    const { now, next } = this;
    for (let word = 0; word < next.length; word++) next[word] = now[word] ?? 0;
    this.hash = this.markings.hashOf(state);
    for (const place of move.consume) this.take(place);
    if (move.clear.length > 0) this.empty(move.clear);
    for (const place of move.produce) if (!this.put(place)) return;
    const before = this.markings.count;
    const target = this.markings.add(next, this.hash);
    if (target === before) {
      this.parents.push(state);
      this.byMove.push(index);
    }
    this.edgesFrom.push(state);
    this.edgesTo.push(target);
  }

  /** Changes whether a bit of the next marking is set. */
  private flip(bit: number): void {
    const word = bit >>> 5;
    this.next[word] = (this.next[word] ?? 0) ^ (1 << (bit & 31));
    this.hash ^= this.numbers[bit] ?? 0;
  }

  private take(place: number): void {
    const { second } = this;
    this.flip(second > 0 && this.isMarked(this.next, place + second) ? place + second : place);
  }

  /** Clears those of the places that are marked before the move. */
  private empty(list: readonly number[]): void {
    if (list.length < LONG) {
      for (const place of list) this.emptyOne(place);
      return;
    }
    const mask = this.maskOf(list);
    for (let word = 0; word < this.words; word++) {
      for (let bits = (this.now[word] ?? 0) & (mask[word] ?? 0); bits !== 0; bits &= bits - 1)
        this.emptyOne((word << 5) + 31 - Math.clz32(bits & -bits));
    }
  }

  private emptyOne(place: number): void {
    const { second } = this;
    if (second > 0 && this.isMarked(this.next, place + second)) this.flip(place + second);
    if (this.isMarked(this.next, place)) this.flip(place);
  }

  /** False: one token more than is followed came to the place. */
  private put(place: number): boolean {
    const { second } = this;
    if (!this.isMarked(this.next, place)) this.flip(place);
    else if (this.net.isMemory[place] === 1) return true;
    else if (second === 0) return false;
    else if (this.isMarked(this.next, place + second)) {
      this.isCut = true;
      return false;
    } else this.flip(place + second);
    return true;
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
