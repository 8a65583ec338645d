import type { FeelEnv, FeelProblem } from './api.js';
import type { FunctionBody } from './function.js';
import type { FeelValue } from './values.js';

/** What a built-in sees of the evaluation that calls it. */
export interface BuiltinEnv extends FeelEnv {
  /** Reports a problem at the place of the call. Returns null, so that `return env.fail(...)` gives FEEL's answer. */
  fail(code: FeelProblem['code'], message: string): null;
  /** Runs the body of a function value, within the depth limit of the evaluation. Called by FeelFunction.invoke only. */
  enter(body: FunctionBody, args: readonly FeelValue[]): FeelValue;
  /**
   * Counts work towards the iteration limit of the evaluation: call it before building `steps` elements.
   * False when the limit is passed, which has then been reported: return null.
   */
  spend(steps: number): boolean;
}

/** One way to call a built-in. Names serve named arguments: `substring(string: "abc", start position: 2)`. */
export interface BuiltinSignature {
  readonly params: readonly string[];
  /** How many parameters at the end may be left out. A left-out parameter before a given one arrives as null. */
  readonly optional?: number;
  /** Whether the last parameter takes any number of further positional arguments, as in `max(1, 2, 3)`. */
  readonly variadic?: boolean;
}

/**
 * A built-in function (DMN 1.5 §10.3.4). The evaluator maps named arguments to positions and refuses argument counts
 * that no signature allows; everything else, types above all, is the built-in's own to check.
 */
export interface Builtin {
  readonly name: string;
  readonly signatures: readonly BuiltinSignature[];
  call(args: readonly FeelValue[], env: BuiltinEnv): FeelValue;
}
