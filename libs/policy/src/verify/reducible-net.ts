import { joined, type Deeds, type Move, type Moves } from './moves.js';
import { Observers } from './observers.js';
import type { Reduced } from './reduce.js';
import { Relation } from './relation.js';

/** Numbers to be looked at, each once. */
class Worklist {
  private readonly isListed: Uint8Array;
  private readonly list: Int32Array;
  private count = 0;

  constructor(limit: number) {
    this.isListed = new Uint8Array(limit);
    this.list = new Int32Array(limit);
  }

  add(number: number): void {
    if (this.isListed[number] === 1) return;
    this.isListed[number] = 1;
    this.list[this.count++] = number;
  }

  take(): number | undefined {
    if (this.count === 0) return undefined;
    const number = this.list[--this.count] ?? 0;
    this.isListed[number] = 0;
    return number;
  }
}

/** A net while it is reduced: moves and places by number. What a move reads, asks for, tests and clears never changes. */
export class ReducibleNet {
  readonly consumed: Relation;
  readonly produced: Relation;
  readonly observers: Observers;
  /** Per move. `isPlain`: it neither reads, asks, tests nor clears. */
  readonly isAlive: Uint8Array;
  readonly isPlain: Uint8Array;
  readonly isGoal: Uint8Array;
  readonly deeds: Deeds[];
  readonly also: Deeds[];
  /** Per place. `isFixed`: read, remembered, or where all begins and ends. */
  readonly isMemory: Uint8Array;
  readonly isFixed: Uint8Array;
  readonly isKept: Uint8Array;
  /** What can be done whenever the place is marked. */
  readonly marked: Deeds[];
  readonly drains = new Map<number, Deeds>();
  /** Places to be looked at alone, and beside what they share moves with. */
  readonly narrow: Worklist;
  readonly wide: Worklist;
  /** Moves that have changed. */
  private readonly changed: Worklist;

  constructor(private readonly net: Moves) {
    const { moves, isMemory, start, end } = net;
    const [places, count] = [isMemory.length, moves.length];
    let takes = 0;
    let marks = 0;
    for (const { consume, produce } of moves) {
      takes += consume.length;
      marks += produce.length;
    }
    this.consumed = new Relation(count, places, takes);
    this.produced = new Relation(count, places, marks + (marks >> 2));
    this.observers = new Observers(net);
    this.isAlive = new Uint8Array(count).fill(1);
    this.isPlain = new Uint8Array(count);
    this.isGoal = new Uint8Array(count);
    this.deeds = new Array<Deeds>(count).fill(null);
    this.also = new Array<Deeds>(count).fill(null);
    this.isMemory = isMemory;
    this.isKept = new Uint8Array(places);
    this.isKept[start] = this.isKept[end] = 1;
    this.isFixed = isMemory.slice();
    this.isFixed[start] = this.isFixed[end] = 1;
    this.marked = new Array<Deeds>(places).fill(null);
    this.narrow = new Worklist(places);
    this.wide = new Worklist(places);
    this.changed = new Worklist(count);
    for (let index = 0; index < count; index++) {
      const move = moves[index];
      if (move !== undefined) this.read(move, index);
    }
    // What reads a place that nothing marks is never made.
    for (const [index, { read }] of moves.entries())
      if (read.some((place) => place !== start && this.produced.sizeOfPlace[place] === 0)) this.drop(index);
    for (let place = places - 1; place >= 0; place--) {
      this.narrow.add(place);
      this.wide.add(place);
    }
  }

  /** The changed moves' places, once nothing else is left to look at. False: nothing has changed. */
  lookAround(): boolean {
    let found = false;
    for (let move = this.changed.take(); move !== undefined; move = this.changed.take()) {
      if (this.isAlive[move] === 0) continue;
      found = true;
      this.touchAll(this.consumed, move);
      this.touchAll(this.produced, move);
    }
    return found;
  }

  touch(place: number): void {
    this.narrow.add(place);
    this.wide.add(place);
  }

  /** The only move that takes from the place; -1: there is none, or another. */
  onlyConsumer(place: number): number {
    if (this.consumed.sizeOfPlace[place] !== 1) return -1;
    return this.consumed.move[this.consumed.firstOfPlace[place] ?? 0] ?? -1;
  }

  /** The move takes from one place and looks at no other. */
  isSimple(move: number): boolean {
    return this.isPlain[move] === 1 && this.consumed.sizeOfMove[move] === 1;
  }

  /** It takes from one place, and whatever else it would clear is never marked. */
  takesAlone(move: number): boolean {
    if (this.isSimple(move)) return true;
    if (this.consumed.sizeOfMove[move] !== 1 || !this.onlyClears(move)) return false;
    const { clear = [] } = this.net.moves[move] ?? {};
    return clear.every((place) => this.produced.sizeOfPlace[place] === 0 || this.consumed.has(move, place));
  }

