import { Decimal } from 'decimal.js';
import type { Builtin, BuiltinEnv } from '../builtin.js';
import { add, compareNumbers, divide, equalNumbers, isNumber, multiply, normalise, toDecimal } from '../numbers.js';
import type { FeelNumber } from '../numbers.js';
import type { FeelList, FeelValue } from '../values.js';
import { defineOnList, shown } from './define.js';

/** List functions on numbers (DMN 1.5 §10.3.4.4): sum, mean, product, median, stddev, mode. */

/** Twice the digits of a FEEL number, so that rounding within a standard deviation never shows. */
const Precise = Decimal.clone({ precision: 70, rounding: Decimal.ROUND_HALF_EVEN, minE: -100_000, maxE: 100_000 });

function defineOnNumbers(
  name: string,
  body: (env: BuiltinEnv, numbers: readonly FeelNumber[]) => FeelValue | undefined,
): Builtin {
  return defineOnList(name, 'n', (env, items: FeelList) => {
    const odd = items.find((item) => !isNumber(item));
    if (odd !== undefined) {
      return env.fail('type', `${name}: every element must be a number, but one is ${shown(odd)}.`);
    }
    const result = body(env, items.filter(isNumber));
    return result === undefined ? env.fail('range', `${name}: the result is beyond the range of numbers.`) : result;
  });
}

function folded(
  numbers: readonly FeelNumber[],
  operation: (a: FeelNumber, b: FeelNumber) => FeelNumber | null,
): FeelNumber | undefined {
  let result: FeelNumber | undefined;
  for (const number of numbers) {
    const next: FeelNumber | null = result === undefined ? number : operation(result, number);
    if (next === null) return undefined;
    result = next;
  }
  return result;
}

function mean(numbers: readonly FeelNumber[]): FeelNumber | undefined {
  const sum = folded(numbers, add);
  return sum === undefined ? undefined : (divide(sum, numbers.length) ?? undefined);
}

function median(numbers: readonly FeelNumber[]): FeelNumber | undefined {
  const sorted = numbers.toSorted(compareNumbers);
  const middle = Math.floor(sorted.length / 2);
  return mean(sorted.slice(sorted.length % 2 === 0 ? middle - 1 : middle, middle + 1));
}

/** Of a sample: the sum of squares is divided by one less than the count. */
function standardDeviation(numbers: readonly FeelNumber[]): FeelNumber | undefined {
  const exact = numbers.map((number) => new Precise(number));
  const total = exact.reduce((sum, number) => sum.plus(number), new Precise(0));
  const average = total.dividedBy(exact.length);
  const squares = exact.reduce((sum, number) => sum.plus(number.minus(average).pow(2)), new Precise(0));
  const deviation = squares.dividedBy(exact.length - 1).sqrt();
  return normalise(toDecimal(deviation)) ?? undefined;
}

/** The most frequent numbers, ascending. */
function modes(numbers: readonly FeelNumber[]): FeelNumber[] {
  const groups: { readonly number: FeelNumber; count: number }[] = [];
  for (const number of numbers.toSorted(compareNumbers)) {
    const last = groups.at(-1);
    if (last && equalNumbers(last.number, number)) last.count++;
    else groups.push({ number, count: 1 });
  }
  const most = groups.reduce((highest, { count }) => Math.max(highest, count), 0);
  return groups.filter(({ count }) => count === most).map(({ number }) => number);
}

export const statistics: readonly Builtin[] = [
  defineOnNumbers('sum', (_env, numbers) => (numbers.length === 0 ? null : folded(numbers, add))),
  defineOnNumbers('mean', (_env, numbers) => (numbers.length === 0 ? null : mean(numbers))),
  defineOnNumbers('product', (_env, numbers) => (numbers.length === 0 ? null : folded(numbers, multiply))),
  defineOnNumbers('median', (_env, numbers) => (numbers.length === 0 ? null : median(numbers))),
  defineOnNumbers('stddev', (env, numbers) => {
    if (numbers.length < 2) return null;
    return env.spend(numbers.length) ? standardDeviation(numbers) : null;
  }),
  defineOnNumbers('mode', (_env, numbers) => modes(numbers)),
];
