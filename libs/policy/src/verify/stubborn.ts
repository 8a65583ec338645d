import type { Moves } from './moves.js';
import type { Wiring } from './wiring.js';

/** Enabled moves from which a set is tried to be grown, at most. */
const SEEDS = 24;

/**
 * Strong stubborn sets (Valmari, Stop it and be stubborn!, 2015): of the moves that can be made in a marking, some that it is enough to make now,
 * because the others stay possible and lead to the same. Every marking in which nothing can move is kept, and whether one can be reached from
 * everywhere; where one can, every move that is possible at all is possible in what is kept. Moves depend on one another through `empty` and `clear`
 * too, and through a place that both would mark: where the second token comes must not depend on the order.
 */
export class Stubborn {
  private readonly dependants: (Int32Array | undefined)[];
  private readonly stamps: Int32Array;
  private stamp = 0;
  /** Per move: the marking in which a set was last grown from it. */
  private readonly tried: Int32Array;
  private marking = 0;

  constructor(
    private readonly net: Moves,
    private readonly wiring: Wiring,
    private readonly isMarked: (place: number) => boolean,
  ) {
    this.dependants = new Array<Int32Array | undefined>(net.moves.length);
    this.stamps = new Int32Array(net.moves.length);
    this.tried = new Int32Array(net.moves.length);
  }

  /** @param enabled all moves that can be made */
  of(enabled: readonly number[]): readonly number[] {
    if (enabled.length < 2) return enabled;
    const isEnabled = new Set(enabled);
    let best = enabled;
    this.marking++;
    for (const seed of enabled.slice(0, SEEDS)) {
      const grown = this.grow(seed, isEnabled, best.length);
      if (grown !== null) best = grown;
      if (best.length === 1) break;
      this.tried[seed] = this.marking;
    }
    return best;
  }

  /** null: no smaller than what is known. */
  private grow(seed: number, enabled: ReadonlySet<number>, bound: number): number[] | null {
    const stamp = ++this.stamp;
    this.stamps[seed] = stamp;
    const members = [seed];
    const able: number[] = [];
    for (const move of members) {
      if (enabled.has(move)) {
        // What a set holds, it holds with everything that was grown from it.
        if (this.tried[move] === this.marking) return null;
        able.push(move);
        if (able.length >= bound) return null;
        for (const other of this.dependantsOf(move)) this.include(other, stamp, members);
      } else {
        for (const other of this.neededBy(move, stamp)) this.include(other, stamp, members);
      }
    }
    return able;
  }

  private include(move: number, stamp: number, members: number[]): void {
    if (this.stamps[move] === stamp) return;
    this.stamps[move] = stamp;
    members.push(move);
  }

  /** What has to happen before the move can be made: one reason why it cannot is enough. The one that adds least is taken. */
  private neededBy(index: number, stamp: number): readonly number[] {
    const move = this.net.moves[index];
    let least: readonly number[] = [];
    let cost = Infinity;
    const consider = (candidates: readonly number[]): void => {
      let added = 0;
      for (const candidate of candidates) if (this.stamps[candidate] !== stamp) added++;
      if (added >= cost) return;
      cost = added;
      least = candidates;
    };
    for (const place of move?.consume ?? []) {
      if (!this.isMarked(place)) consider(this.wiring.producers[place] ?? []);
      if (cost === 0) return least;
    }
    for (const place of move?.read ?? []) if (!this.isMarked(place)) consider(this.wiring.producers[place] ?? []);
    const some = move?.some ?? null;
    if (some !== null && !some.some(this.isMarked))
      consider(some.flatMap((place) => this.wiring.producers[place] ?? []));
    if (cost < Infinity) return least;
    for (const place of move?.empty ?? []) {
      if (!this.isMarked(place)) continue;
      consider([...(this.wiring.consumers[place] ?? []), ...(this.wiring.clearers[place] ?? [])]);
      if (cost === 0) return least;
    }
    return least;
  }

  private dependantsOf(index: number): Int32Array {
    const known = this.dependants[index];
    if (known !== undefined) return known;
    const found = new Set<number>();
    const { consumers, readers, producers, testers, clearers } = this.wiring;
    const add = (list: readonly number[] | undefined): void => {
      for (const other of list ?? []) found.add(other);
    };
    const move = this.net.moves[index];
    for (const place of [...(move?.consume ?? []), ...(move?.clear ?? [])]) {
      for (const lists of [consumers, readers, producers]) add(lists[place]);
    }
    for (const place of [...(move?.consume ?? []), ...(move?.read ?? []), ...(move?.some ?? [])]) {
      add(consumers[place]);
      add(clearers[place]);
    }
    for (const place of move?.empty ?? []) add(producers[place]);
    for (const place of move?.produce ?? []) {
      add(testers[place]);
      add(clearers[place]);
      if (this.net.isMemory[place] === 0) add(producers[place]);
    }
    // Completing ends everything.
    add(producers[this.net.end]);
    if (move?.produce.includes(this.net.end) === true) add([...this.net.moves.keys()]);
    found.delete(index);
    const list = Int32Array.from(found);
    this.dependants[index] = list;
    return list;
  }
}
