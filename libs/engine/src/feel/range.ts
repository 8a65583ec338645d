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
