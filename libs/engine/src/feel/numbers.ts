import { Decimal } from 'decimal.js';
import type { FeelValue } from './values.js';

/**
 * FEEL numbers: decimals of 34 digits, half-even, exponent -6176..6144 (DMN 1.5 §10.3.2.3.1, IEEE 754 decimal128).
 *
 * Most amounts fit a JS number, which stands for the decimal that `String(n)` shows. Sums and products of such numbers
 * are computed on integers below 10^15 and scaled back with one correctly rounded division, hence without error.
 * Whatever does not fit goes to decimal.js and comes back as a JS number when the result has at most 15 digits.
 */
export type FeelNumber = number | Decimal;

/** The arithmetic of decimal128. Its instances are `instanceof Decimal` like any other. */
const Exact = Decimal.clone({ precision: 34, rounding: Decimal.ROUND_HALF_EVEN, minE: -6176, maxE: 6144 });

const SAFE_DIGITS = 15;
const SAFE_INTEGER = 1e15;
/** Within these powers of ten every decimal of 15 digits survives the way into a JS number and back. */
const SAFE_EXPONENT = 290;
const POWERS = [1, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15, 1e16] as const;
const NUMBER_TEXT = /^[-+]?(\d+\.?\d*|\.\d+)(e[-+]?\d{1,9})?$/i;

export function isNumber(value: FeelValue | undefined): value is FeelNumber {
  return typeof value === 'number' || value instanceof Decimal;
}

export function toDecimal(value: FeelNumber): Decimal {
  return new Exact(value);
}

/** The one representation of a decimal; null for NaN and for what is beyond the range of decimal128. */
export function normalise(value: Decimal): FeelNumber | null {
  if (!value.isFinite()) return null;
  if (value.isZero()) return 0;
  const digits = value.sd();
  if (digits <= SAFE_DIGITS && value.e <= SAFE_EXPONENT && value.e >= -SAFE_EXPONENT) return value.toNumber();
  if (digits > 34) return normalise(value.toSignificantDigits(34, Decimal.ROUND_HALF_EVEN));
  // A decimal that the host made may lie beyond the range: conversion makes it infinite or zero.
  const exact = new Exact(value);
  if (exact.isZero()) return 0;
  return exact.isFinite() ? exact : null;
}

/** Reads a decimal literal: digits, a point, an exponent. Null for any other text and for numbers out of range. */
export function parseNumber(text: string): FeelNumber | null {
  if (!NUMBER_TEXT.test(text)) return null;
  if (text.length <= SAFE_DIGITS && !/e/i.test(text)) return Number(text) || 0;
  return normalise(new Exact(text));
}

/** A number of the host, such as one out of JSON: its shortest decimal. Null for NaN and infinities. */
export function fromHostNumber(value: number): FeelNumber | null {
  if (Number.isSafeInteger(value) && Math.abs(value) < SAFE_INTEGER) return value || 0;
  return normalise(new Exact(value));
}

/** The value as a JS integer; null when it is none, or beyond 2^53. */
export function integerOf(value: FeelNumber): number | null {
  const number = typeof value === 'number' ? value : value.toNumber();
  if (!Number.isSafeInteger(number)) return null;
  return typeof value === 'number' || value.equals(number) ? number : null;
}

/** Digits after the point, in steps of two up to 8; -1 when `n` needs more, or more than 15 digits in all. */
function scaleOf(n: number): number {
  for (let scale = 0; scale <= 8; scale += 2) {
    const power = POWERS[scale] ?? 1;
    const integer = Math.round(n * power);
    if (integer >= SAFE_INTEGER || integer <= -SAFE_INTEGER) return -1;
    if (integer / power === n) return scale;
  }
  return -1;
}

function powerOf(scale: number): number {
  return POWERS[scale] ?? NaN;
}

/** Null when the sum is out of range, as for the other operations below. */
export function add(a: FeelNumber, b: FeelNumber): FeelNumber | null {
  if (typeof a === 'number' && typeof b === 'number') {
    const left = scaleOf(a);
    const right = scaleOf(b);
    if (left >= 0 && right >= 0) {
      const power = powerOf(left > right ? left : right);
      const x = Math.round(a * power);
      const y = Math.round(b * power);
      const sum = x + y;
      if (isSafe(x) && isSafe(y) && isSafe(sum)) return sum / power;
    }
  }
  return normalise(Exact.add(a, b));
}

function isSafe(n: number): boolean {
  return n < SAFE_INTEGER && n > -SAFE_INTEGER;
}

export function subtract(a: FeelNumber, b: FeelNumber): FeelNumber | null {
  return add(a, negate(b));
}

export function negate(a: FeelNumber): FeelNumber {
  return typeof a === 'number' ? 0 - a : a.negated();
}

export function multiply(a: FeelNumber, b: FeelNumber): FeelNumber | null {
  if (typeof a === 'number' && typeof b === 'number') {
    const left = scaleOf(a);
    const right = scaleOf(b);
    if (left >= 0 && right >= 0) {
      const product = Math.round(a * powerOf(left)) * Math.round(b * powerOf(right));
      // `+ 0` turns -0 into 0.
      if (isSafe(product)) return product / powerOf(left + right) + 0;
    }
  }
  return normalise(Exact.mul(a, b));
}

/** Null for a division by zero as well. */
export function divide(a: FeelNumber, b: FeelNumber): FeelNumber | null {
  if (b === 0) return null;
  if (Number.isSafeInteger(a) && Number.isSafeInteger(b)) {
    const quotient = (a as number) / (b as number);
    if (Number.isInteger(quotient) && isSafe(a as number)) return quotient + 0;
  }
  return normalise(Exact.div(a, b));
}

/** Null for 0 to a negative power and for a root of a negative number as well. */
export function power(a: FeelNumber, b: FeelNumber): FeelNumber | null {
  if (typeof b === 'number' && Number.isInteger(b) && b >= 0 && b <= 16) {
    let result: FeelNumber | null = 1;
    for (let i = 0; i < b && typeof result === 'number' && typeof a === 'number'; i++) result = multiply(result, a);
    if (typeof result === 'number' && typeof a === 'number') return result;
  }
  return normalise(Exact.pow(a, b));
}

/** Negative, zero or positive. */
export function compareNumbers(a: FeelNumber, b: FeelNumber): number {
  if (typeof a === 'number' && typeof b === 'number') return a < b ? -1 : a > b ? 1 : 0;
  return toDecimal(a).comparedTo(b);
}

export function equalNumbers(a: FeelNumber, b: FeelNumber): boolean {
  return typeof a === 'number' && typeof b === 'number' ? a === b : toDecimal(a).equals(b);
}

/** Beyond this power of ten, up or down, a number is written with an exponent. */
const PLAIN_EXPONENT = 34;

/**
 * Decimal text without loss, which `parseNumber` reads back to the same value. People read it too, who expect
 * `0.0000001`: only what would be mostly zeros has an exponent.
 */
export function numberText(value: FeelNumber): string {
  const text = String(value);
  if (!text.includes('e')) return text;
  const exact = toDecimal(value);
  return Math.abs(exact.e) <= PLAIN_EXPONENT ? exact.toFixed() : text.replace('e+', 'e');
}
