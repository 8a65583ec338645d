import { compare } from './compare.js';
import type { FeelValue } from './values.js';

/**
 * A range (DMN 1.5 §10.3.2.7). A null endpoint leaves that side open-ended, as in `(>= 5)`, and is then never included.
 * Endpoints are comparable with each other: the evaluator refuses others before it builds a range.
 */
export class FeelRange {
  constructor(
    readonly start: FeelValue,
    readonly startIncluded: boolean,
    readonly end: FeelValue,
    readonly endIncluded: boolean,
  ) {}
}

/** Whether the value lies in the range; null when it cannot be compared with an endpoint. */
export function inRange(value: FeelValue, range: FeelRange): boolean | null {
  const low = range.start === null ? 1 : compare(value, range.start);
  const high = range.end === null ? -1 : compare(value, range.end);
  if (Number.isNaN(low) || Number.isNaN(high)) return null;
  // A range without any endpoint holds nothing that could be told.
  if (range.start === null && range.end === null) return null;
  return (low > 0 || (low === 0 && range.startIncluded)) && (high < 0 || (high === 0 && range.endIncluded));
}
