import { weekdays } from '@quanheng/engine';
import * as fc from 'fast-check';
import { dayOf, isWeekend, startOfDay, workingDaysOf } from './index.js';
import { moment, viewOf, YEAR_2026 } from './testing/calendars.js';
import { workingTimeOf } from './working-time.js';

const view = viewOf({
  'statutory:2026': YEAR_2026,
  'unit:2026': { ...YEAR_2026, workdays: [], holidays: ['2026-11-16'] },
});
const workingTime = workingTimeOf(view, 0);
const HOUR = 3_600_000;

describe('working time of timers', () => {
  test.each([
    ['within a day', 'statutory', '2026-11-16 10:00', 'PT4H', '2026-11-16 14:00'],
    ['over a weekend', 'statutory', '2026-11-20 10:00', 'P2D', '2026-11-24 10:00'],
    ['till midnight, which is the end of the day', 'statutory', '2026-11-20 10:00', 'PT14H', '2026-11-21 00:00'],
    ['from a day off it begins with the next working day', 'statutory', '2026-11-21 10:00', 'PT4H', '2026-11-23 04:00'],
    ['across 国庆', 'statutory', '2026-09-30 10:00', 'P1D', '2026-10-08 10:00'],
    ['across a make-up Saturday', 'statutory', '2026-10-09 10:00', 'P1D', '2026-10-10 10:00'],
    ['by the unit’s own calendar', 'unit', '2026-11-13 10:00', 'P1D', '2026-11-17 10:00'],
    ['a day in China, not in Greenwich', 'statutory', '2026-11-23 02:00', 'PT1H', '2026-11-23 03:00'],
    ['nothing', 'statutory', '2026-11-16 10:00', 'PT0S', '2026-11-16 10:00'],
    ['nothing, on a day off', 'statutory', '2026-11-21 10:00', 'PT0S', '2026-11-23 00:00'],
    ['less than nothing is at once', 'statutory', '2026-11-16 10:00', '-P1D', '2026-11-16 10:00'],
  ])('%s', (_name, calendar, from, duration, until) => {
    expect(workingTime(calendar, moment(from), duration)).toBe(moment(until));
  });

  test('there is none of another name, and none beyond what is counted', () => {
    const at = moment('2026-11-16 10:00');
    expect(workingTime('lunar', at, 'P1D')).toBeUndefined();
    expect(workingTime('statutory', at, 'P200Y')).toBeUndefined();
    expect(workingTime('statutory', at, 'P999999999Y')).toBeUndefined();
  });

  test('is counted by what is valid when it is asked, not at the moment from which it is counted', () => {
    const from = moment('2026-09-30 10:00');
    const later = viewOf({ 'statutory:2026': YEAR_2026 }, from - 1);
    expect(workingTimeOf(later, from - 2)('statutory', from, 'P1D')).toBe(moment('2026-10-01 10:00'));
    expect(workingTimeOf(later, from)('statutory', from - 2, 'P1D')).toBe(moment('2026-10-08 10:00') - 2);
  });

  test('without any calendar it is what the simulated world counts, in China’s zone', () => {
    const bare = workingTimeOf(viewOf({}), 0);
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 24 * 400 }), fc.integer({ min: 0, max: 24 * 90 }), (start, hours) => {
        const from = moment('2026-01-01 00:00') + start * HOUR;
        const shifted = weekdays('any', from + 8 * HOUR, `PT${hours}H`);
        // Friday's end and Monday's beginning are the same moment of working time.
        const normal = (at: number): number => (isWeekend(dayOf(at)) ? startOfDay(dayOf(at) + 2) : at);
        expect(normal(bare('statutory', from, `PT${hours}H`)!)).toBe(normal(shifted! - 8 * HOUR));
      }),
      { numRuns: 500 },
    );
  });

  test('agrees with counting hour by hour', () => {
    const days = workingDaysOf(view, 'statutory', 0);
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 24 * 300 }), fc.integer({ min: 1, max: 24 * 30 }), (start, hours) => {
        const from = moment('2026-01-01 00:00') + start * HOUR;
        let now = from;
        for (let left = hours; left > 0; now += HOUR) if (days.isWorkingDay(dayOf(now))) left--;
        expect(workingTime('statutory', from, `PT${hours}H`)).toBe(now);
      }),
      { numRuns: 200 },
    );
  });
});
