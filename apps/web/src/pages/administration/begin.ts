import { endOfDay, startOfDay } from '../../parts/format/day.js';

/** When something begins that is said from a day on; no day: at once. The server takes the few moments on the way for no past. */
export function beginOf(day: string): number {
  return day === '' ? Date.now() : startOfDay(day);
}

/** When something ends whose last day is said; no day: at once. */
export function endOf(lastDay: string): number {
  return lastDay === '' ? Date.now() : endOfDay(lastDay);
}
