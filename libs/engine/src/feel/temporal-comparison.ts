import { DaysTimeDuration, YearsMonthsDuration } from './durations.js';
import { FeelDate, FeelDateTime, FeelTime } from './temporal.js';
import type { FeelValue } from './values.js';

const SECOND = 1_000_000_000n;

/**
 * Orders two temporal values of one type (DMN 1.5 Table 54): negative, zero or positive; undefined when the types
 * differ or are not temporal. Where only one of two times or dates and times has a zone, the other one is read in that
 * zone.
 */
export function compareTemporal(a: FeelValue, b: FeelValue): number | undefined {
  if (a instanceof FeelDate && b instanceof FeelDate) return a.epochDay - b.epochDay;
  if (a instanceof FeelDateTime && b instanceof FeelDateTime) {
    const [first, second] = [a.instant, b.instant];
    return first === null || second === null ? order(a.local, b.local) : order(first, second);
  }
  if (a instanceof FeelTime && b instanceof FeelTime) {
    return a.zone && b.zone ? order(utcOf(a), utcOf(b)) : a.nanosecondOfDay - b.nanosecondOfDay;
  }
  if (a instanceof DaysTimeDuration && b instanceof DaysTimeDuration) return order(a.nanoseconds, b.nanoseconds);
  if (a instanceof YearsMonthsDuration && b instanceof YearsMonthsDuration) return a.totalMonths - b.totalMonths;
  return undefined;
}

/**
 * Whether two temporal values of one type are equal (DMN 1.5 Table 53); undefined when the types differ or are not
 * temporal. A value with a zone never equals one without.
 */
export function equalTemporal(a: FeelValue, b: FeelValue): boolean | undefined {
  const result = compareTemporal(a, b);
  if (result === undefined) return undefined;
  return result === 0 && hasZone(a) === hasZone(b);
}

/**
 * Whether two temporal values of one type are the same element of the domain, as `is()` asks (DMN 1.5 Table 77): equal,
 * and with the same offset. Undefined when the types differ or are not temporal.
 */
export function sameTemporal(a: FeelValue, b: FeelValue): boolean | undefined {
  const equal = equalTemporal(a, b);
  if (!equal) return equal;
  return offsetOf(a) === offsetOf(b);
}

function order(a: bigint, b: bigint): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

/** Nanoseconds since midnight UTC, below zero or beyond a day where the offset carries the time over midnight. */
export function utcOf(time: FeelTime): bigint {
  return BigInt(time.nanosecondOfDay) - BigInt(time.offset ?? 0) * SECOND;
}

function hasZone(value: FeelValue): boolean {
  return (value instanceof FeelTime || value instanceof FeelDateTime) && value.zone !== null;
}

function offsetOf(value: FeelValue): number | null {
  return value instanceof FeelTime || value instanceof FeelDateTime ? value.offset : null;
}
