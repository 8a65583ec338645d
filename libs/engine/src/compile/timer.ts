import type { Expression } from '../feel/api.js';

/** A timer definition (BPMN 2.0.2 §10.5.5): the text is ISO 8601, or an expression that gives such a text or a FEEL date, time or duration. */
export interface TimerSpec {
  readonly kind: 'date' | 'duration' | 'cycle';
  /** ISO text, or the expression that gives it. */
  readonly value: string | Expression;
  /** `qh:calendar`: durations count the working time of this calendar. */
  readonly calendar: string | null;
}
