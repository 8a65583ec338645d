import { joined, type Deeds, type Move, type Moves } from './moves.js';
import type { Reduced } from './reduce.js';

/** A move that may still change. */
export interface Part extends Move {
  readonly index: number;
  consume: readonly number[];
  produce: readonly number[];
  deeds: Deeds;
  also: Deeds;
  isGoal: boolean;
}

type Use = 'empty' | 'clear';

const NOBODY: readonly Part[] = [];
const NO_LISTS: number[] = [];

function remove(list: Part[] | undefined, part: Part): void {
  const at = list?.indexOf(part) ?? -1;
  if (list === undefined || at < 0) return;
  const last = list.pop();
  if (last !== undefined && at < list.length) list[at] = last;
}

/** A net while it is reduced. `empty` and `clear` lists never change: a place that is never marked in them says nothing. */
export class ReducibleNet {
  private readonly parts: (Part | null)[];
  private readonly byConsumed: Part[][];
  private readonly byProduced: Part[][];
  private readonly read: Uint8Array;
  private readonly asked: Uint8Array;
  private readonly marked: Deeds[];
  private readonly drains = new Map<number, Deeds>();
  /** Lists that are shared are known by their identity: per place the numbers of those it stands in. */
  private readonly lists = new Map<readonly number[], number>();
  private readonly users: { readonly empty: Part[]; readonly clear: Part[] }[] = [];
  private readonly listsOf: number[][];
  private readonly names = new Map<number[], string>();
  private readonly byName = new Map<string, number[]>();
  private readonly queue: number[] = [];
  private readonly isQueued: Uint8Array;

  constructor(private readonly net: Moves) {
    const { length } = net.isMemory;
    this.byConsumed = Array.from({ length }, () => []);
    this.byProduced = Array.from({ length }, () => []);
    this.listsOf = new Array<number[]>(length).fill(NO_LISTS);
    this.read = new Uint8Array(length);
    this.asked = new Uint8Array(length);
    this.marked = new Array<Deeds>(length).fill(null);
    this.isQueued = new Uint8Array(length);
    this.parts = net.moves.map((move, index) => ({ ...move, index }));
    for (const part of this.parts) {
      if (part === null) continue;
      for (const place of part.consume) this.byConsumed[place]?.push(part);
      for (const place of part.produce) this.byProduced[place]?.push(part);
      for (const place of part.read) this.read[place] = 1;
      if (part.some !== null) this.ask(part.some);
      this.use(part, 'empty');
      this.use(part, 'clear');
    }
    for (let place = length - 1; place >= 0; place--) this.touch(place);
  }

  nextPlace(): number | undefined {
    const place = this.queue.pop();
    if (place !== undefined) this.isQueued[place] = 0;
    return place;
  }

  /** The list changes with the net, as that of the producers does. */
  consumers(place: number): readonly Part[] {
    return this.byConsumed[place] ?? NOBODY;
  }

  producers(place: number): readonly Part[] {
    return this.byProduced[place] ?? NOBODY;
  }

  testers(place: number): readonly Part[] {
    return this.usersOf(place, 'empty');
  }

  clearers(place: number): readonly Part[] {
    return this.usersOf(place, 'clear');
  }

  tests(part: Part, place: number): boolean {
    return this.listsOf[place]?.includes(this.lists.get(part.empty) ?? -1) ?? false;
  }

  clears(part: Part, place: number): boolean {
    return this.listsOf[place]?.includes(this.lists.get(part.clear) ?? -1) ?? false;
  }

  isRead(place: number): boolean {
    return this.read[place] === 1;
  }

  /** Whether it is one of several that something asks for. */
  isAsked(place: number): boolean {
    return this.asked[place] === 1;
  }

  isMemory(place: number): boolean {
    return this.net.isMemory[place] === 1;
  }

  /** The places of the beginning and of the end stay. */
  isKept(place: number): boolean {
    return place === this.net.start || place === this.net.end;
  }

  isObservedAlike(one: number, other: number): boolean {
    return this.isMemory(one) === this.isMemory(other) && this.listsOf[one] === this.listsOf[other];
  }

  listId(list: readonly number[]): number {
    return this.lists.get(list) ?? -1;
  }

  /** What can be done whenever the place is marked. */
  whenMarked(place: number, deeds: Deeds): void {
    this.marked[place] = joined(this.marked[place] ?? null, deeds);
  }

