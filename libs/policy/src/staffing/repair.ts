import { bitsOf } from './bits.js';
import type { Compiled } from './compiled.js';
import { isKept } from './kept.js';

/** Steps given to somebody else before it is given up. */
const MAX_MOVES = 2;
/** People tried for a step besides those of the plan. */
const MAX_OTHERS = 48;

/** Mends a plan that a change has broken, a step at a time (min-conflicts). Quick where little has to change; that it fails says nothing. */
export class Repair {
  private readonly constraintsOf: number[][];
  /** By step, some who may do it. */
  private readonly others: number[][];
  private readonly inTeam: (user: number, team: number) => boolean;

  constructor(
    private readonly compiled: Compiled,
    sample: Int32Array,
  ) {
    const { constraints, stepCount, vectors, width } = compiled;
    this.constraintsOf = Array.from({ length: stepCount }, () => []);
    for (const [number, { steps }] of constraints.entries())
      for (const step of steps) this.constraintsOf[step]?.push(number);
    this.inTeam = (user, team) => this.mayDo(user, stepCount + team);
    this.others = Array.from({ length: stepCount }, () => []);
    // The rarest people last, as they are: whoever may do much is of less use where little is free.
    for (const user of [...sample].reverse()) {
      for (const bit of bitsOf(vectors, user * width, width)) this.others[bit]?.push(user);
    }
  }

  /** Constraints over a step that the plan breaks. */
  brokenAt(step: number, plan: Int32Array): number[] {
    return (this.constraintsOf[step] ?? []).filter((each) => !this.keeps(each, plan));
  }

  /**
   * @param plan broken nowhere but by who does `changed`
   * @param isFixed whether a step stays as it is
   */
  run(plan: Int32Array, changed: number, isFixed: (step: number) => boolean): Int32Array | null {
    const mended = plan.slice();
    const broken = new Set(this.brokenAt(changed, mended));
    for (let move = 0; move < MAX_MOVES; move++) {
      const [first] = broken;
      if (first === undefined) return mended;
      const steps = (this.compiled.constraints[first]?.steps ?? []).filter((step) => !isFixed(step));
      const best = this.best(steps, mended, move);
      if (best === null) return null;
      mended[best.step] = best.user;
      for (const each of this.constraintsOf[best.step] ?? []) {
        // Taken out first, so that what stays broken waits behind the others.
        broken.delete(each);
        if (!this.keeps(each, mended)) broken.add(each);
      }
    }
    return broken.size === 0 ? mended : null;
  }

  private best(steps: readonly number[], plan: Int32Array, move: number): { step: number; user: number } | null {
    let best: { step: number; user: number } | null = null;
    let least = Infinity;
    for (const step of steps) {
      const before = plan[step] as number;
      const others = this.others[step] ?? [];
      const from = others.length === 0 ? 0 : (move * MAX_OTHERS) % others.length;
      const already = this.countBroken(step, plan, Infinity);
      const tried = new Set([before]);
      for (const user of this.inTurn(step, plan, others, from)) {
        if (tried.has(user)) continue;
        tried.add(user);
        plan[step] = user;
        const worse = this.countBroken(step, plan, least + already) - already;
        if (worse < least) [least, best] = [worse, { step, user }];
        if (worse === -already) break;
      }
      plan[step] = before;
      // Nothing is broken there any more.
      if (least === -already) break;
    }
    return best;
  }

  /** People of the plan first, then some of the others. */
  private *inTurn(step: number, plan: Int32Array, others: readonly number[], from: number): Generator<number> {
    for (const user of plan.slice()) if (this.mayDo(user, step)) yield user;
    const end = Math.min(others.length, from + MAX_OTHERS);
    for (let at = from; at < end; at++) yield others[at] as number;
  }

  /** How many constraints over a step the plan breaks; once they are as many as `enough`, no more are counted. */
  private countBroken(step: number, plan: Int32Array, enough: number): number {
    let count = 0;
    for (const each of this.constraintsOf[step] ?? []) {
      if (!this.keeps(each, plan) && ++count >= enough) break;
    }
    return count;
  }

  private keeps(number: number, plan: Int32Array): boolean {
    const constraint = this.compiled.constraints[number];
    return constraint === undefined || isKept(constraint, plan, this.inTeam);
  }

  /** @param bit a step, or behind the steps a team */
  mayDo(user: number, bit: number): boolean {
    const { vectors, width } = this.compiled;
    return (((vectors[user * width + (bit >>> 5)] as number) >>> (bit & 31)) & 1) === 1;
  }
}
