/** What a question may cost. Running out makes the answer "unknown". */
export interface Budget {
  readonly states: number;
  readonly milliseconds: number;
  /** Milliseconds since some moment. */
  readonly clock: () => number;
}

/** One budget for several searches that follow one another. */
export class Purse {
  states = 0;
  private readonly until: number;

  constructor(
    private readonly budget: Budget,
    private readonly whole: Purse | null = null,
  ) {
    this.until = whole?.until ?? budget.clock() + budget.milliseconds;
  }

  /** So many states of what is left, in the same time. */
  part(states: number): Purse {
    return new Purse({ ...this.budget, states: Math.min(states, this.budget.states - this.states) }, this);
  }

  /** One more state; false when it is one too many. The clock is asked now and then only. */
  spend(): boolean {
    this.states++;
    if (this.whole !== null) this.whole.states++;
    return this.states <= this.budget.states && ((this.states & 63) !== 1 || !this.isLate);
  }

  get isLate(): boolean {
    return this.budget.clock() > this.until;
  }
}