  markedAlso(place: number): Deeds {
    return this.marked[place] ?? null;
  }

  drain(place: number, deeds: Deeds): void {
    this.drains.set(place, deeds);
  }

  drop(part: Part): void {
    for (const place of part.consume) remove(this.byConsumed[place], part);
    for (const place of part.produce) remove(this.byProduced[place], part);
    this.parts[part.index] = null;
    this.touchAround(part);
  }

  /** Gives a move other places to mark. */
  rewire(part: Part, produce: readonly number[]): void {
    for (const place of part.produce) remove(this.byProduced[place], part);
    part.produce = produce;
    for (const place of produce) this.byProduced[place]?.push(part);
    this.touchAround(part);
  }

  retake(part: Part, consume: readonly number[]): void {
    for (const place of part.consume) remove(this.byConsumed[place], part);
    part.consume = consume;
    for (const place of consume) this.byConsumed[place]?.push(part);
    this.touchAround(part);
  }

  /** What is left, renumbered. */
  compacted(): Reduced {
    const parts = this.parts.filter((part) => part !== null);
    const numbers = new Int32Array(this.net.isMemory.length).fill(-1);
    const places: number[] = [];
    const keep = (place: number): void => {
      if (numbers[place] === -1) numbers[place] = places.push(place) - 1;
    };
    keep(this.net.start);
    keep(this.net.end);
    for (const part of parts) {
      for (const list of [part.consume, part.read, part.some ?? [], part.produce])
        for (const place of list) keep(place);
    }
    const renumber = (list: readonly number[]): number[] =>
      list.map((place) => numbers[place] ?? -1).filter((place) => place >= 0);
    const shared = new Map<readonly number[], number[]>();
    const once = (list: readonly number[]): number[] => {
      let found = shared.get(list);
      if (found === undefined) shared.set(list, (found = renumber(list)));
      return found;
    };
    return {
      moves: parts.map(({ consume, read, some, empty, clear, produce, deeds, also, isGoal }) => {
        const alsoMarked = produce.reduce((all: Deeds, place) => joined(all, this.marked[place] ?? null), also);
        const asked = {
          read: renumber(read),
          some: some === null ? null : once(some),
          empty: once(empty),
          clear: once(clear),
        };
        return { consume: renumber(consume), ...asked, produce: renumber(produce), deeds, also: alsoMarked, isGoal };
      }),
      isMemory: Uint8Array.from(places, (place) => this.net.isMemory[place] ?? 0),
      start: 0,
      end: 1,
      drains: this.drains,
      places: Int32Array.from(places),
    };
  }

  private usersOf(place: number, use: Use): readonly Part[] {
    const found: Part[] = [];
    for (const list of this.listsOf[place] ?? NO_LISTS) {
      for (const part of this.users[list]?.[use] ?? NOBODY) if (this.parts[part.index] === part) found.push(part);
    }
    return found;
  }

  private ask(list: readonly number[]): void {
    this.numberOf(list);
    for (const place of list) this.asked[place] = 1;
  }

  private use(part: Part, use: Use): void {
    const list = part[use];
    if (list.length === 0) return;
    const number = this.numberOf(list);
    this.users[number]?.[use].push(part);
  }

  private numberOf(list: readonly number[]): number {
    let number = this.lists.get(list);
    if (number !== undefined) return number;
    number = this.users.push({ empty: [], clear: [] }) - 1;
    this.lists.set(list, number);
    for (const place of list) this.listsOf[place] = this.extended(this.listsOf[place] ?? NO_LISTS, number);
    return number;
  }

  /** Most places stand in the same few lists: those lists of lists are shared. */
  private extended(lists: number[], number: number): number[] {
    const name = `${this.names.get(lists) ?? ''} ${number}`;
    let found = this.byName.get(name);
    if (found === undefined) {
      found = [...lists, number];
      this.byName.set(name, found);
      this.names.set(found, name);
    }
    return found;
  }

  private touchAround({ consume, produce }: Part): void {
    for (const place of consume) this.touch(place);
    for (const place of produce) this.touch(place);
  }

  private touch(place: number): void {
    if (this.isQueued[place] === 1) return;
    this.isQueued[place] = 1;
    this.queue.push(place);
  }
}
