import { yearOf, type Day } from './day.js';
import type { WorkingDays } from './working-days.js';

/** Something counted by a calendar. Years without data were counted Monday to Friday: whoever shows the result says so, see `calendarWarning`. */
export interface Counted<T> {
  readonly value: T;
  readonly yearsWithoutData: readonly number[];
}

/** The longest period that is counted: no deadline is further away, and a mistaken one is not searched for. */
export const MAX_WORKING_DAYS = 20_000;

/**
 * The nth working day after a day, which itself does not count (87号令 art. 85).
 * @throws RangeError for what is no number of days from 0 to `MAX_WORKING_DAYS`
 */
export function addWorkingDays(calendar: WorkingDays, day: Day, count: number): Counted<Day> {
  if (!Number.isInteger(count) || count < 0 || count > MAX_WORKING_DAYS) {
    throw new RangeError(`${count} is no number of working days from 0 to ${MAX_WORKING_DAYS}`);
  }
  let last = day;
  for (let left = count; left > 0;) {
    last++;
    if (calendar.isWorkingDay(last)) left--;
  }
  return { value: last, yearsWithoutData: unknownYears(calendar, day + 1, last) };
}

/** Working days after `from` up to `to`, which counts: from Monday to Wednesday there are two. None when `to` is not later. */
export function workingDaysBetween(calendar: WorkingDays, from: Day, to: Day): Counted<number> {
  if (to - from > 2 * MAX_WORKING_DAYS) throw new RangeError(`${to - from} days are more than are counted`);
  let count = 0;
  for (let day = from + 1; day <= to; day++) if (calendar.isWorkingDay(day)) count++;
  return { value: count, yearsWithoutData: unknownYears(calendar, from + 1, to) };
}

/** The first working day on or after a day. */
export function nextWorkingDay(calendar: WorkingDays, day: Day): Counted<Day> {
  let next = day;
  while (!calendar.isWorkingDay(next)) next++;
  return { value: next, yearsWithoutData: unknownYears(calendar, day, next) };
}

/** Years without data among those that were asked about. */
export function unknownYears(calendar: WorkingDays, from: Day, to: Day): readonly number[] {
  const years: number[] = [];
  if (from > to) return years;
  for (let year = yearOf(from); year <= yearOf(to); year++) if (!calendar.isKnown(year)) years.push(year);
  return years;
}