  /** It reads, asks and tests nothing. */
  onlyClears(move: number): boolean {
    const { read, some, empty } = this.net.moves[move] ?? { read: [], some: null, empty: [] };
    return some === null && read.length + empty.length === 0;
  }

  mark(move: number, place: number): void {
    this.produced.add(move, place);
    this.changed.add(move);
    this.touch(place);
  }

  /** Takes an arc out. What the move has beside it may be looked at later; what decides about the places it takes from, now. */
  cut(relation: Relation, arc: number): void {
    const move = relation.move[arc] ?? 0;
    this.touch(relation.place[arc] ?? 0);
    relation.remove(arc);
    this.changed.add(move);
    this.touchAll(this.consumed, move);
  }

  drop(move: number): void {
    this.isAlive[move] = 0;
    for (const relation of [this.consumed, this.produced]) {
      for (let arc = relation.firstOfMove[move] ?? -1; arc >= 0; arc = relation.firstOfMove[move] ?? -1) {
        this.touch(relation.place[arc] ?? 0);
        relation.remove(arc);
      }
    }
  }

  whenMarked(place: number, deeds: Deeds): void {
    this.marked[place] = joined(this.marked[place] ?? null, deeds);
  }

  does(move: number): Deeds {
    return joined(this.deeds[move] ?? null, this.also[move] ?? null);
  }

  alsoDoes(move: number, deeds: Deeds): void {
    this.also[move] = joined(this.also[move] ?? null, deeds);
  }

  readsOf(move: number): Pick<Move, 'read' | 'some'> {
    return this.net.moves[move] ?? { read: [], some: null };
  }

  /** What is left, renumbered. */
  compacted(): Reduced {
    const { moves: drawn, isMemory, start, end } = this.net;
    const numbers = new Int32Array(isMemory.length).fill(-1);
    const places: number[] = [];
    const keep = (place: number): void => {
      if (numbers[place] === -1) numbers[place] = places.push(place) - 1;
    };
    keep(start);
    keep(end);
    const left: number[] = [];
    for (let index = 0; index < drawn.length; index++) if (this.isAlive[index] === 1) left.push(index);
    const parts = left.map((index) => {
      const { read, some } = this.readsOf(index);
      const part = {
        index,
        read,
        some,
        consume: this.consumed.placesOf(index),
        produce: this.produced.placesOf(index),
      };
      for (const list of [part.consume, read, some ?? [], part.produce]) for (const place of list) keep(place);
      return part;
    });
    const renumber = (list: readonly number[]): number[] => {
      const found: number[] = [];
      for (const place of list) if ((numbers[place] ?? -1) >= 0) found.push(numbers[place] ?? 0);
      return found;
    };
    const shared = new Map<readonly number[], number[]>();
    const once = (list: readonly number[]): number[] => {
      let found = shared.get(list);
      if (found === undefined) shared.set(list, (found = renumber(list)));
      return found;
    };
    const moves = parts.map(({ index, consume, read, some, produce }): Move => {
      const { empty = [], clear = [] } = drawn[index] ?? {};
      return {
        consume: renumber(consume),
        read: renumber(read),
        some: some === null ? null : once(some),
        empty: once(empty),
        clear: once(clear),
        produce: renumber(produce),
        deeds: this.deeds[index] ?? null,
        also: produce.reduce((all: Deeds, place) => joined(all, this.marked[place] ?? null), this.also[index] ?? null),
        isGoal: this.isGoal[index] === 1,
      };
    });
    return {
      moves,
      isMemory: Uint8Array.from(places, (place) => isMemory[place] ?? 0),
      start: 0,
      end: 1,
      drains: this.drains,
      places: Int32Array.from(places),
    };
  }

  private read({ consume, read, some, empty, clear, produce, deeds, also, isGoal }: Move, index: number): void {
    for (const place of consume) this.consumed.add(index, place);
    for (const place of produce) this.produced.add(index, place);
    for (const place of read) this.isFixed[place] = 1;
    if (some === null && read.length + empty.length + clear.length === 0) this.isPlain[index] = 1;
    if (isGoal) this.isGoal[index] = 1;
    this.deeds[index] = deeds;
    this.also[index] = also;
  }

  private touchAll(relation: Relation, move: number): void {
    for (let arc = relation.firstOfMove[move] ?? -1; arc >= 0; arc = relation.nextOfMove[arc] ?? -1)
      this.touch(relation.place[arc] ?? 0);
  }
}
