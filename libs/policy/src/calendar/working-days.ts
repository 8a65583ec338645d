import type { CalendarData, OrganisationView } from '../ports/index.js';
import { dayOfText, isWeekend, yearOf, type Day } from './day.js';

/** 法定工作日, for statutory clocks; 单位值班日, for limits that the unit set itself. */
export type CalendarName = 'statutory' | 'unit';
export function isCalendarName(name: string): name is CalendarName {
  return name === 'statutory' || name === 'unit';
}

/** Which calendar and year the id of a fact means: `statutory:2026`. */
export function calendarNamed(id: string): { readonly calendar: CalendarName; readonly year: number } {
  const [calendar = '', year = ''] = id.split(':');
  return { calendar: calendar === 'unit' ? 'unit' : 'statutory', year: Number(year) };
}

/** A calendar as it was known and valid at a moment. */
export interface WorkingDays {
  readonly name: CalendarName;
  isWorkingDay(day: Day): boolean;
  /** Named as one; an ordinary weekend is none. */
  isHoliday(day: Day): boolean;
  /** False: the year is counted Monday to Friday, for want of data. */
  isKnown(year: number): boolean;
}

/** The unit's calendar falls back on the statutory one in years that it does not name. */
export function workingDaysOf(view: Pick<OrganisationView, 'fact'>, name: CalendarName, at: number): WorkingDays {
  const years = new Map<number, YearDays | null>();
  const find = (year: number): YearDays | null => {
    let found = years.get(year);
    if (found === undefined) {
      const data = (name === 'unit' ? view.fact('calendar', `unit:${year}`, at) : undefined)?.data;
      const given = data ?? view.fact('calendar', `statutory:${year}`, at)?.data;
      years.set(year, (found = given === undefined ? null : daysOf(given)));
    }
    return found;
  };
  return {
    name,
    isWorkingDay: (day) => {
      const year = find(yearOf(day));
      if (isWeekend(day)) return year?.workdays.has(day) ?? false;
      return !(year?.holidays.has(day) ?? false);
    },
    isHoliday: (day) => find(yearOf(day))?.holidays.has(day) ?? false,
    isKnown: (year) => find(year) !== null,
  };
}

interface YearDays {
  readonly holidays: ReadonlySet<Day>;
  readonly workdays: ReadonlySet<Day>;
}
/** Facts never change, and every command asks the same ones. */
const READ = new WeakMap<CalendarData, YearDays>();

function daysOf(data: CalendarData): YearDays {
  let days = READ.get(data);
  if (!days) {
    days = { holidays: new Set(data.holidays.map(dayOfText)), workdays: new Set(data.workdays.map(dayOfText)) };
    READ.set(data, days);
  }
  return days;
}
