import { Temporal } from 'temporal-polyfill';

/**
 * Instants, durations and recurring intervals of ISO 8601 as timers use them. Instants are milliseconds since the epoch; zones are
 * arguments, because a date without an offset means nothing by itself.
 */
export interface Recurrence {
  /** Number of firings; null: without end. `R0` is not repeated, which leaves one, like `R1`. */
  readonly count: number | null;
  /** ISO text of the first firing; null: one interval from now. */
  readonly start: string | null;
  /** ISO duration. */
  readonly interval: string;
}

const DATE = /^[+-]?\d{4,6}-\d{2}-\d{2}(T\d{2}:\d{2}(:\d{2}(\.\d{1,9})?)?)?(Z|[+-]\d{2}:\d{2})?(\[[A-Za-z/_+-]+\])?$/;
const DURATION = /^-?P(?=\d|T\d)(\d+Y)?(\d+M)?(\d+W)?(\d+D)?(T(\d+H)?(\d+M)?(\d+(\.\d{1,9})?S)?)?$/;
const RECURRENCE = /^R(\d{0,9})\/(?:([^/]+)\/)?([^/]+)$/;

/** Reads an instant; text without an offset is in `zone`, a date alone is its midnight. Undefined when it is no instant. */
export function parseInstant(text: string, zone: string): number | undefined {
  if (!DATE.test(text)) return undefined;
  return attempt(() => {
    if (/Z|[+-]\d{2}:\d{2}(\[|$)/.test(text.slice(10)) && text.includes('T')) {
      return Temporal.Instant.from(text.replace(/\[.*\]$/, '')).epochMilliseconds;
    }
    return Temporal.PlainDateTime.from(text).toZonedDateTime(zone).epochMilliseconds;
  });
}

/** The text itself when it is a duration, else undefined. */
export function parseDuration(text: string): string | undefined {
  return DURATION.test(text) && !text.endsWith('T') ? text : undefined;
}

export function parseRecurrence(text: string): Recurrence | undefined {
  const match = RECURRENCE.exec(text);
  if (match === null) return undefined;
  const [, count = '', start = null, interval = ''] = match;
  if (parseDuration(interval) === undefined || interval.startsWith('-')) return undefined;
  if (start !== null && !DATE.test(start)) return undefined;
  return { count: count === '' ? null : Math.max(1, Number(count)), start, interval };
}

/** The instant one ISO duration later: years, months and days by the calendar of `zone`. Undefined when out of range. */
export function addDuration(at: number, duration: string, zone: string): number | undefined {
  return attempt(
    () => Temporal.Instant.fromEpochMilliseconds(at).toZonedDateTimeISO(zone).add(duration).epochMilliseconds,
  );
}

/** ISO 8601 in UTC, with milliseconds only when there are any: `2026-01-01T00:00:00Z`. */
export function formatInstant(at: number): string {
  return Temporal.Instant.fromEpochMilliseconds(at).toString();
}

function attempt(read: () => number): number | undefined {
  try {
    return read();
  } catch (error) {
    if (error instanceof RangeError) return undefined;
    throw error;
  }
}
