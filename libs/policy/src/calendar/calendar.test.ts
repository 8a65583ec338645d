import * as fc from 'fast-check';
import type { CalendarData } from '../ports/index.js';
import {
  addWorkingDays,
  calendarWarning,
  dayOf,
  dayOfText,
  dayText,
  earliestMeeting,
  filingDays,
  MAX_WORKING_DAYS,
  nextWorkingDay,
  periodFrom,
  startOfDay,
  workingDaysBetween,
  workingDaysOf,
  yearOf,
} from './index.js';
import { calendarOf, moment, span, viewOf, YEAR_2026 } from './testing/calendars.js';

const calendar = calendarOf();
const day = dayOfText;

describe('days', () => {
  test('are those of China’s calendar', () => {
    expect(dayText(dayOf(moment('2026-11-20 00:00')))).toBe('2026-11-20');
    expect(dayText(dayOf(moment('2026-11-20 00:00') - 1))).toBe('2026-11-19');
    expect(startOfDay(day('2026-11-28'))).toBe(moment('2026-11-27 23:59') + 60_000);
  });

  test('agree with the host’s dates over four centuries', () => {
    for (let at = Date.UTC(1799, 11, 30); at < Date.UTC(2201, 0, 3); at += 86_400_000) {
      const text = new Date(at).toISOString().slice(0, 10);
      if (day(text) !== at / 86_400_000 || dayText(at / 86_400_000) !== text) throw new Error(text);
      if (yearOf(at / 86_400_000) !== Number(text.slice(0, 4))) throw new Error(text);
    }
  });
});

describe('working days', () => {
  test.each([
    ['a Monday', '2026-11-16', true, false],
    ['a Saturday', '2026-11-21', false, false],
    ['a holiday on a weekday', '2026-10-01', false, true],
    ['a weekend among holidays', '2026-10-03', false, true],
    ['a make-up Saturday', '2026-10-10', true, false],
    ['a make-up Sunday', '2026-09-20', true, false],
    ['the day after the holidays', '2026-10-08', true, false],
  ])('%s', (_name, date, works, holiday) => {
    expect([calendar.isWorkingDay(day(date)), calendar.isHoliday(day(date))]).toEqual([works, holiday]);
  });

  test('the unit’s calendar falls back on the statutory one in years that it does not name', () => {
    const vacation: CalendarData = { holidays: span('2026-07', 20, 31), workdays: [], document: '校历' };
    const both = {
      'statutory:2026': YEAR_2026,
      'unit:2026': vacation,
      'statutory:2027': { ...YEAR_2026, holidays: ['2027-01-01'] },
    };
    const unit = calendarOf(both, 'unit');
    expect(unit.isWorkingDay(day('2026-07-20'))).toBe(false);
    expect(unit.isWorkingDay(day('2026-10-01'))).toBe(true);
    expect(unit.isWorkingDay(day('2027-01-01'))).toBe(false);
    expect(calendarOf(both).isWorkingDay(day('2026-07-20'))).toBe(true);
  });

  test('a calendar counts from the moment it is valid', () => {
    const view = viewOf({ 'statutory:2026': YEAR_2026 }, 100);
    expect(workingDaysOf(view, 'statutory', 99).isWorkingDay(day('2026-10-01'))).toBe(true);
    expect(workingDaysOf(view, 'statutory', 100).isWorkingDay(day('2026-10-01'))).toBe(false);
  });

  test('a year without data is counted Monday to Friday, and the answer says so', () => {
    const over = addWorkingDays(calendar, day('2026-12-31'), 1);
    expect([dayText(over.value), over.yearsWithoutData]).toEqual(['2027-01-01', [2027]]);
    expect(workingDaysBetween(calendar, day('2026-12-31'), day('2028-01-03')).yearsWithoutData).toEqual([2027, 2028]);
    // The day on which a period begins does not count, so its year does not either.
    expect(addWorkingDays(calendar, day('2025-12-31'), 1).yearsWithoutData).toEqual([]);
    expect(addWorkingDays(calendar, day('2025-06-30'), 0).yearsWithoutData).toEqual([]);
    expect(workingDaysBetween(calendar, day('2025-06-30'), day('2025-06-27')).yearsWithoutData).toEqual([]);
    expect(nextWorkingDay(calendar, day('2026-10-01'))).toEqual({ value: day('2026-10-08'), yearsWithoutData: [] });
    expect(calendarWarning(calendar, [2027, 2028])).toMatchObject({
      code: 'CALENDAR_NOT_SET',
      message: '2027、2028年的法定工作日日历尚未设置，期限暂按周一至周五推算；请职权目录管理员设置后核对。',
    });
    expect(calendarWarning(calendar, [])).toBeNull();
  });

  test.each([[-1], [1.5], [NaN], [MAX_WORKING_DAYS + 1]])('%p working days cannot be counted', (count) => {
    expect(() => addWorkingDays(calendar, day('2026-01-05'), count)).toThrow(RangeError);
    expect(() => periodFrom(calendar, 0, { days: count, counting: 'workingDays' })).toThrow(RangeError);
  });
  test.each([[-1], [1.5], [NaN], [1e6]])('%p calendar days cannot be counted', (days) => {
    expect(() => periodFrom(calendar, 0, { days, counting: 'calendarDays' })).toThrow(RangeError);
  });
});

