import { addDuration } from '../time/iso8601.js';

/**
 * Working time of the simulated world, whatever the calendar is called: Monday to Friday, around the clock, no holidays. It lets a drawing
 * be played without the calendars of a real unit.
 * @returns the instant one ISO duration after `at`, milliseconds since the epoch; undefined when it is out of range.
 */
export function weekdays(_calendar: string, at: number, duration: string): number | undefined {
  const plain = addDuration(at, duration, '+00:00');
  if (plain === undefined) return undefined;
  let left = plain - at;
  let now = at;
  if (left > MAX_SPAN) return undefined;
  // Whole weeks hold five working days each; what is left crosses at most two weekends.
  const weeks = Math.floor(left / (5 * DAY));
  now += weeks * 7 * DAY;
  left -= weeks * 5 * DAY;
  now = skipWeekend(now);
  while (left > 0) {
    const tillMidnight = DAY - mod(now, DAY);
    const share = Math.min(left, tillMidnight);
    now += share;
    left -= share;
    if (left > 0) now = skipWeekend(now);
  }
  return now;
}

const DAY = 86_400_000;
/** Ten thousand years: beyond it the calendar library gives up as well. */
const MAX_SPAN = 3_652_425 * DAY;
/** 1970-01-01 was a Thursday; day 0 of the week is Monday here. */
const EPOCH_WEEKDAY = 3;

function skipWeekend(at: number): number {
  const weekday = mod(Math.floor(at / DAY) + EPOCH_WEEKDAY, 7);
  return weekday < 5 ? at : (Math.floor(at / DAY) + 7 - weekday) * DAY;
}

function mod(value: number, by: number): number {
  return ((value % by) + by) % by;
}
