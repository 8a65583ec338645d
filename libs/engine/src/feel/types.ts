import { Decimal } from 'decimal.js';
import { DaysTimeDuration, YearsMonthsDuration } from './durations.js';
import { FeelFunction } from './function.js';
import { FeelRange } from './range.js';
import { FeelDate, FeelDateTime, FeelTime } from './temporal.js';
import type { FeelContext, FeelList, FeelType, FeelValue } from './values.js';

/** The FEEL type of a value (DMN 1.5 §10.3.2). */
export function typeOf(value: FeelValue): FeelType {
  if (typeof value === 'boolean') return 'boolean';
  if (typeof value === 'number') return 'number';
  if (typeof value === 'string') return 'string';
  if (value === null) return 'null';
  if (isList(value)) return 'list';
  if (value instanceof Decimal) return 'number';
  if (value instanceof FeelRange) return 'range';
  if (value instanceof FeelFunction) return 'function';
  return temporalType(value) ?? 'context';
}

export type FeelTemporal = FeelDate | FeelTime | FeelDateTime | DaysTimeDuration | YearsMonthsDuration;

function temporalType(value: object): FeelType | undefined {
  if (value instanceof FeelDate) return 'date';
  if (value instanceof FeelDateTime) return 'date and time';
  if (value instanceof FeelTime) return 'time';
  if (value instanceof DaysTimeDuration) return 'days and time duration';
  if (value instanceof YearsMonthsDuration) return 'years and months duration';
  return undefined;
}

export function isTemporal(value: FeelValue): value is FeelTemporal {
  return typeof value === 'object' && value !== null && temporalType(value) !== undefined;
}

export function isList(value: FeelValue): value is FeelList {
  return Array.isArray(value);
}

export function isContext(value: FeelValue): value is FeelContext {
  return typeof value === 'object' && typeOf(value) === 'context';
}