describe('acceptance test 3: filing at least two working days before the meeting', () => {
  const file = (filedAt: string, meetingAt: string, rule: 'workingDays' | 'clearDays' = 'workingDays'): number =>
    filingDays(calendar, { filedAt: moment(filedAt), meetingAt: moment(meetingAt) }, rule).value;
  const earliest = (filedAt: string, rule: 'workingDays' | 'clearDays' = 'workingDays'): string =>
    dayText(earliestMeeting(calendar, moment(filedAt), 2, rule).value);

  test('filed on Monday: refused on Tuesday, allowed on Wednesday', () => {
    expect(file('2026-11-16 17:59', '2026-11-17 09:00')).toBe(1);
    expect(file('2026-11-16 17:59', '2026-11-18 09:00')).toBe(2);
    expect(earliest('2026-11-16 17:59')).toBe('2026-11-18');
  });

  test('with clear days, allowed on Thursday', () => {
    expect(file('2026-11-16 09:00', '2026-11-18 09:00', 'clearDays')).toBe(1);
    expect(file('2026-11-16 09:00', '2026-11-19 09:00', 'clearDays')).toBe(2);
    expect(earliest('2026-11-16 09:00', 'clearDays')).toBe('2026-11-19');
  });

  test('across 国庆: filed on the last day before, allowed on the second day after', () => {
    expect(file('2026-09-30 09:00', '2026-10-07 09:00')).toBe(0);
    expect(file('2026-09-30 09:00', '2026-10-08 09:00')).toBe(1);
    expect(earliest('2026-09-30 09:00')).toBe('2026-10-09');
  });

  test('across a make-up Saturday, which counts', () => {
    expect(file('2026-10-08 09:00', '2026-10-10 09:00')).toBe(2);
    expect(earliest('2026-10-08 09:00')).toBe('2026-10-10');
    expect(earliest('2026-10-09 09:00')).toBe('2026-10-12');
  });

  test('a meeting on the day of filing, or before it, has no days', () => {
    expect(file('2026-11-16 09:00', '2026-11-16 18:00')).toBe(0);
    expect(file('2026-11-16 09:00', '2026-11-16 18:00', 'clearDays')).toBe(0);
    expect(file('2026-11-16 09:00', '2026-11-13 18:00')).toBe(0);
  });
});

describe('acceptance test 5: a publicity of five working days', () => {
  const five = { days: 5, counting: 'workingDays' } as const;

  test('from Friday 2026-11-20 it ends on Friday the 27th at 24:00, and what follows opens on the 28th at 00:00', () => {
    for (const start of ['2026-11-20 00:00', '2026-11-20 10:30', '2026-11-20 23:59']) {
      const { lastDay, end } = periodFrom(calendar, moment(start), five).value;
      expect(dayText(lastDay)).toBe('2026-11-27');
      expect(end).toBe(moment('2026-11-28 00:00'));
    }
  });

  test('across 国庆 and the make-up Saturday', () => {
    const { lastDay } = periodFrom(calendar, moment('2026-09-29 09:00'), five).value;
    // 30; 8, 9, 10 (Saturday), 12.
    expect(dayText(lastDay)).toBe('2026-10-12');
  });
});

