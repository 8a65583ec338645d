import { compareNumbers, isNumber } from './numbers.js';
import { compareTemporal } from './temporal-comparison.js';
import type { FeelValue } from './values.js';

/**
 * Orders two values (DMN 1.5 Table 50): negative, zero or positive. NaN when the values have no order: different
 * types, null, booleans, lists, contexts, ranges and functions. Strings are ordered by code points.
 */
export function compare(a: FeelValue, b: FeelValue): number {
  if (typeof a === 'number' && typeof b === 'number') return a - b;
  if (typeof a === 'string' && typeof b === 'string') return compareStrings(a, b);
  if (isNumber(a) && isNumber(b)) return compareNumbers(a, b);
  return compareTemporal(a, b) ?? NaN;
}

/** By code points: UTF-16 order differs from it where surrogates meet characters from U+E000 on. */
export function compareStrings(a: string, b: string): number {
  if (a === b) return 0;
  const length = Math.min(a.length, b.length);
  for (let i = 0; i < length; i++) {
    const x = a.charCodeAt(i);
    const y = b.charCodeAt(i);
    if (x !== y) return codePointRank(x) - codePointRank(y);
  }
  return a.length - b.length;
}

/** Lifts surrogates above every other code unit. */
function codePointRank(unit: number): number {
  return unit >= 0xd800 && unit <= 0xdfff ? unit + 0x10000 : unit;
}
