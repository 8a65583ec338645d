import fc from 'fast-check';
import { Temporal } from 'temporal-polyfill';
import {
  addMonths,
  civilDateOf,
  epochDayOf,
  isCivilDate,
  MAX_YEAR,
  weekdayOf,
  weekOfYearOf,
  dayOfYearOf,
} from './calendar.js';

const civil = fc.record({
  year: fc.integer({ min: -200_000, max: 200_000 }),
  month: fc.integer({ min: 1, max: 12 }),
  day: fc.integer({ min: 1, max: 28 }),
});

describe('calendar', () => {
  it('counts days as the Temporal polyfill does', () => {
    const origin = new Temporal.PlainDate(1970, 1, 1);
    fc.assert(
      fc.property(civil, (date) => {
        const oracle = Temporal.PlainDate.from(date);
        expect(epochDayOf(date)).toBe(origin.until(oracle, { largestUnit: 'day' }).days);
        expect(civilDateOf(epochDayOf(date))).toEqual(date);
        expect(weekdayOf(epochDayOf(date))).toBe(oracle.dayOfWeek);
        expect(weekOfYearOf(date)).toBe(oracle.weekOfYear);
        expect(dayOfYearOf(date)).toBe(oracle.dayOfYear);
      }),
    );
  });

  it('adds months as the Temporal polyfill does, to the last day where the month is shorter', () => {
    const days = fc.integer({ min: -1_000_000, max: 1_000_000 });
    fc.assert(
      fc.property(days, fc.integer({ min: -5000, max: 5000 }), (epochDay, months) => {
        const date = civilDateOf(epochDay);
        const { year, month, day } = Temporal.PlainDate.from(date).add({ months });
        expect(addMonths(date, months)).toEqual({ year, month, day });
      }),
    );
    expect(addMonths({ year: 2026, month: 1, day: 31 }, 1)).toEqual({ year: 2026, month: 2, day: 28 });
    expect(addMonths({ year: 2024, month: 1, day: 31 }, 1)).toEqual({ year: 2024, month: 2, day: 29 });
    expect(addMonths({ year: 2024, month: 2, day: 29 }, 12)).toEqual({ year: 2025, month: 2, day: 28 });
  });

  it('is exact at the ends of the range and around leap days', () => {
    for (const date of [
      { year: MAX_YEAR, month: 12, day: 31 },
      { year: -MAX_YEAR, month: 1, day: 1 },
      { year: 0, month: 2, day: 29 },
      { year: -4, month: 2, day: 29 },
      { year: 2000, month: 2, day: 29 },
    ]) {
      expect(civilDateOf(epochDayOf(date))).toEqual(date);
      expect(isCivilDate(date)).toBe(true);
    }
    expect(isCivilDate({ year: 1900, month: 2, day: 29 })).toBe(false);
    expect(isCivilDate({ year: 2026, month: 4, day: 31 })).toBe(false);
    expect(isCivilDate({ year: 2026, month: 13, day: 1 })).toBe(false);
    expect(isCivilDate({ year: 2026.5, month: 1, day: 1 })).toBe(false);
    expect(isCivilDate({ year: MAX_YEAR + 1, month: 1, day: 1 })).toBe(false);
  });

  it.each([
    [2003, 12, 29, 1],
    [2004, 1, 4, 1],
    [2005, 1, 1, 53],
    [2005, 1, 3, 1],
    [2019, 9, 17, 38],
    [2020, 12, 31, 53],
    [2026, 12, 31, 53],
    [2027, 1, 3, 53],
  ])('gives the ISO week of %i-%i-%i', (year, month, day, week) => {
    expect(weekOfYearOf({ year, month, day })).toBe(week);
  });
});
