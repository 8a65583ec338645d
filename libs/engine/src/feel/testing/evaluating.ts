import { compileExpression, compileUnaryTests } from '../evaluate.js';
import { scopeOf } from '../context.js';
import { formatValue } from '../format.js';
import { fromWire } from '../wire.js';
import { isContext } from '../types.js';
import type { FeelEnv, FeelOptions, FeelProblem, FeelScope, FeelValue } from '../index.js';

/** What became of an expression, in a shape that tests can write down. */
export interface Outcome {
  readonly value: FeelValue;
  readonly problems: readonly FeelProblem[];
}

/** Variables as JSON that `fromWire` reads. */
export function scopeFrom(variables: object): FeelScope {
  const read = fromWire(variables);
  if (!read.ok || !isContext(read.value)) throw new Error('The variables are no context.');
  return scopeOf(read.value);
}

function recording(problems: FeelProblem[]): FeelEnv {
  return { at: Date.UTC(2026, 2, 1), zone: '+08:00', report: (problem) => problems.push(problem) };
}

export function evaluate(source: string, variables: object = {}, options: FeelOptions = {}): Outcome {
  const compiled = compileExpression(source, options);
  if (!compiled.ok) throw new Error(compiled.faults.map((fault) => fault.message).join('; '));
  const problems: FeelProblem[] = [];
  return { value: compiled.value.evaluate(scopeFrom(variables), recording(problems)), problems };
}

/** The value as a FEEL literal, and the codes of the problems behind it: `null !type`. */
export function show(source: string, variables: object = {}, options: FeelOptions = {}): string {
  const { value, problems } = evaluate(source, variables, options);
  return [formatValue(value) ?? 'function', ...problems.map((problem) => `!${problem.code}`)].join(' ');
}

export function test(
  source: string,
  input: unknown,
  variables: object = {},
  options: FeelOptions = {},
): boolean | null {
  const compiled = compileUnaryTests(source, options);
  if (!compiled.ok) throw new Error(compiled.faults.map((fault) => fault.message).join('; '));
  const read = fromWire(input);
  if (!read.ok) throw new Error(read.message);
  return compiled.value.test(read.value, scopeFrom(variables), recording([]));
}

/** `code@line:column` of the first fault, and its message. */
export function fault(source: string, options: FeelOptions = {}, compile = compileExpression): string {
  const compiled: ReturnType<typeof compileExpression> = compile(source, options);
  const first = compiled.ok ? undefined : compiled.faults[0];
  return first ? `${first.code}@${first.line}:${first.column} ${first.message}` : 'no fault';
}
