import { entryOf } from '../context.js';
import type { Variable } from '../syntax/ast.js';
import { isContext } from '../types.js';
import type { FeelValue } from '../values.js';
import type { Scope } from './bindings.js';
import { builtinFunction } from './builtin-function.js';
import type { Compiler } from './compiler.js';
import type { Run, Part } from './part.js';

export function compileVariable(compiler: Compiler, node: Variable, scope: Scope | undefined): Part {
  const { items, isEntry, binding } = compiler.resolve(node.name, scope);
  const run = binding ? localVariable(compiler.use(binding)) : freeVariable(compiler, node, isEntry);
  const slots = items.map((item) => compiler.use(item));
  return slots.length === 0 ? { run } : { run: entryFirst(slots, node.name, run) };
}

function localVariable(slot: number): Run {
  return (frame) => frame.locals[slot] ?? null;
}

/**
 * A variable of the caller's scope or, failing that, a built-in as a value.
 *
 * @param isEntry whether an entry of a filtered context is meant, for which the scope only stands in
 */
function freeVariable(compiler: Compiler, { name, start }: Variable, isEntry: boolean): Run {
  if (!isEntry) compiler.variables.add(name);
  const builtin = compiler.builtins.get(name);
  const fallback = builtin && builtinFunction(builtin);
  return (frame) => {
    const value = frame.scope.get(name);
    if (value !== undefined) return value;
    return fallback ?? frame.failAt(start, 'missing-variable', `There is no variable named "${name}".`);
  };
}

/** Within a filter: the entry of the context being tested comes before anything outside of the filter. */
function entryFirst(slots: readonly number[], name: string, outside: Run): Run {
  return (frame) => {
    for (const slot of slots) {
      const entry = entryIn(frame.locals[slot] ?? null, name);
      if (entry !== undefined) return entry;
    }
    return outside(frame);
  };
}

function entryIn(value: FeelValue, name: string): FeelValue | undefined {
  return isContext(value) ? entryOf(value, name) : undefined;
}
