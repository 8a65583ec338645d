import { compare } from '../compare.js';
import { equal } from '../equality.js';
import type { Comparison, ComparisonOperator, NodeOf } from '../syntax/ast.js';
import type { FeelValue } from '../values.js';
import type { Scope } from './bindings.js';
import type { Compiler } from './compiler.js';
import type { Frame } from './frame.js';
import { foldPart, type Part, type Run } from './part.js';

export function compileComparison(compiler: Compiler, node: Comparison, scope: Scope | undefined): Part {
  const left = compiler.part(node.left, scope);
  const right = compiler.part(node.right, scope);
  const run = comparing(node.operator, left.run, right.run, node.right.start);
  return foldPart(compiler.source, [left, right], { run, truth: true });
}

/** One closure for each operator, with a short way for plain numbers. */
function comparing(operator: ComparisonOperator, left: Run, right: Run, at: number): Run {
  switch (operator) {
    case '<':
      return (frame) => {
        const a = left(frame);
        const b = right(frame);
        return typeof a === 'number' && typeof b === 'number' ? a < b : compareValues('<', a, b, frame, at);
      };
    case '<=':
      return (frame) => {
        const a = left(frame);
        const b = right(frame);
        return typeof a === 'number' && typeof b === 'number' ? a <= b : compareValues('<=', a, b, frame, at);
      };
    case '>':
      return (frame) => {
        const a = left(frame);
        const b = right(frame);
        return typeof a === 'number' && typeof b === 'number' ? a > b : compareValues('>', a, b, frame, at);
      };
    case '>=':
      return (frame) => {
        const a = left(frame);
        const b = right(frame);
        return typeof a === 'number' && typeof b === 'number' ? a >= b : compareValues('>=', a, b, frame, at);
      };
    default:
      return (frame) => compareValues(operator, left(frame), right(frame), frame, at);
  }
}

/** Null, and a problem, when the values cannot be compared (DMN 1.5 Tables 49 and 50). */
export function compareValues(
  operator: ComparisonOperator,
  a: FeelValue,
  b: FeelValue,
  frame: Frame,
  at: number,
): boolean | null {
  if (operator === '=' || operator === '!=') {
    const same = equal(a, b);
    return same === null ? frame.mismatch(at, operator, a, b) : same === (operator === '=');
  }
  const order = compare(a, b);
  if (Number.isNaN(order)) return frame.mismatch(at, operator, a, b);
  switch (operator) {
    case '<':
      return order < 0;
    case '<=':
      return order <= 0;
    case '>':
      return order > 0;
    case '>=':
      return order >= 0;
  }
}

/** `x between low and high` is `x >= low and x <= high`. */
export function compileBetween(compiler: Compiler, node: NodeOf<'between'>, scope: Scope | undefined): Part {
  const parts = [node.value, node.low, node.high].map((operand) => compiler.part(operand, scope)) as [Part, Part, Part];
  const [value, low, high] = parts.map((part) => part.run) as [Run, Run, Run];
  const run = (frame: Frame): FeelValue => {
    const tested = value(frame);
    const aboveLow = compareValues('>=', tested, low(frame), frame, node.low.start);
    const belowHigh = compareValues('<=', tested, high(frame), frame, node.high.start);
    if (aboveLow === false || belowHigh === false) return false;
    return aboveLow === null || belowHigh === null ? null : true;
  };
  return foldPart(compiler.source, parts, { run, truth: true });
}
