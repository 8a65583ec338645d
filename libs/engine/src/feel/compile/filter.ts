import { integerOf, isNumber, numberText, type FeelNumber } from '../numbers.js';
import type { NodeOf } from '../syntax/ast.js';
import { isList } from '../types.js';
import type { FeelList, FeelValue } from '../values.js';
import { Scope, type Binding } from './bindings.js';
import type { Compiler } from './compiler.js';
import { Frame } from './frame.js';
import type { Part, Run } from './part.js';

/**
 * `list[index]` and `list[condition]` (DMN 1.5 §10.3.2.5): whether it is the one or the other shows in the value. A
 * value that is no list counts as a list of one; null stays null.
 */
export function compileFilter(compiler: Compiler, node: NodeOf<'filter'>, outer: Scope | undefined): Part {
  const list = compiler.part(node.list, outer);
  const item: Binding = { slot: undefined, uses: 0 };
  const scope = new Scope(outer, item, node.list.shape);
  const named = scope.declare('item');
  const condition = compiler.part(node.condition, scope);
  const at = node.condition.start;
  const { constant } = condition;
  if (constant !== undefined && isNumber(constant)) {
    return { run: (frame) => elementAt(list.run(frame), constant, frame, at) };
  }
  const bind = (frame: Frame, element: FeelValue): void => {
    if (item.slot !== undefined) frame.locals[item.slot] = element;
    if (named.slot !== undefined) frame.locals[named.slot] = element;
  };
  const select = selecting(condition, bind, at);
  return {
    run: (frame) => {
      const value = list.run(frame);
      if (value === null) return null;
      return select(isList(value) ? value : [value], frame);
    },
  };
}

function selecting(
  condition: Part,
  bind: (frame: Frame, element: FeelValue) => void,
  at: number,
): (list: FeelList, frame: Frame) => FeelValue {
  const { run, truth = false } = condition;
  return (list, frame) => {
    const selected: FeelValue[] = [];
    if (list.length === 0)
      return !truth && isIndexOfNothing(run, bind, frame) ? elementAt(list, 1, frame, at) : selected;
    for (const element of list) {
      if (!frame.spend(1, at)) return null;
      bind(frame, element);
      const result = run(frame);
      if (result === true) selected.push(element);
      else if (isNumber(result)) return elementAt(list, result, frame, at);
      else if (result !== false && result !== null) frame.mismatch(at, '[ ]', result);
    }
    return selected;
  };
}

/** Of an empty list nothing tells index and condition apart but a trial, whose problems concern nobody. */
function isIndexOfNothing(run: Run, bind: (frame: Frame, element: FeelValue) => void, frame: Frame): boolean {
  const trial = new Frame(frame.source, frame.scope, { at: frame.at, zone: frame.zone }, [...frame.locals]);
  bind(trial, null);
  return isNumber(run(trial));
}

/** Counts from 1, or from -1 at the end. */
function elementAt(value: FeelValue, index: FeelNumber, frame: Frame, at: number): FeelValue {
  if (value === null) return null;
  const list = isList(value) ? value : [value];
  const position = integerOf(index) ?? 0;
  const element = position === 0 ? undefined : list.at(position > 0 ? position - 1 : position);
  if (element !== undefined) return element;
  const message = `There is no element ${numberText(index)} in a list of ${list.length}: elements are numbered from 1, or from -1 at the end.`;
  return frame.failAt(at, 'range', message);
}
