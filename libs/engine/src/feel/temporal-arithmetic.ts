import type { Decimal } from 'decimal.js';
import { addMonths } from './calendar.js';
import { DaysTimeDuration, YearsMonthsDuration } from './durations.js';
import { divide, isNumber, parseNumber, toDecimal, type FeelNumber } from './numbers.js';
import { FeelDate, FeelDateTime, FeelTime } from './temporal.js';
import { utcOf } from './temporal-comparison.js';
import type { FeelValue } from './values.js';

/**
 * Arithmetic on temporal values (DMN 1.5 Tables 56 to 59). Every function gives undefined when the operator is not
 * defined for the types, and null when it is but has no value here: a result out of range, a division by zero, the
 * difference of a value with a zone and one without.
 */

export function temporalAdd(a: FeelValue, b: FeelValue): FeelValue | undefined {
  if (a instanceof DaysTimeDuration) {
    return b instanceof DaysTimeDuration
      ? DaysTimeDuration.ofNanoseconds(a.nanoseconds + b.nanoseconds)
      : plusDaysTime(b, a.nanoseconds);
  }
  if (a instanceof YearsMonthsDuration) {
    return b instanceof YearsMonthsDuration
      ? YearsMonthsDuration.ofMonths(a.totalMonths + b.totalMonths)
      : plusMonths(b, a.totalMonths);
  }
  if (b instanceof DaysTimeDuration) return plusDaysTime(a, b.nanoseconds);
  if (b instanceof YearsMonthsDuration) return plusMonths(a, b.totalMonths);
  return undefined;
}

export function temporalSubtract(a: FeelValue, b: FeelValue): FeelValue | undefined {
  if (b instanceof DaysTimeDuration) {
    return a instanceof DaysTimeDuration
      ? DaysTimeDuration.ofNanoseconds(a.nanoseconds - b.nanoseconds)
      : plusDaysTime(a, -b.nanoseconds);
  }
  if (b instanceof YearsMonthsDuration) {
    return a instanceof YearsMonthsDuration
      ? YearsMonthsDuration.ofMonths(a.totalMonths - b.totalMonths)
      : plusMonths(a, -b.totalMonths);
  }
  return difference(a, b);
}

function difference(a: FeelValue, b: FeelValue): DaysTimeDuration | null | undefined {
  if (a instanceof FeelDate && b instanceof FeelDate) return DaysTimeDuration.ofDays(a.epochDay - b.epochDay);
  if (a instanceof FeelTime && b instanceof FeelTime) {
    if ((a.zone === null) !== (b.zone === null)) return null;
    return DaysTimeDuration.ofNanoseconds(utcOf(a) - utcOf(b));
  }
  const [first, second] = [dateTimeOf(a), dateTimeOf(b)];
  if (!first || !second) return undefined;
  const [from, to] = [second.instant, first.instant];
  if (from !== null && to !== null) return DaysTimeDuration.ofNanoseconds(to - from);
  return from === to ? DaysTimeDuration.ofNanoseconds(first.local - second.local) : null;
}

/** A date stands for its midnight UTC. */
function dateTimeOf(value: FeelValue): FeelDateTime | undefined {
  if (value instanceof FeelDateTime) return value;
  return value instanceof FeelDate ? FeelDateTime.atUtcMidnight(value) : undefined;
}

function plusDaysTime(value: FeelValue, nanoseconds: bigint): FeelValue | undefined {
  if (value instanceof FeelDateTime) {
    const { instant, zone } = value;
    return instant === null || zone === null
      ? FeelDateTime.ofLocal(value.local + nanoseconds, null)
      : FeelDateTime.ofInstant(instant + nanoseconds, zone);
  }
  if (value instanceof FeelDate) {
    return FeelDateTime.ofLocal(FeelDateTime.atUtcMidnight(value).local + nanoseconds, null)?.date ?? null;
  }
  if (value instanceof FeelTime) {
    return FeelTime.ofNanosecondOfDay(BigInt(value.nanosecondOfDay) + nanoseconds, value.zone);
  }
  return undefined;
}

function plusMonths(value: FeelValue, months: number): FeelValue | undefined {
  if (value instanceof FeelDate) {
    const { year, month, day } = addMonths(value, months);
    return FeelDate.of(year, month, day);
  }
  if (value instanceof FeelDateTime) {
    const date = plusMonths(value.date, months);
    return date instanceof FeelDate ? FeelDateTime.of(date, value.time) : null;
  }
  return undefined;
}

export function temporalMultiply(a: FeelValue, b: FeelValue): FeelValue | undefined {
  if (isNumber(b)) return scaled(a, (amount) => amount.times(toDecimal(b)));
  if (isNumber(a)) return scaled(b, (amount) => amount.times(toDecimal(a)));
  return undefined;
}

export function temporalDivide(a: FeelValue, b: FeelValue): FeelValue | undefined {
  if (isNumber(b)) {
    const divisor = toDecimal(b);
    return scaled(a, (amount) => (divisor.isZero() ? null : amount.dividedBy(divisor)));
  }
  if (a instanceof DaysTimeDuration && b instanceof DaysTimeDuration) return ratio(a.nanoseconds, b.nanoseconds);
  if (a instanceof YearsMonthsDuration && b instanceof YearsMonthsDuration) return ratio(a.totalMonths, b.totalMonths);
  return undefined;
}

/**
 * A duration times or divided by a number. Days and time durations round to the nanosecond, half-even, as FEEL numbers
 * do; years and months durations drop what is less than a month.
 */
function scaled(value: FeelValue, scale: (amount: Decimal) => Decimal | null): FeelValue | undefined {
  if (value instanceof DaysTimeDuration) {
    const amount = scale(toDecimal(integerNumber(value.nanoseconds)));
    // A BigInt of text with many zeros is expensive, so that what cannot fit is refused first.
    if (!amount || !amount.isFinite() || amount.e > 40) return null;
    return DaysTimeDuration.ofNanoseconds(BigInt(amount.toDecimalPlaces(0).toFixed()));
  }
  if (value instanceof YearsMonthsDuration) {
    const amount = scale(toDecimal(value.totalMonths));
    return amount && YearsMonthsDuration.ofMonths(amount.trunc().toNumber());
  }
  return undefined;
}

function ratio(a: bigint | number, b: bigint | number): FeelNumber | null {
  return divide(integerNumber(a), integerNumber(b));
}

function integerNumber(value: bigint | number): FeelNumber {
  return parseNumber(value.toString()) ?? 0;
}

/** Undefined when the value is no duration. */
export function temporalNegate(a: FeelValue): FeelValue | undefined {
  return a instanceof DaysTimeDuration || a instanceof YearsMonthsDuration ? a.negated() : undefined;
}

/**
 * Whole years and months from one date to another, negative when the second comes first (DMN 1.5 Table 72). Times of
 * day and zones do not count.
 */
export function yearsMonthsBetween(from: FeelDate, to: FeelDate): YearsMonthsDuration | null {
  const months = (to.year - from.year) * 12 + to.month - from.month;
  const incomplete = months > 0 ? to.day < from.day : to.day > from.day;
  return YearsMonthsDuration.ofMonths(months !== 0 && incomplete ? months - Math.sign(months) : months);
}
