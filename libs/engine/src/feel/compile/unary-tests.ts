import { equal } from '../equality.js';
import { FeelRange, inRange } from '../range.js';
import type { NodeOf, Test, UnaryTestsNode } from '../syntax/ast.js';
import { isList } from '../types.js';
import type { FeelValue } from '../values.js';
import { Scope, type Binding } from './bindings.js';
import { compareValues } from './comparison.js';
import type { Compiler } from './compiler.js';
import type { Frame } from './frame.js';
import type { Part } from './part.js';

/** Whether the input passes; null when that cannot be decided. */
export type RunTest = (input: FeelValue, frame: Frame) => boolean | null;

export function compileIn(compiler: Compiler, node: NodeOf<'in'>, scope: Scope | undefined): Part {
  const value = compiler.part(node.value, scope);
  const test = compileTests(compiler, node.tests, scope);
  return { run: (frame) => test(value.run(frame), frame), truth: true };
}

export function compileUnaryTestsNode(compiler: Compiler, node: UnaryTestsNode): RunTest {
  if (node.kind === 'any') return () => true;
  const test = compileTests(compiler, node.tests, undefined);
  if (!node.negated) return test;
  return (input, frame) => {
    const result = test(input, frame);
    return result === null ? null : !result;
  };
}

/** True when one test passes; otherwise null when one cannot be decided (DMN 1.5 Table 48, `or`). */
function compileTests(compiler: Compiler, nodes: readonly Test[], outer: Scope | undefined): RunTest {
  const scope = new Scope(outer);
  const input = scope.declare('?');
  const tests = nodes.map((node) => compileTest(compiler, node, scope, input));
  return (value, frame) => {
    if (input.slot !== undefined) frame.locals[input.slot] = value;
    let result: boolean | null = false;
    for (const test of tests) {
      const passed = test(value, frame);
      if (passed === true) return true;
      if (passed === null) result = null;
    }
    return result;
  };
}

function compileTest(compiler: Compiler, node: Test, scope: Scope, input: Binding): RunTest {
  if (node.kind === 'compare') {
    const endpoint = compiler.part(node.endpoint, scope);
    return (value, frame) => compareValues(node.operator, value, endpoint.run(frame), frame, node.start);
  }
  const usesBefore = input.uses;
  const tested = compiler.part(node.value, scope);
  const mentionsInput = input.uses > usesBefore;
  const { run, constant } = tested;
  if (constant !== undefined) return (value, frame) => matches(value, constant, frame, node.start);
  return (value, frame) => {
    const problems = frame.problems;
    const result = run(frame);
    if (result === null && frame.problems > problems) return null;
    // A condition speaks for itself; only where the input is boolean can a boolean be meant as the value to equal.
    if (typeof result === 'boolean' && (mentionsInput || typeof value !== 'boolean')) return result;
    if (result === null && mentionsInput) return null;
    return matches(value, result, frame, node.start);
  };
}

/** Whether the input equals the value of a test, lies in it, or is among its elements (DMN 1.5 Table 55). */
function matches(input: FeelValue, tested: FeelValue, frame: Frame, at: number): boolean | null {
  if (tested instanceof FeelRange && !(input instanceof FeelRange)) {
    return inRange(input, tested) ?? frame.mismatch(at, 'in', input, tested);
  }
  if (isList(tested)) {
    const found = tested.some((element) => equal(input, element) === true || isWithin(input, element));
    return found || (isList(input) && equal(input, tested) === true);
  }
  return equal(input, tested) ?? frame.mismatch(at, 'in', input, tested);
}

function isWithin(input: FeelValue, element: FeelValue): boolean {
  return element instanceof FeelRange && inRange(input, element) === true;
}