describe('a period of calendar days', () => {
  const last = (start: string, days: number): string =>
    dayText(periodFrom(calendar, moment(start), { days, counting: 'calendarDays' }).value.lastDay);

  test.each([
    ['ends on the day it ends, also on a Sunday', '2026-11-20 09:00', 9, '2026-11-29'],
    ['that ends on a holiday ends on the first day after', '2026-09-21 09:00', 10, '2026-10-08'],
    ['that ends on a weekend among the holidays ends after them too', '2026-09-23 09:00', 10, '2026-10-08'],
    ['that ends before the holidays does not', '2026-09-20 09:00', 10, '2026-09-30'],
    ['that ends on 元旦 ends on the make-up Sunday', '2025-12-31 09:00', 1, '2026-01-04'],
  ])('%s', (_name, start, days, expected) => {
    expect(last(start, days)).toBe(expected);
  });

  test('asks only for the year of its last day', () => {
    const { yearsWithoutData } = periodFrom(calendar, moment('2025-12-01 09:00'), {
      days: 60,
      counting: 'calendarDays',
    });
    expect(yearsWithoutData).toEqual([]);
  });
});

/** Counted by hand: a loop over texts of dates, which knows nothing of the code it judges. */
function worksByHand(data: CalendarData, date: string): boolean {
  if (data.workdays.includes(date)) return true;
  const weekday = new Date(`${date}T00:00:00Z`).getUTCDay();
  return weekday !== 0 && weekday !== 6 && !data.holidays.includes(date);
}
const after = (date: string, days: number): string =>
  new Date(Date.parse(`${date}T00:00:00Z`) + days * 86_400_000).toISOString().slice(0, 10);

const dateOf = (year: number) => fc.integer({ min: 0, max: 364 }).map((i) => after(`${year}-01-01`, i));
/** Any calendar of a year: holidays anywhere, some weekends worked. */
const anyYear = (year: number): fc.Arbitrary<CalendarData> =>
  fc
    .tuple(fc.uniqueArray(dateOf(year), { maxLength: 60 }), fc.uniqueArray(dateOf(year), { maxLength: 20 }))
    .map(([holidays, more]) => ({
      holidays,
      workdays: more.filter((date) => !holidays.includes(date) && [0, 6].includes(new Date(date).getUTCDay())),
      document: '任意',
    }));
const anything = fc.record({
  one: anyYear(2026),
  two: anyYear(2027),
  from: dateOf(2026),
  days: fc.integer({ min: 0, max: 120 }),
  time: fc.integer({ min: 0, max: 86_399_999 }),
});

describe('whatever the calendar says', () => {
  const runs = { numRuns: 200 };

  test('counting agrees with counting by hand, and adding undoes it', () => {
    fc.assert(
      fc.property(anything, ({ one, two, from, days, time }) => {
        const both = calendarOf({ 'statutory:2026': one, 'statutory:2027': two });
        const works = (date: string): boolean => worksByHand(date < '2027' ? one : two, date);
        let [date, left] = [from, days];
        while (left > 0) if (works((date = after(date, 1)))) left--;
        const { value, yearsWithoutData } = addWorkingDays(both, day(from), days);
        expect([dayText(value), yearsWithoutData]).toEqual([date, []]);
        expect(workingDaysBetween(both, day(from), value).value).toBe(days);
        const start = moment(`${from} 00:00`) + time;
        const { lastDay, end } = periodFrom(both, start, { days, counting: 'workingDays' }).value;
        expect([dayText(lastDay), end]).toEqual([date, moment(`${after(date, 1)} 00:00`)]);
      }),
      runs,
    );
  });

  test('the earliest meeting is the first day that has days enough', () => {
    fc.assert(
      fc.property(anything, fc.constantFrom('workingDays', 'clearDays'), ({ one, two, from, days, time }, rule) => {
        const both = calendarOf({ 'statutory:2026': one, 'statutory:2027': two });
        const filedAt = moment(`${from} 00:00`) + time;
        const earliest = earliestMeeting(both, filedAt, days + 1, rule).value;
        const count = (meeting: number) => filingDays(both, { filedAt, meetingAt: startOfDay(meeting) }, rule).value;
        expect(count(earliest)).toBe(days + 1);
        expect(count(earliest - 1)).toBe(days);
      }),
      runs,
    );
  });

  test('a period of calendar days ends on its last day, or on the first working day after the holiday on which it would', () => {
    fc.assert(
      fc.property(anything, ({ one, two, from, days, time }) => {
        const both = calendarOf({ 'statutory:2026': one, 'statutory:2027': two });
        const data = (date: string) => (date < '2027' ? one : two);
        let date = after(from, days);
        if (data(date).holidays.includes(date)) while (!worksByHand(data(date), date)) date = after(date, 1);
        const start = moment(`${from} 00:00`) + time;
        expect(dayText(periodFrom(both, start, { days, counting: 'calendarDays' }).value.lastDay)).toBe(date);
      }),
      runs,
    );
  });
});
