import type { Decimal } from 'decimal.js';
import type { FeelDate, FeelDateTime, FeelTime } from './temporal.js';
import type { DaysTimeDuration, YearsMonthsDuration } from './durations.js';
import type { FeelRange } from './range.js';
import type { FeelFunction } from './function.js';

/**
 * A FEEL value (DMN 1.5 §10.3.2).
 *
 * Numbers: a JS number n means exactly the decimal that `String(n)` shows and is used up to 15 significant digits; everything else is a
 * Decimal of 34 digits. The two never overlap: arithmetic returns a JS number whenever the result fits one.
 * Contexts have no prototype to trust: read them with `Object.hasOwn`, build them with `newContext()`.
 */
export type FeelValue =
  | null
  | boolean
  | number
  | Decimal
  | string
  | FeelDate
  | FeelTime
  | FeelDateTime
  | DaysTimeDuration
  | YearsMonthsDuration
  | FeelRange
  | FeelFunction
  | FeelList
  | FeelContext;

export type FeelList = readonly FeelValue[];

export interface FeelContext {
  readonly [name: string]: FeelValue;
}

export type FeelType =
  | 'null'
  | 'boolean'
  | 'number'
  | 'string'
  | 'date'
  | 'time'
  | 'date and time'
  | 'days and time duration'
  | 'years and months duration'
  | 'range'
  | 'function'
  | 'list'
  | 'context';
