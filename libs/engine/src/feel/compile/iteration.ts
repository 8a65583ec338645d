import { integerOf, isNumber } from '../numbers.js';
import { FeelRange } from '../range.js';
import type { Iterator, NodeOf } from '../syntax/ast.js';
import { FeelDate } from '../temporal.js';
import { isList } from '../types.js';
import type { FeelValue } from '../values.js';
import { Scope, type Binding } from './bindings.js';
import type { Compiler } from './compiler.js';
import type { Frame } from './frame.js';
import type { Part, Run } from './part.js';

interface CompiledIterator {
  readonly from: Run;
  readonly to: Run | undefined;
  readonly binding: Binding;
  readonly at: number;
}

/** Later iterators see the variables of earlier ones. */
function compileIterators(compiler: Compiler, nodes: readonly Iterator[], outer: Scope | undefined) {
  let scope = outer;
  const iterators = nodes.map(({ name, from, to }): CompiledIterator => {
    const runs = { from: compiler.part(from, scope).run, to: to && compiler.part(to, scope).run };
    const inner = new Scope(scope);
    scope = inner;
    return { ...runs, binding: inner.declare(name), at: from.start };
  });
  return { iterators, scope };
}

/** `partial` is the list of results so far (DMN 1.5 §10.3.2.14). */
export function compileFor(compiler: Compiler, node: NodeOf<'for'>, outer: Scope | undefined): Part {
  const { iterators, scope } = compileIterators(compiler, node.iterators, outer);
  const inner = new Scope(scope);
  const partial = inner.declare('partial');
  const body = compiler.part(node.body, inner);
  return {
    run: (frame) => {
      const results: FeelValue[] = [];
      const complete = iterate(iterators, 0, frame, () => {
        if (partial.slot !== undefined) {
          // A copy, as results may keep it.
          if (!frame.spendElements(results.length, node.start)) return 'failed';
          frame.locals[partial.slot] = [...results];
        }
        results.push(body.run(frame));
        return 'go on';
      });
      return complete === 'failed' ? null : results;
    },
  };
}

/** Three-valued: undecided conditions count only when no other one settles the result (DMN 1.5 §10.3.2.12). */
export function compileQuantified(compiler: Compiler, node: NodeOf<'some' | 'every'>, outer: Scope | undefined): Part {
  const { iterators, scope } = compileIterators(compiler, node.iterators, outer);
  const body = compiler.part(node.body, scope);
  const decisive = node.kind === 'some';
  return {
    truth: true,
    run: (frame) => {
      let result: boolean | null = !decisive;
      const outcome = iterate(iterators, 0, frame, () => {
        const value = body.run(frame);
        if (value === decisive) {
          result = decisive;
          return 'stop';
        }
        if (value !== !decisive) {
          if (value !== null) frame.mismatch(node.body.start, node.kind, value);
          result = null;
        }
        return 'go on';
      });
      return outcome === 'failed' ? null : result;
    },
  };
}

/** `failed`: the domain was no domain, which has been reported, or a limit was reached. */
type Outcome = 'go on' | 'stop' | 'failed';

/** Visits every combination of elements, the last iterator fastest. */
function iterate(iterators: readonly CompiledIterator[], index: number, frame: Frame, visit: () => Outcome): Outcome {
  const iterator = iterators[index];
  if (!iterator) return visit();
  const { binding } = iterator;
  const each = (value: FeelValue): Outcome => {
    if (!frame.spend(1, iterator.at)) return 'failed';
    if (binding.slot !== undefined) frame.locals[binding.slot] = value;
    return iterate(iterators, index + 1, frame, visit);
  };
  const from = iterator.from(frame);
  if (iterator.to) return overRange(from, iterator.to(frame), true, true, iterator.at, frame, each);
  if (from instanceof FeelRange) {
    return overRange(from.start, from.end, from.startIncluded, from.endIncluded, iterator.at, frame, each);
  }
  if (from === null) return failure(frame.mismatch(iterator.at, 'in', from));
  for (const value of isList(from) ? from : [from]) {
    const outcome = each(value);
    if (outcome !== 'go on') return outcome;
  }
  return 'go on';
}

function failure(_: null): Outcome {
  return 'failed';
}

/** Integers or dates from one end to the other, downwards if the first is the greater. */
function overRange(
  from: FeelValue,
  to: FeelValue,
  fromIncluded: boolean,
  toIncluded: boolean,
  at: number,
  frame: Frame,
  each: (value: FeelValue) => Outcome,
): Outcome {
  const ordinals = ordinalsOf(from, to);
  if (!ordinals) return failure(frame.mismatch(at, 'in ... ..', from, to));
  const { first, last, valueOf } = ordinals;
  const step = first <= last ? 1 : -1;
  const end = toIncluded ? last : last - step;
  for (let i = fromIncluded ? first : first + step; step > 0 ? i <= end : i >= end; i += step) {
    const outcome = each(valueOf(i));
    if (outcome !== 'go on') return outcome;
  }
  return 'go on';
}

interface Ordinals {
  readonly first: number;
  readonly last: number;
  readonly valueOf: (ordinal: number) => FeelValue;
}

function ordinalsOf(from: FeelValue, to: FeelValue): Ordinals | undefined {
  if (isNumber(from) && isNumber(to)) {
    const first = integerOf(from);
    const last = integerOf(to);
    return first === null || last === null ? undefined : { first, last, valueOf: (ordinal) => ordinal };
  }
  if (from instanceof FeelDate && to instanceof FeelDate) {
    const first = from.epochDay;
    return { first, last: to.epochDay, valueOf: (ordinal) => from.plusDays(ordinal - first) };
  }
  return undefined;
}
