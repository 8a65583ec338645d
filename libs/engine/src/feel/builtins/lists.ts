import type { Builtin, BuiltinEnv } from '../builtin.js';
import { compare } from '../compare.js';
import { equal } from '../equality.js';
import { FeelFunction } from '../function.js';
import { integerOf, isNumber, numberText } from '../numbers.js';
import { isList } from '../types.js';
import type { FeelList, FeelValue } from '../values.js';
import { anything, define, defineOnList, integer, list, oneOf, optional, shown } from './define.js';
import { length, outsideSection, section } from './strings.js';

/** List functions (DMN 1.5 §10.3.4.4) but for statistics. Positions count from 1 at the front, from -1 at the end. */

function extreme(name: string, sign: 1 | -1): Builtin {
  return defineOnList(name, 'c', (env, items) => {
    let best: FeelValue = null;
    for (const [index, item] of items.entries()) {
      // A single item is compared with itself, so that what has no order is never an answer.
      const difference = compare(item, index === 0 ? item : best);
      if (Number.isNaN(difference)) {
        return env.fail('type', `${name}: the elements must be comparable with each other, but one is ${shown(item)}.`);
      }
      if (index === 0 || difference * sign > 0) best = item;
    }
    return best;
  });
}

/** Ternary conjunction or disjunction: `decisive` decides, otherwise one element that is no boolean gives null. */
function quantifier(name: string, decisive: boolean): Builtin {
  return defineOnList(name, 'b', (env, items) => {
    if (items.includes(decisive)) return decisive;
    const odd = items.find((item) => typeof item !== 'boolean');
    if (odd === undefined) return !decisive;
    return odd === null
      ? null
      : env.fail('type', `${name}: every element must be a boolean, but one is ${shown(odd)}.`);
  });
}

/** Index from 0 of a position within a list; null when it lies outside, which is reported. */
function indexAt(name: string, env: BuiltinEnv, items: FeelList, position: number): number | null {
  const range = section(items.length, position, null);
  if (range) return range[0];
  return env.fail('range', `${name}: there is no position ${position} in a list of ${items.length}.`);
}

function concatenated(env: BuiltinEnv, lists: readonly FeelList[]): FeelList | null {
  return env.spend(lists.reduce((total, each) => total + each.length, 0)) ? lists.flat() : null;
}

/** A built-in on any number of lists. */
function defineOnLists(name: string, body: (env: BuiltinEnv, lists: readonly FeelList[]) => FeelValue): Builtin {
  const parameter = list('list');
  return {
    name,
    signatures: [{ params: ['list'], variadic: true }],
    call: (args, env) => {
      const lists: FeelList[] = [];
      for (const argument of args) {
        const items = parameter.read(argument);
        if (!items)
          return env.fail('argument', `${name}: every argument must be a list, but one is ${shown(argument)}.`);
        lists.push(items);
      }
      return lists.length === 0 ? env.fail('argument', `${name}: write ${name}(list, ...).`) : body(env, lists);
    },
  };
}

const append: Builtin = {
  name: 'append',
  signatures: [{ params: ['list', 'item'], variadic: true }],
  call: ([first = null, ...items], env) => {
    const target = list('list').read(first);
    if (!target) return env.fail('argument', `append: parameter "list" must be a list, but is ${shown(first)}.`);
    return concatenated(env, [target, items]);
  },
};

/** The first of every set of equal elements. Null when the work exceeds the limit of the evaluation. */
function distinct(env: BuiltinEnv, items: FeelList): FeelList | null {
  const seen = new Set<string>();
  const others: FeelValue[] = [];
  const result: FeelValue[] = [];
  for (const item of items) {
    const key = keyOf(item);
    if (key === null) {
      if (!env.spend(others.length)) return null;
      if (others.some((other) => equal(other, item) === true)) continue;
      others.push(item);
    } else {
      if (seen.has(key)) continue;
      seen.add(key);
    }
    result.push(item);
  }
  return result;
}

