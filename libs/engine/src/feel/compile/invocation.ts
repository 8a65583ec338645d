import type { Builtin } from '../builtin.js';
import { FeelFunction } from '../function.js';
import type { Argument, Invocation, Variable } from '../syntax/ast.js';
import { typeOf } from '../types.js';
import type { FeelValue } from '../values.js';
import type { Scope } from './bindings.js';
import { accepts, usage, wrongCount } from './builtin-function.js';
import type { Compiler } from './compiler.js';
import type { Frame } from './frame.js';
import { foldPart, type Part, type Run } from './part.js';

/** Built-ins that read a text and depend on nothing else: with a literal they are computed once. */
const FOLDABLE: ReadonlySet<string> = new Set([
  'date',
  'time',
  'date and time',
  'duration',
  'years and months duration',
]);

export function compileInvocation(compiler: Compiler, node: Invocation, scope: Scope | undefined): Part {
  const parts = node.arguments.map(({ value }) => compiler.part(value, scope));
  const { callee } = node;
  const builtin = callee.kind === 'variable' ? compiler.builtins.get(callee.name) : undefined;
  const declared = callee.kind !== 'variable' || isDeclared(compiler, callee, scope);
  if (builtin && !declared) return builtinInvocation(compiler, node, builtin, parts);
  if (!declared) return unknownFunction(compiler, callee);
  const target = compiler.part(callee, scope);
  const fallback = builtin && builtinInvocation(compiler, node, builtin, parts);
  return {
    run: invoking(
      node,
      target.run,
      parts.map((part) => part.run),
      fallback?.run,
    ),
  };
}

/** Whether something other than the built-ins declares the name. */
function isDeclared(compiler: Compiler, { name }: Variable, scope: Scope | undefined): boolean {
  return Object.hasOwn(compiler.known, name) || compiler.resolve(name, scope).binding !== undefined;
}

function unknownFunction(compiler: Compiler, { name, start }: Variable): Part {
  const similar = [...compiler.builtins.keys()].find((known) => plain(known) === plain(name));
  const hint = similar === undefined ? 'Check its spelling, or define it.' : `Did you mean "${similar}"?`;
  return compiler.fault('feel-unknown-function', `There is no function named "${name}". ${hint}`, start);
}

function plain(name: string): string {
  return name.replace(/[\s_-]/g, '').toLowerCase();
}

/** Calls whatever function the callee gives. A variable that hides a built-in but is no function does not count. */
function invoking(node: Invocation, target: Run, args: readonly Run[], fallback: Run | undefined): Run {
  const shown = node.callee.kind === 'variable' ? `"${node.callee.name}"` : 'The value before the parenthesis';
  return (frame) => {
    const value = target(frame);
    if (!(value instanceof FeelFunction)) {
      return fallback
        ? fallback(frame)
        : frame.failAt(node.start, 'function', `${shown} is no function, but ${typeOf(value)}.`);
    }
    const positions = positionsOf(node.arguments, value.parameters);
    if (typeof positions === 'string') return frame.failAt(node.start, 'argument', positions);
    const values = positions.map((position) => (position < 0 ? null : evaluate(args, position, frame)));
    frame.place = node.start;
    return value.invoke(values, frame);
  };
}

function evaluate(args: readonly Run[], position: number, frame: Frame): FeelValue {
  return args[position]?.(frame) ?? null;
}

/** For every parameter the position of its argument, -1 for none; or what is wrong with the names. */
function positionsOf(given: readonly Argument[], parameters: readonly string[]): readonly number[] | string {
  const names = given.map((argument) => argument.name);
  if (names.every((name) => name === undefined)) return given.map((_, i) => i);
  const unknown = names.find((name) => name !== undefined && !parameters.includes(name));
  if (unknown !== undefined) return `The function has no parameter named "${unknown}", only ${parameters.join(', ')}.`;
  const missing = parameters.find((parameter) => !names.includes(parameter));
  if (missing !== undefined) return `The argument "${missing}" is missing.`;
  return twice(names) ?? parameters.map((parameter) => names.indexOf(parameter));
}

function twice(names: readonly (string | undefined)[]): string | undefined {
  const name = names.find((candidate, i) => names.indexOf(candidate) !== i);
  return name === undefined ? undefined : `The argument "${name}" is given twice.`;
}

function builtinInvocation(compiler: Compiler, node: Invocation, builtin: Builtin, parts: readonly Part[]): Part {
  const { start } = node;
  const positions = builtinPositions(node.arguments, builtin);
  if (typeof positions === 'string') return { run: (frame) => frame.failAt(start, 'argument', positions) };
  const runs = positions.map((position) => parts[position]?.run ?? nothing);
  const part: Part = { run: builtinRun(builtin, runs, start), truth: builtin.name === 'not' };
  return FOLDABLE.has(builtin.name) ? foldPart(compiler.source, parts, part) : part;
}

const nothing: Run = () => null;

function builtinRun(builtin: Builtin, runs: readonly Run[], start: number): Run {
  const [first] = runs;
  if (first && runs.length === 1) {
    return (frame) => {
      const value = first(frame);
      frame.place = start;
      return builtin.call([value], frame);
    };
  }
  return (frame) => {
    const values = runs.map((run) => run(frame));
    frame.place = start;
    return builtin.call(values, frame);
  };
}

/** For every parameter up to the last given one, the position of its argument; or what is wrong. */
function builtinPositions(given: readonly Argument[], builtin: Builtin): readonly number[] | string {
  const names = given.map((argument) => argument.name);
  if (names.every((name) => name === undefined)) {
    return accepts(builtin, given.length) ? given.map((_, i) => i) : wrongCount(builtin, given.length);
  }
  const repeated = twice(names);
  if (repeated !== undefined) return repeated;
  const fitting = builtin.signatures.filter(
    ({ params, optional = 0 }) =>
      names.every((name) => name !== undefined && params.includes(name)) &&
      params.slice(0, params.length - optional).every((param) => names.includes(param)),
  );
  // before(point, range) and before(range, point) have the same names: only the order in which they are written tells.
  const signature =
    fitting.find(({ params }) => names.every((name, position) => params[position] === name)) ?? fitting[0];
  if (!signature) return `These argument names fit no way to call it: ${usage(builtin)}.`;
  const positions = signature.params.map((param) => names.indexOf(param));
  return positions.slice(0, positions.findLastIndex((position) => position >= 0) + 1);
}
