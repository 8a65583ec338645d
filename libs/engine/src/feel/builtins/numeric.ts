import { Decimal } from 'decimal.js';
import type { Builtin, BuiltinEnv } from '../builtin.js';
import { DaysTimeDuration, YearsMonthsDuration } from '../durations.js';
import { isNumber, negate, normalise, toDecimal, type FeelNumber } from '../numbers.js';
import type { FeelValue } from '../values.js';
import { define, number, oneOf, overload, shown } from './define.js';

/** Numeric functions (DMN 1.5 §10.3.4.5). */

/** Scales of decimal128 (footnote 1 of DMN 1.5 Table 76). */
const MIN_SCALE = -6111;
const MAX_SCALE = 6176;

/** Decimals that can be scaled by any power of ten without leaving the range of exponents. */
const Wide = Decimal.clone({ precision: 34, rounding: Decimal.ROUND_HALF_EVEN, minE: -100_000, maxE: 100_000 });

/** A fraction is dropped, as the conformance tests expect of `decimal(1/3, 2.5)`. */
const scale = oneOf('scale', `a number from ${MIN_SCALE} to ${MAX_SCALE}`, (value) => {
  const whole = isNumber(value) ? toDecimal(value).trunc().toNumber() : NaN;
  return whole >= MIN_SCALE && whole <= MAX_SCALE ? whole : undefined;
});

function round(name: string, env: BuiltinEnv, n: FeelNumber, digits: number, mode: Decimal.Rounding): FeelValue {
  if (typeof n === 'number' && digits >= 0 && Number.isInteger(n)) return n;
  const exact = new Wide(n);
  const rounded =
    digits >= 0
      ? exact.toDecimalPlaces(digits, mode)
      : exact.times(new Wide(10).pow(digits)).toDecimalPlaces(0, mode).times(new Wide(10).pow(-digits));
  return inRange(name, env, rounded);
}

function inRange(name: string, env: BuiltinEnv, value: Decimal): FeelValue {
  // Back to decimal128, whose exponents have bounds.
  return normalise(toDecimal(value)) ?? env.fail('range', `${name}: the result is beyond the range of numbers.`);
}

function roundTo(name: string, mode: Decimal.Rounding): Builtin {
  return define(name, [number('n'), scale], (env, n, digits) => round(name, env, n, digits, mode));
}

function roundToOptional(name: string, mode: Decimal.Rounding): Builtin {
  return overload(
    define(name, [number('n')], (env, n) => round(name, env, n, 0, mode)),
    roundTo(name, mode),
  );
}

type Magnitude = FeelNumber | DaysTimeDuration | YearsMonthsDuration;

const magnitude = oneOf('n', 'a number or a duration', (value): Magnitude | undefined =>
  isNumber(value) || value instanceof DaysTimeDuration || value instanceof YearsMonthsDuration ? value : undefined,
);

const abs = define('abs', [magnitude], (_env, n) => {
  if (n instanceof DaysTimeDuration) return n.nanoseconds < 0n ? n.negated() : n;
  if (n instanceof YearsMonthsDuration) return n.totalMonths < 0 ? n.negated() : n;
  return toDecimal(n).isNegative() ? negate(n) : n;
});

/** The remainder takes the sign of the divisor: dividend - divisor * floor(dividend / divisor). */
const modulo = define('modulo', [number('dividend'), number('divisor')], (env, dividend, divisor) => {
  const by = toDecimal(divisor);
  if (by.isZero()) return env.fail('range', 'modulo: parameter "divisor" must not be 0.');
  const remainder = toDecimal(dividend).modulo(by);
  const wrongSide = !remainder.isZero() && remainder.isNegative() !== by.isNegative();
  return inRange('modulo', env, wrongSide ? remainder.plus(by) : remainder);
});

function isMultipleOfTwo(n: FeelNumber): boolean {
  return toDecimal(n).modulo(2).isZero();
}

export const numeric: readonly Builtin[] = [
  roundTo('decimal', Decimal.ROUND_HALF_EVEN),
  roundToOptional('floor', Decimal.ROUND_FLOOR),
  roundToOptional('ceiling', Decimal.ROUND_CEIL),
  roundTo('round up', Decimal.ROUND_UP),
  roundTo('round down', Decimal.ROUND_DOWN),
  roundTo('round half up', Decimal.ROUND_HALF_UP),
  roundTo('round half down', Decimal.ROUND_HALF_DOWN),
  abs,
  modulo,
  define('sqrt', [number('number')], (env, n) => {
    const exact = toDecimal(n);
    if (exact.isNegative() && !exact.isZero()) {
      return env.fail('range', `sqrt: parameter "number" must not be negative, but is ${shown(n)}.`);
    }
    return inRange('sqrt', env, exact.sqrt());
  }),
  define('log', [number('number')], (env, n) => {
    const exact = toDecimal(n);
    if (!exact.isPositive() || exact.isZero()) {
      return env.fail('range', `log: parameter "number" must be greater than 0, but is ${shown(n)}.`);
    }
    return inRange('log', env, exact.ln());
  }),
  define('exp', [number('number')], (env, n) => inRange('exp', env, toDecimal(n).exp())),
  define('odd', [number('number')], (_env, n) => toDecimal(n).isInteger() && !isMultipleOfTwo(n)),
  define('even', [number('number')], (_env, n) => isMultipleOfTwo(n)),
];