/** A text that equal values share and different ones do not; null for types that have none. */
function keyOf(value: FeelValue): string | null {
  if (value === null || typeof value === 'boolean') return String(value);
  if (typeof value === 'string') return `"${value}`;
  return isNumber(value) ? numberText(value) : null;
}

/** Without recursion, because lists of data may nest more deeply than the host's stack allows. */
function flattened(env: BuiltinEnv, items: FeelList): FeelList | null {
  const result: FeelValue[] = [];
  const stack: { readonly items: FeelList; index: number }[] = [{ items, index: 0 }];
  for (let top = stack.at(-1); top; top = stack.at(-1)) {
    const item = top.items[top.index++];
    if (item === undefined) {
      stack.pop();
    } else {
      if (!env.spend(1)) return null;
      if (isList(item)) stack.push({ items: item, index: 0 });
      else result.push(item);
    }
  }
  return result;
}

const positionOrMatch = oneOf('position', 'an integer or a function', (value): number | FeelFunction | undefined => {
  if (value instanceof FeelFunction) return value;
  return isNumber(value) ? (integerOf(value) ?? undefined) : undefined;
});

const replaceByPosition = define(
  'list replace',
  [list('list'), positionOrMatch, anything('newItem')],
  (env, items, position, newItem) => {
    if (!env.spend(items.length)) return null;
    if (position instanceof FeelFunction) return replaceMatching(env, items, position, newItem);
    const index = indexAt('list replace', env, items, position);
    return index === null ? null : items.map((item, i) => (i === index ? newItem : item));
  },
);

const listReplace: Builtin = {
  ...replaceByPosition,
  signatures: [...replaceByPosition.signatures, { params: ['list', 'match', 'newItem'] }],
};

function replaceMatching(env: BuiltinEnv, items: FeelList, match: FeelFunction, newItem: FeelValue): FeelValue {
  const result: FeelValue[] = [];
  for (const item of items) {
    const matching = match.invoke([item, newItem], env);
    if (typeof matching !== 'boolean') {
      return env.fail('type', `list replace: "match" must return a boolean, but returned ${shown(matching)}.`);
    }
    result.push(matching ? newItem : item);
  }
  return result;
}

export const lists: readonly Builtin[] = [
  define('list contains', [list('list'), anything('element')], (_env, items, element) =>
    items.some((item) => equal(item, element) === true),
  ),
  define('count', [list('list')], (_env, items) => items.length),
  extreme('min', -1),
  extreme('max', 1),
  quantifier('all', false),
  quantifier('any', true),
  define('sublist', [list('list'), integer('start position'), optional(length)], (env, items, position, count) => {
    const range = section(items.length, position, count);
    if (!range) return env.fail('range', outsideSection('sublist', items.length, position, 'elements'));
    return env.spend(range[1] - range[0]) ? items.slice(...range) : null;
  }),
  append,
  defineOnLists('concatenate', concatenated),
  define('insert before', [list('list'), integer('position'), anything('newItem')], (env, items, position, newItem) => {
    const index = indexAt('insert before', env, items, position);
    return index === null || !env.spend(items.length + 1) ? null : items.toSpliced(index, 0, newItem);
  }),
  define('remove', [list('list'), integer('position')], (env, items, position) => {
    const index = indexAt('remove', env, items, position);
    return index === null || !env.spend(items.length) ? null : items.toSpliced(index, 1);
  }),
  define('reverse', [list('list')], (env, items) => (env.spend(items.length) ? items.toReversed() : null)),
  define('index of', [list('list'), anything('match')], (_env, items, match) =>
    items.flatMap((item, index) => (equal(item, match) === true ? [index + 1] : [])),
  ),
  defineOnLists('union', (env, all) => {
    const items = concatenated(env, all);
    return items && distinct(env, items);
  }),
  define('distinct values', [list('list')], (env, items) => (env.spend(items.length) ? distinct(env, items) : null)),
  define('flatten', [list('list')], flattened),
  listReplace,
];
