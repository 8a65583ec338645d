import { Decimal } from 'decimal.js';
import type { FeelValue } from '../feel/values.js';
import { isTemporal } from '../feel/types.js';

/** A FEEL value as the bare text it stands for: ISO 8601 for dates, times and durations, digits for numbers, strings as they are. */
export function formatForTimer(value: Exclude<FeelValue, null>): string {
  if (typeof value === 'string') return value;
  if (isTemporal(value) || value instanceof Decimal) return value.toString();
  return typeof value === 'object' ? JSON.stringify(value) : String(value);
}
