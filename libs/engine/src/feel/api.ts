import type { FeelContext, FeelValue } from './values.js';

/** Where an expression finds its variables. `undefined` means that no such variable exists (which reads as null). */
export interface FeelScope {
  get(name: string): FeelValue | undefined;
}

/** A problem met while evaluating: the value is null (DMN 1.5 §10.3.1), and this is why. */
export interface FeelProblem {
  /** `missing-variable` is the one kind that a caller may regard as normal; `decision` comes from decision tables. */
  readonly code: 'missing-variable' | 'type' | 'argument' | 'function' | 'range' | 'limit' | 'decision';
  readonly message: string;
  /** Present when the fault is an operand that is null: often the mere consequence of an earlier problem or missing variable. */
  readonly ofNull?: true;
  /** Offset in the source text, and line and column from 1. */
  readonly offset?: number;
  readonly line?: number;
  readonly column?: number;
}

/** Everything outside the expression: evaluation is a pure function of (expression, scope, env). */
export interface FeelEnv {
  /** Instant of the evaluation, milliseconds since 1970-01-01T00:00:00Z: what `now()` and `today()` give. */
  readonly at: number;
  /** Zone of `now()` and `today()`: an offset such as `+08:00` or an IANA name. */
  readonly zone: string;
  /** Told of every problem. Absent: problems only turn into null. */
  readonly report?: (problem: FeelProblem) => void;
}

/**
 * Names known at the place of the expression, nested for contexts. Needed only where names contain spaces, operators
 * or keywords (`order total`, `a-b`), because they change how the text is parsed.
 */
export interface NameTree {
  readonly [name: string]: NameTree | true;
}

/** A type that the surroundings of an expression define, as DMN does by item definitions. */
export interface DefinedType {
  /** Whether its values are lists. */
  readonly isList: boolean;
  /** Whether a value other than null belongs to the type. */
  conforms(value: FeelValue, env: FeelEnv): boolean;
}

export interface FeelOptions {
  readonly names?: NameTree;
  /** The type of a name that is none of FEEL's own. */
  readonly types?: (name: string) => DefinedType | undefined;
}

/** A syntax error, or a construct that is not supported: known at deployment, never a wrong value at run time. */
export interface FeelFault {
  readonly code: 'feel-syntax' | 'feel-unsupported' | 'feel-unknown-function';
  readonly message: string;
  readonly offset: number;
  /** Line and column in the expression's own text, from 1. */
  readonly line: number;
  readonly column: number;
}

export interface Expression {
  readonly source: string;
  /** Free variables, in order of first use. */
  readonly variables: readonly string[];
  evaluate(scope: FeelScope, env: FeelEnv): FeelValue;
}

export interface UnaryTests {
  readonly source: string;
  readonly variables: readonly string[];
  /** true or false; null when the tests cannot be decided for this input. `?` in the text is `input`. */
  test(input: FeelValue, scope: FeelScope, env: FeelEnv): boolean | null;
}

export type Compiled<T> =
  { readonly ok: true; readonly value: T } | { readonly ok: false; readonly faults: readonly FeelFault[] };

export type { FeelContext, FeelValue };
