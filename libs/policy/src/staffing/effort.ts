import type { Derivation } from './derivation.js';
import type { Effort } from './search/search.js';

/** How long an answer may take. */
export interface StaffingBudget {
  readonly milliseconds: number;
  /** Milliseconds since some moment; the library has no clock of its own. */
  readonly now: () => number;
}

/** A budget of looks at the clock instead of time: the same problem gets the same answer on every machine. */
export function countedBudget(looks: number): StaffingBudget {
  let ticks = 0;
  return { milliseconds: looks, now: () => ticks++ };
}

/** Numbers that a derivation keeps, eight bytes each: what is larger is given up. */
const MAX_DERIVATION = 40_000_000;
/** Conflicts between two looks at the clock. */
const INTERVAL = 16;

/** An effort until a moment; what several searches take together. */
export class Deadline implements Effort {
  private readonly end: number;
  private asked = 0;

  constructor(private readonly budget: StaffingBudget) {
    this.end = budget.now() + budget.milliseconds;
  }

  get isOver(): boolean {
    return this.budget.now() >= this.end;
  }

  goesOn(_conflicts: number, derivation: Derivation): boolean {
    if (derivation.size > MAX_DERIVATION) return false;
    return ++this.asked % INTERVAL !== 0 || !this.isOver;
  }

  /** The same, but for so many conflicts of one search at most. */
  upTo(limit: number): Effort {
    return { goesOn: (conflicts, derivation) => conflicts < limit && this.goesOn(conflicts, derivation) };
  }
}
