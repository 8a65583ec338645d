/**
 * The yes-or-no questions of the search, and their numbers: for each pair of steps, does one person do both; then, for each team, is it
 * the one that does what its constraint names; then, for each question that may be asked besides the problem, is it being asked. A literal is
 * twice the number of a variable, plus one where the answer is no.
 */
export class Variables {
  readonly pairCount: number;
  readonly count: number;
  /** Without those of the questions. */
  readonly decidedCount: number;
  /** Of each pair, the step with the lower and the one with the higher number. */
  readonly low: Int32Array;
  readonly high: Int32Array;
  private readonly pairs: Int32Array;

  constructor(
    readonly stepCount: number,
    readonly teamCount: number,
    readonly questionCount = 0,
  ) {
    this.pairCount = (stepCount * (stepCount - 1)) / 2;
    this.decidedCount = this.pairCount + teamCount;
    this.count = this.decidedCount + questionCount;
    this.low = new Int32Array(this.pairCount);
    this.high = new Int32Array(this.pairCount);
    this.pairs = new Int32Array(stepCount * stepCount).fill(-1);
    let pair = 0;
    for (let low = 0; low < stepCount; low++) {
      for (let high = low + 1; high < stepCount; high++, pair++) {
        this.low[pair] = low;
        this.high[pair] = high;
        this.pairs[low * stepCount + high] = this.pairs[high * stepCount + low] = pair;
      }
    }
  }

  pair(one: number, other: number): number {
    return this.pairs[one * this.stepCount + other] as number;
  }

  same(one: number, other: number): number {
    return 2 * this.pair(one, other);
  }

  different(one: number, other: number): number {
    return 2 * this.pair(one, other) + 1;
  }

  /** A question is a team of one, numbered behind the teams. */
  isTeam(team: number): number {
    return 2 * (this.pairCount + team);
  }
}
