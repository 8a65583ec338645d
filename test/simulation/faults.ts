import type { Dice } from './dice.js';

/** What can go wrong with one commit. `lost-before` and `lost-after`: the connection breaks, the commit not carried out, or carried out. */
export type CommitFault = 'conflict' | 'lost-before' | 'lost-after';

/** Probabilities from 0 to 1. */
export interface FaultRates {
  /** Of each commit. */
  readonly conflict: number;
  readonly lostBefore: number;
  readonly lostAfter: number;
  /** Of each read, locking or not. */
  readonly unavailable: number;
  /** Of each access, to take up to `longestDelay` milliseconds. */
  readonly delay: number;
  readonly longestDelay: number;
}

export const NO_FAULTS: FaultRates = {
  conflict: 0,
  lostBefore: 0,
  lostAfter: 0,
  unavailable: 0,
  delay: 0,
  longestDelay: 0,
};

/** Decides what goes wrong next: what was ordered by name first, then by chance. */
export class Faults {
  private readonly ordered: (CommitFault | null)[] = [];
  private orderedReads = 0;

  constructor(
    private readonly dice: Dice,
    public rates: FaultRates = NO_FAULTS,
  ) {}

  /** The next commits end so, in this order; null: well. */
  orderCommits(...faults: readonly (CommitFault | null)[]): void {
    this.ordered.push(...faults);
  }

  /** The next `count` reads find no database. */
  orderUnavailable(count: number): void {
    this.orderedReads += count;
  }

  ofCommit(): CommitFault | null {
    const ordered = this.ordered.shift();
    if (ordered !== undefined) return ordered;
    if (this.dice.chance(this.rates.conflict)) return 'conflict';
    if (this.dice.chance(this.rates.lostBefore)) return 'lost-before';
    return this.dice.chance(this.rates.lostAfter) ? 'lost-after' : null;
  }

  ofRead(): boolean {
    if (this.orderedReads > 0) {
      this.orderedReads--;
      return true;
    }
    return this.dice.chance(this.rates.unavailable);
  }

  /** Milliseconds. */
  delay(): number {
    return this.dice.chance(this.rates.delay) ? this.dice.below(this.rates.longestDelay + 1) : 0;
  }
}
