import type { Builtin } from '../builtin.js';
import { sameTemporal } from '../temporal-comparison.js';
import { isTemporal } from '../types.js';
import { equal } from '../equality.js';
import type { FeelValue } from '../values.js';
import { anything, boolean, define, nullable } from './define.js';

/** The boolean function `not` (DMN 1.5 §10.3.4.2), and `is` (§10.3.4.6). */
export const booleans: readonly Builtin[] = [
  define('not', [nullable(boolean('negand'))], (_env, negand) => (negand === null ? null : !negand)),
  define('is', [anything('value1'), anything('value2')], (_env, a, b) => isSame(a, b)),
];

/** Whether two values are the same element of the domain: unlike `=`, times and dates and times also in their offset. */
function isSame(a: FeelValue, b: FeelValue): boolean {
  return isTemporal(a) ? sameTemporal(a, b) === true : equal(a, b) === true;
}
