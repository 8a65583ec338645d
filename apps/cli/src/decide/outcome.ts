import {
  formatValue,
  toPlainJson,
  type DecisionModel,
  type FeelContext,
  type FeelProblem,
  type Invocable,
} from '@quanheng/engine';
import { EXIT, type ExitCode } from '../exit-code.js';

export interface OutcomeError {
  readonly message: string;
  /** Position in the DMN file, or in the text of the input; null when the whole is meant. */
  readonly line: number | null;
  readonly column: number | null;
}

/** The answer to one question: `feel` is authoritative, `value` the same as plain JSON. */
export interface Outcome {
  readonly value: unknown;
  readonly feel: string;
  readonly errors: readonly OutcomeError[];
  /** Input that the decision asked for and did not get. */
  readonly missing: readonly string[];
  readonly exitCode: ExitCode;
}

/** The one JSON line of an outcome. */
export function jsonLine({ value, feel, errors }: Outcome): string {
  return JSON.stringify({ value, feel, errors });
}

/** A question that cannot be asked: the outcome is null, and the message says why. */
export function refused(message: string, line: number | null = null, column: number | null = null): Outcome {
  return { value: null, feel: 'null', errors: [{ message, line, column }], missing: [], exitCode: EXIT.invalidInput };
}

/**
 * Asks a decision model. Missing input alone is no error; any other problem is reported, and is a failure when it left
 * a null behind.
 * @param at milliseconds since 1970-01-01T00:00:00Z, for `now()` and `today()`
 * @param before errors that reading the input has left
 */
export function ask(
  decisions: DecisionModel,
  invocable: Invocable,
  input: FeelContext,
  at: number,
  before: readonly OutcomeError[] = [],
): Outcome {
  const problems: FeelProblem[] = [];
  const report = (problem: FeelProblem): void => void problems.push(problem);
  const result = decisions.evaluate(invocable, input, { at, zone: '+08:00', report });
  const value = toPlainJson(result);
  const missing = problems.filter(({ code }) => code === 'missing-variable').map(({ message }) => message);
  // What cannot be computed for want of input is a consequence of it, no error of its own.
  const isError = ({ code, ofNull }: FeelProblem): boolean =>
    code !== 'missing-variable' && !(ofNull === true && missing.length > 0);
  const own = problems
    .filter(isError)
    .map(({ message, line, column }) => ({ message, line: line ?? null, column: column ?? null }));
  const errors = [...before, ...own];
  const feel = formatValue(result);
  if (feel === null) {
    const message = 'The value holds a function, or is nested too deep, so that no FEEL literal stands for it.';
    return {
      value: null,
      feel: 'null',
      errors: [...errors, { message, line: null, column: null }],
      missing,
      exitCode: EXIT.failed,
    };
  }
  return { value, feel, errors, missing, exitCode: errors.length > 0 && holdsNull(value) ? EXIT.failed : EXIT.good };
}

function holdsNull(value: unknown): boolean {
  return value === null || (typeof value === 'object' && Object.values(value).some(holdsNull));
}
