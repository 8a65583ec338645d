import { equalNumbers, isNumber } from './numbers.js';
import { FeelRange } from './range.js';
import { equalTemporal } from './temporal-comparison.js';
import { isContext, isList } from './types.js';
import type { FeelContext, FeelList, FeelValue } from './values.js';

/**
 * Equality (DMN 1.5 §10.3.2.13, Table 49): null when the values are of different types. Null equals null and nothing else.
 * Lists, contexts and ranges are equal when their parts are; parts of different types make them unequal.
 */
export function equal(a: FeelValue, b: FeelValue): boolean | null {
  if (a === null || b === null) return a === b;
  if (a === b) return true;
  if (typeof a !== 'object' || typeof b !== 'object') {
    return isNumber(a) && isNumber(b) ? equalNumbers(a, b) : typeof a === typeof b ? false : null;
  }
  if (isNumber(a)) return isNumber(b) ? equalNumbers(a, b) : null;
  if (isList(a)) return isList(b) ? equalLists(a, b) : null;
  if (a instanceof FeelRange) return b instanceof FeelRange ? equalRanges(a, b) : null;
  const temporal = equalTemporal(a, b);
  if (temporal !== undefined) return temporal;
  return isContext(a) && isContext(b) ? equalContexts(a, b) : null;
}

function equalLists(a: FeelList, b: FeelList): boolean {
  return a.length === b.length && a.every((element, i) => equal(element, b[i] ?? null) === true);
}

function equalRanges(a: FeelRange, b: FeelRange): boolean {
  return (
    a.startIncluded === b.startIncluded &&
    a.endIncluded === b.endIncluded &&
    equal(a.start, b.start) === true &&
    equal(a.end, b.end) === true
  );
}

function equalContexts(a: FeelContext, b: FeelContext): boolean {
  const names = Object.keys(a);
  if (names.length !== Object.keys(b).length) return false;
  return names.every((name) => Object.hasOwn(b, name) && equal(a[name] ?? null, b[name] ?? null) === true);
}
