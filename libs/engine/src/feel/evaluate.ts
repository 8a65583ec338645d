import type { FeelEnv, FeelFault, FeelOptions, FeelScope, Compiled, Expression, UnaryTests } from './api.js';
import { builtins } from './builtins/index.js';
import { Compiler } from './compile/compiler.js';
import { Frame } from './compile/frame.js';
import { compileUnaryTestsNode } from './compile/unary-tests.js';
import type { FeelFunction } from './function.js';
import { parseExpression, parseUnaryTests } from './syntax/parse.js';
import type { FeelValue } from './values.js';

/**
 * Compiles an expression (DMN 1.5 §10.3) for any number of evaluations. Never throws; an evaluation never does either,
 * and is bounded in steps.
 */
export function compileExpression(source: string, options: FeelOptions = {}): Compiled<Expression> {
  const parsed = parseExpression(source, options);
  if (!parsed.ok) return refused([parsed.fault]);
  const compiler = new Compiler(source, options.names ?? {}, builtins, options.types);
  const { run } = compiler.part(parsed.node, undefined);
  if (compiler.faults.length > 0) return refused(compiler.faults);
  const { slots } = compiler;
  return {
    ok: true,
    value: {
      source,
      variables: [...compiler.variables],
      evaluate: (scope, env) => evaluate(new Frame(source, scope, env, locals(slots)), run),
    },
  };
}

/** Compiles the unary tests of a decision table's cell (DMN 1.5 §7.3.6 and rule 16 of §10.3.1.2). */
export function compileUnaryTests(source: string, options: FeelOptions = {}): Compiled<UnaryTests> {
  const parsed = parseUnaryTests(source, options);
  if (!parsed.ok) return refused([parsed.fault]);
  const compiler = new Compiler(source, options.names ?? {}, builtins, options.types);
  const test = compileUnaryTestsNode(compiler, parsed.node);
  if (compiler.faults.length > 0) return refused(compiler.faults);
  const { slots } = compiler;
  return {
    ok: true,
    value: {
      source,
      variables: [...compiler.variables],
      test: (input, scope, env) =>
        evaluate(new Frame(source, scope, env, locals(slots)), (frame) => test(input, frame)),
    },
  };
}

const NOWHERE: FeelScope = { get: () => undefined };

/** Calls a function value from outside of any expression. */
export function invokeFunction(fn: FeelFunction, args: readonly FeelValue[], env: FeelEnv): FeelValue {
  return evaluate(new Frame('', NOWHERE, env, []), (frame) => fn.invoke(args, frame));
}

function refused(faults: readonly FeelFault[]): { ok: false; faults: readonly FeelFault[] } {
  return { ok: false, faults };
}

const NO_LOCALS: FeelValue[] = [];

function locals(slots: number): FeelValue[] {
  return slots === 0 ? NO_LOCALS : new Array<FeelValue>(slots).fill(null);
}

function evaluate<T extends FeelValue>(frame: Frame, run: (frame: Frame) => T): T | null {
  // Only the outermost evaluation catches, so that nothing goes on after the stack is full.
  const value = frame.isRoot ? guarded(frame, run) : run(frame);
  return frame.isExhausted ? null : value;
}

/** Nesting is limited where it is written and where functions call; the stack can be smaller than both together. */
function guarded<T extends FeelValue>(frame: Frame, run: (frame: Frame) => T): T | null {
  try {
    return run(frame);
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
    return frame.exhaust('The evaluation needs more memory than there is for calls: it was stopped.');
  }
}
