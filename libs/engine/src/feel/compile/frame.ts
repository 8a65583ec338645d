import type { FeelEnv, FeelProblem, FeelScope } from '../api.js';
import type { BuiltinEnv } from '../builtin.js';
import type { FunctionBody } from '../function.js';
import { ELEMENTS_PER_STEP, MAX_CALLS, MAX_STEPS } from '../limits.js';
import { positionOf } from '../syntax/syntax-problem.js';
import { typeOf } from '../types.js';
import type { FeelValue } from '../values.js';

/**
 * One evaluation of an expression or of a function body: where its variables are, and what it may still spend.
 * An evaluation that begins inside another one, as a business knowledge model does, shares the limits of the outer one.
 */
export class Frame implements BuiltinEnv {
  readonly at: number;
  readonly zone: string;
  readonly report?: (problem: FeelProblem) => void;
  /** The frame of the outermost evaluation, which keeps the counts. */
  private readonly root: Frame;
  private steps = 0;
  private calls = 0;
  private exhausted = false;
  private problemCount = 0;
  /** Offset of the invocation under way, to which a built-in's problems belong. */
  place = 0;

  /** @param locals variables of the expression itself, by slot */
  constructor(
    readonly source: string,
    readonly scope: FeelScope,
    env: FeelEnv,
    readonly locals: FeelValue[],
  ) {
    this.at = env.at;
    this.zone = env.zone;
    if (env.report) this.report = env.report;
    this.root = env instanceof Frame ? env.root : this;
  }

  get isRoot(): boolean {
    return this.root === this;
  }

  /** Whether the evaluation ran into a limit, so that its value means nothing. */
  get isExhausted(): boolean {
    return this.root.exhausted;
  }

  /** Problems so far, missing variables apart. */
  get problems(): number {
    return this.root.problemCount;
  }

  fail(code: FeelProblem['code'], message: string): null {
    return this.failAt(this.place, code, message);
  }

  failAt(offset: number, code: FeelProblem['code'], message: string, ofNull = false): null {
    // What follows a limit is a consequence of stopping, and would only hide the cause.
    if (this.root.exhausted) return null;
    if (code !== 'missing-variable') this.root.problemCount++;
    const position = positionOf(this.source, offset);
    this.report?.({ code, message, offset, ...position, ...(ofNull ? { ofNull } : {}) });
    return null;
  }

  /** An operator met operands of types it is not defined for. */
  mismatch(offset: number, operator: string, ...operands: readonly FeelValue[]): null {
    const types = operands.map(typeOf);
    const ofNull = types.includes('null');
    const rule = ofNull ? 'a value is missing' : 'these types do not go together';
    return this.failAt(offset, 'type', `"${operator}" cannot be applied to ${types.join(' and ')}: ${rule}.`, ofNull);
  }

  spend(steps: number, at = this.place): boolean {
    const { root } = this;
    root.steps += steps;
    if (root.steps <= MAX_STEPS) return true;
    this.exhaust(`The evaluation takes more than ${MAX_STEPS} steps and was stopped.`, at);
    return false;
  }

  /** Counts the building of a list or a context. */
  spendElements(count: number, at: number): boolean {
    return this.spend(count / ELEMENTS_PER_STEP, at);
  }

  /** Ends the evaluation: its value is null, whatever else is still computed. Reported once. */
  exhaust(message: string, at = this.place): null {
    this.failAt(at, 'limit', message);
    this.root.exhausted = true;
    return null;
  }

  enter(body: FunctionBody, args: readonly FeelValue[]): FeelValue {
    const { root, place } = this;
    if (root.exhausted) return null;
    if (root.calls >= MAX_CALLS) {
      return this.exhaust(`Functions call each other more than ${MAX_CALLS} levels deep: the evaluation was stopped.`);
    }
    root.calls++;
    const result = body(args, this);
    root.calls--;
    this.place = place;
    return result;
  }
}
