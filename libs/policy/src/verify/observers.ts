import type { Moves } from './moves.js';

const NOBODY: readonly number[] = [];

/**
 * Who looks at which places through `empty`, `some` and `clear`. These lists are shared and never change while a net is reduced: they are numbered, and
 * places that stand in the same of them have the same signature.
 */
export class Observers {
  /** Per place. */
  readonly signature: Int32Array;
  readonly isAsked: Uint8Array;
  /** Per move: the number of its list, or -1. */
  readonly empty: Int32Array;
  readonly clear: Int32Array;
  private readonly numbers = new Map<readonly number[], number>();
  private readonly testing: number[][] = [];
  private readonly clearing: number[][] = [];
  /** Per signature: the lists. */
  private readonly lists: (readonly number[])[] = [NOBODY];

  constructor({ moves, isMemory }: Moves) {
    this.signature = new Int32Array(isMemory.length);
    this.isAsked = new Uint8Array(isMemory.length);
    this.empty = new Int32Array(moves.length).fill(-1);
    this.clear = new Int32Array(moves.length).fill(-1);
    for (let index = 0; index < moves.length; index++) {
      const move = moves[index];
      if (move === undefined) continue;
      if (move.some !== null) {
        this.numberOf(move.some);
        for (const place of move.some) this.isAsked[place] = 1;
      }
      if (move.empty.length > 0) this.testing[(this.empty[index] = this.numberOf(move.empty))]?.push(index);
      if (move.clear.length > 0) this.clearing[(this.clear[index] = this.numberOf(move.clear))]?.push(index);
    }
  }

  isObserved(place: number): boolean {
    return this.signature[place] !== 0;
  }

  /** Moves that ask for the place to be empty; some may be gone already. */
  testers(place: number): readonly number[] {
    return this.users(place, this.testing);
  }

  clearers(place: number): readonly number[] {
    return this.users(place, this.clearing);
  }

  tests(move: number, place: number): boolean {
    return this.isIn(place, this.empty[move] ?? -1);
  }

  clears(move: number, place: number): boolean {
    return this.isIn(place, this.clear[move] ?? -1);
  }

  private isIn(place: number, list: number): boolean {
    return list >= 0 && (this.lists[this.signature[place] ?? 0]?.includes(list) ?? false);
  }

  private users(place: number, of: readonly (readonly number[])[]): readonly number[] {
    const lists = this.lists[this.signature[place] ?? 0] ?? NOBODY;
    if (lists.length === 1) return of[lists[0] ?? 0] ?? NOBODY;
    return lists.length === 0 ? NOBODY : lists.flatMap((list) => of[list] ?? NOBODY);
  }

  private numberOf(list: readonly number[]): number {
    let number = this.numbers.get(list);
    if (number !== undefined) return number;
    number = this.numbers.size;
    this.numbers.set(list, number);
    this.testing.push([]);
    this.clearing.push([]);
    // Most places stand in the same few lists, so there are few signatures.
    const extended = new Map<number, number>();
    for (const place of list) {
      const before = this.signature[place] ?? 0;
      let after = extended.get(before);
      if (after === undefined) {
        after = this.lists.push([...(this.lists[before] ?? NOBODY), number]) - 1;
        extended.set(before, after);
      }
      this.signature[place] = after;
    }
    return number;
  }
}
