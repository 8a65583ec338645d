import { addDuration, type Env } from '@quanheng/engine';
import type { OrganisationView } from '../ports/index.js';
import { MAX_WORKING_DAYS } from './counting.js';
import { DAY, dayOf, startOfDay } from './day.js';
import { isCalendarName, workingDaysOf, type WorkingDays } from './working-days.js';

/**
 * Working time for the engine's timers, by the calendars as they are known and valid at a moment: a working day has 24 hours, from 00:00 to 24:00 in China,
 * and other days have none. `P2D` from Friday at ten is Tuesday at ten; from a day off it begins with the next working day.
 */
export function workingTimeOf(view: Pick<OrganisationView, 'fact'>, at: number): NonNullable<Env['workingTime']> {
  return (calendar, from, duration) => {
    // Weeks, months and years are what they are in plain days, counted in the simplest zone.
    const plain = addDuration(from, duration, '+00:00');
    if (plain === undefined || !isCalendarName(calendar)) return undefined;
    return later(workingDaysOf(view, calendar, at), from, plain - from);
  };
}

/** Undefined beyond what is counted, as out of range. */
function later(calendar: WorkingDays, from: number, span: number): number | undefined {
  if (span > MAX_WORKING_DAYS * DAY) return undefined;
  let left = Math.max(span, 0);
  let day = dayOf(from);
  let now = from;
  for (;;) {
    if (calendar.isWorkingDay(day)) {
      const tillMidnight = startOfDay(day + 1) - now;
      if (left <= tillMidnight) return now + left;
      left -= tillMidnight;
    }
    now = startOfDay(++day);
  }
}
