import { toSecond } from './time.js';

const DAY = 86_400_000;

/** The beginning of a day of the organisation, `2026-03-01`. */
export function startOfDay(day: string): number {
  return Date.parse(`${day}T00:00:00+08:00`);
}

/** The first moment after it. */
export function endOfDay(day: string): number {
  return startOfDay(day) + DAY;
}

/** `2026-03-01` */
export function dayOf(at: number): string {
  return toSecond(at).slice(0, 10);
}

/** The last day of what ends before a moment. */
export function lastDayOf(end: number): string {
  return dayOf(end - 1);
}
