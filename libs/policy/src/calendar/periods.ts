import { addWorkingDays, nextWorkingDay, unknownYears, type Counted } from './counting.js';
import { dayOf, startOfDay, type Day } from './day.js';
import type { WorkingDays } from './working-days.js';

/** Days counted how: 工作日, or 日 of the calendar. 行政许可法 art. 82 means working days by both. */
export interface PeriodLength {
  readonly days: number;
  readonly counting: 'workingDays' | 'calendarDays';
}
export interface Period {
  readonly lastDay: Day;
  /** 24:00 of the last day, which is 00:00 of the next: what waited for it may begin at this moment and not before. */
  readonly end: number;
}

/**
 * A period that begins at a moment: the day of its beginning does not count. One of calendar days whose last day is a holiday ends on the first
 * working day after (87号令 art. 85, 94号令 art. 42, 110号令 art. 49).
 * @throws RangeError for lengths that cannot be counted
 */
export function periodFrom(calendar: WorkingDays, start: number, { days, counting }: PeriodLength): Counted<Period> {
  const first = dayOf(start);
  const last =
    counting === 'workingDays' ? addWorkingDays(calendar, first, days) : afterHolidays(calendar, first, days);
  return { value: { lastDay: last.value, end: startOfDay(last.value + 1) }, yearsWithoutData: last.yearsWithoutData };
}

function afterHolidays(calendar: WorkingDays, first: Day, days: number): Counted<Day> {
  if (!Number.isInteger(days) || days < 0 || days > MAX_DAYS) {
    throw new RangeError(`${days} is no number of days from 0 to ${MAX_DAYS}`);
  }
  const last = first + days;
  if (calendar.isHoliday(last)) {
    const { value } = nextWorkingDay(calendar, last);
    return { value, yearsWithoutData: unknownYears(calendar, last, value) };
  }
  // Only the last day asks for the calendar.
  return { value: last, yearsWithoutData: unknownYears(calendar, last, last) };
}
/** A hundred years. */
const MAX_DAYS = 36_525;
