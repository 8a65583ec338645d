import type { Builtin } from '../builtin.js';
import { MAX_TEXT } from '../limits.js';
import { isNumber, toDecimal } from '../numbers.js';
import { define, integer, list, oneOf, optional, shown, string } from './define.js';

/** String functions (DMN 1.5 §10.3.4.3) but for those with regular expressions. Characters are Unicode code points. */

/** How many items to take: a fraction is dropped, as the conformance tests expect of `substring("foobar", 3, 3.8)`. */
export const length = oneOf('length', 'a number of at least 1', (value) => {
  if (!isNumber(value)) return undefined;
  const whole = toDecimal(value).trunc();
  return whole.lessThan(1) ? undefined : Math.min(whole.toNumber(), Number.MAX_SAFE_INTEGER);
});

/**
 * The part of a sequence of `size` that starts at a position, from 1 at the front or from -1 at the end, as indices from
 * 0. Null when the position or the length lies outside (footnotes 1 and 2 of DMN 1.5 Tables 74 and 75).
 */
export function section(size: number, position: number, count: number | null | undefined): [number, number] | null {
  const start = position > 0 ? position - 1 : size + position;
  if (position === 0 || start < 0 || start >= size) return null;
  const end = count === null || count === undefined ? size : start + count;
  return end > size ? null : [start, end];
}

export function outsideSection(name: string, size: number, position: number, unit: string): string {
  return (
    `${name}: start position ${position} and the length must lie within the ${size} ${unit}; ` +
    'positions count from 1 at the front and from -1 at the end.'
  );
}

const substring = define(
  'substring',
  [string('string'), integer('start position'), optional(length)],
  (env, text, position, count) => {
    const characters = Array.from(text);
    const range = section(characters.length, position, count);
    if (!range) return env.fail('range', outsideSection('substring', characters.length, position, 'characters'));
    return characters.slice(...range).join('');
  },
);

const stringJoin = define('string join', [list('list'), optional(string('delimiter'))], (env, items, delimiter) => {
  if (!env.spend(items.length)) return null;
  const texts: string[] = [];
  let size = 0;
  for (const item of items) {
    if (item === null) continue;
    if (typeof item !== 'string') {
      return env.fail('argument', `string join: every element of "list" must be a string, but one is ${shown(item)}.`);
    }
    texts.push(item);
    size += item.length + (delimiter?.length ?? 0);
  }
  if (size > MAX_TEXT) return env.fail('limit', `string join: the result would be longer than ${MAX_TEXT}.`);
  return texts.join(delimiter ?? '');
});

export const strings: readonly Builtin[] = [
  substring,
  define('string length', [string('string')], (_env, text) => {
    let count = 0;
    for (let index = 0; index < text.length; count++) index += (text.codePointAt(index) ?? 0) > 0xffff ? 2 : 1;
    return count;
  }),
  define('upper case', [string('string')], (_env, text) => text.toUpperCase()),
  define('lower case', [string('string')], (_env, text) => text.toLowerCase()),
  define('substring before', [string('string'), string('match')], (_env, text, match) => {
    const index = text.indexOf(match);
    return index < 0 ? '' : text.slice(0, index);
  }),
  define('substring after', [string('string'), string('match')], (_env, text, match) => {
    const index = text.indexOf(match);
    return index < 0 ? '' : text.slice(index + match.length);
  }),
  define('contains', [string('string'), string('match')], (_env, text, match) => text.includes(match)),
  define('starts with', [string('string'), string('match')], (_env, text, match) => text.startsWith(match)),
  define('ends with', [string('string'), string('match')], (_env, text, match) => text.endsWith(match)),
  stringJoin,
];
