import { MAX_TEXT } from '../limits.js';
import { add, divide, isNumber, multiply, negate, power, subtract, type FeelNumber } from '../numbers.js';
import type { Arithmetic, ArithmeticOperator, NodeOf } from '../syntax/ast.js';
import {
  temporalAdd,
  temporalDivide,
  temporalMultiply,
  temporalNegate,
  temporalSubtract,
} from '../temporal-arithmetic.js';
import type { FeelValue } from '../values.js';
import type { Scope } from './bindings.js';
import type { Compiler } from './compiler.js';
import type { Frame } from './frame.js';
import { foldPart, type Part, type Run } from './part.js';

interface Operation {
  readonly numbers: (a: FeelNumber, b: FeelNumber) => FeelNumber | null;
  /** For dates, times and durations; undefined when not applicable to these types. */
  readonly temporal: (a: FeelValue, b: FeelValue) => FeelValue | undefined;
}

const OPERATIONS: Readonly<Record<ArithmeticOperator, Operation>> = {
  '+': { numbers: add, temporal: temporalAdd },
  '-': { numbers: subtract, temporal: temporalSubtract },
  '*': { numbers: multiply, temporal: temporalMultiply },
  '/': { numbers: divide, temporal: temporalDivide },
  '**': { numbers: power, temporal: () => undefined },
};

export function compileArithmetic(compiler: Compiler, node: Arithmetic, scope: Scope | undefined): Part {
  let result = compiler.part(node.first, scope);
  const steps: { apply: Apply; run: Run }[] = [];
  for (const { operator, operand, at } of node.rest) {
    const right = compiler.part(operand, scope);
    const apply = applying(operator, at);
    // A constant beginning such as `24 * 60 * minutes` is computed once.
    const folded =
      steps.length === 0 ? foldPart(compiler.source, [result, right], binary(result.run, right.run, apply)) : undefined;
    if (folded?.constant !== undefined) result = folded;
    else steps.push({ apply, run: right.run });
  }
  const [only] = steps;
  if (!only) return result;
  if (steps.length === 1) return binary(result.run, only.run, only.apply);
  const begin = result.run;
  return {
    run: (frame) => {
      let value = begin(frame);
      for (const { apply, run } of steps) value = apply(value, run(frame), frame);
      return value;
    },
  };
}

type Apply = (a: FeelValue, b: FeelValue, frame: Frame) => FeelValue;

function binary(left: Run, right: Run, apply: Apply): Part {
  return { run: (frame) => apply(left(frame), right(frame), frame) };
}

function applying(operator: ArithmeticOperator, at: number): Apply {
  const { numbers } = OPERATIONS[operator];
  return (a, b, frame) => {
    if (typeof a === 'number' && typeof b === 'number') {
      const result = numbers(a, b);
      if (result !== null) return result;
    }
    return applyAny(operator, a, b, frame, at);
  };
}

function applyAny(operator: ArithmeticOperator, a: FeelValue, b: FeelValue, frame: Frame, at: number): FeelValue {
  const { numbers, temporal } = OPERATIONS[operator];
  if (isNumber(a) && isNumber(b)) return numbers(a, b) ?? frame.failAt(at, 'range', numericProblem(operator, b));
  if (operator === '+' && typeof a === 'string' && typeof b === 'string') return concatenate(a, b, frame, at);
  const result = temporal(a, b);
  if (result === undefined) return frame.mismatch(at, operator, a, b);
  return (
    result ?? frame.failAt(at, 'range', `The result of "${operator}" is outside the range of dates and durations.`)
  );
}

function numericProblem(operator: ArithmeticOperator, right: FeelNumber): string {
  if (operator === '/' && right === 0) return 'Division by zero.';
  if (operator === '**') return 'The power is not a real number, or outside the range of numbers.';
  return `The result of "${operator}" is outside the range of numbers.`;
}

function concatenate(a: string, b: string, frame: Frame, at: number): FeelValue {
  if (a.length + b.length <= MAX_TEXT) return a + b;
  return frame.exhaust(`A string would become longer than ${MAX_TEXT} characters: the evaluation was stopped.`, at);
}

export function compileNegation(compiler: Compiler, node: NodeOf<'negation'>, scope: Scope | undefined): Part {
  const operand = compiler.part(node.operand, scope);
  const run = (frame: Frame): FeelValue => {
    const value = operand.run(frame);
    if (isNumber(value)) return negate(value);
    return temporalNegate(value) ?? frame.mismatch(node.start, '-', value);
  };
  return foldPart(compiler.source, [operand], { run });
}
