import type { Variables } from './variables.js';

/** Why a literal was assigned: `2 * clause`, or `2 * step + 1` where two steps are compared through a third, or nothing but a decision. */
export const DECIDED = -1;
export const byClause = (clause: number): number => clause * 2;
export const byStep = (step: number): number => step * 2 + 1;

/** What has been assigned, in order, with levels that can be taken back. */
export class Trail {
  /** By literal: 1 true, -1 false, 0 open. */
  readonly value: Int8Array;
  /** By two steps: 1 one person, -1 different people, 0 open. */
  readonly same: Int8Array;
  readonly level: Int32Array;
  readonly reason: Int32Array;
  /** Of an assigned variable, its place in `literals`. */
  readonly position: Int32Array;
  readonly literals: Int32Array;
  length = 0;
  /** Length of the trail when each level above 0 began. */
  readonly starts: number[] = [];

  constructor(private readonly variables: Variables) {
    const { count, stepCount } = variables;
    this.value = new Int8Array(2 * count);
    this.same = new Int8Array(stepCount * stepCount);
    for (let step = 0; step < stepCount; step++) this.same[step * stepCount + step] = 1;
    this.level = new Int32Array(count);
    this.reason = new Int32Array(count).fill(DECIDED);
    this.position = new Int32Array(count);
    this.literals = new Int32Array(count);
  }

  assign(literal: number, reason: number): void {
    const variable = literal >> 1;
    this.value[literal] = 1;
    this.value[literal ^ 1] = -1;
    this.level[variable] = this.starts.length;
    this.reason[variable] = reason;
    this.position[variable] = this.length;
    this.literals[this.length++] = literal;
    this.mark(variable, (literal & 1) === 0 ? 1 : -1);
  }

  decide(literal: number): void {
    this.starts.push(this.length);
    this.assign(literal, DECIDED);
  }

  /** Opens everything that was assigned above the level, the last first. */
  cancel(level: number, opened: (literal: number) => void): void {
    const start = this.starts[level];
    if (start === undefined) return;
    while (this.length > start) {
      const literal = this.literals[--this.length] as number;
      this.value[literal] = this.value[literal ^ 1] = 0;
      this.mark(literal >> 1, 0);
      opened(literal);
    }
    this.starts.length = level;
  }

  private mark(variable: number, value: number): void {
    const { pairCount, low, high, stepCount } = this.variables;
    if (variable >= pairCount) return;
    const one = low[variable] as number;
    const other = high[variable] as number;
    this.same[one * stepCount + other] = this.same[other * stepCount + one] = value;
  }
}
