import type { CalendarData, Fact, OrganisationView } from '../../ports/index.js';
import { workingDaysOf, type CalendarName, type WorkingDays } from '../working-days.js';

/** From one date to another, both of one month. */
export function span(month: string, from: number, to: number): string[] {
  return Array.from({ length: to - from + 1 }, (_, i) => `${month}-${String(from + i).padStart(2, '0')}`);
}

/** The schedule of 2026 as it was announced. */
export const YEAR_2026: CalendarData = {
  holidays: [
    ...[span('2026-01', 1, 3), span('2026-02', 15, 23), span('2026-04', 4, 6), span('2026-05', 1, 5)].flat(),
    ...[span('2026-06', 19, 21), span('2026-09', 25, 27), span('2026-10', 1, 7)].flat(),
  ],
  workdays: ['2026-01-04', '2026-02-14', '2026-02-28', '2026-05-09', '2026-09-20', '2026-10-10'],
  document: '国务院办公厅关于2026年部分节假日安排的通知',
};

/** Calendars and nothing else, valid from a moment on. */
export function viewOf(
  calendars: Readonly<Record<string, CalendarData>>,
  from = -Infinity,
): Pick<OrganisationView, 'fact'> {
  return {
    fact: (kind, id, at) => {
      const data = kind === 'calendar' ? calendars[id] : undefined;
      if (data === undefined || at < from) return undefined;
      const fact: Fact = { kind: 'calendar', id, from, to: null, data };
      return fact as Extract<Fact, { kind: typeof kind }>;
    },
  };
}

export function calendarOf(
  calendars: Readonly<Record<string, CalendarData>> = { 'statutory:2026': YEAR_2026 },
  name: CalendarName = 'statutory',
): WorkingDays {
  return workingDaysOf(viewOf(calendars), name, 0);
}

/** A moment in China: `2026-09-30 10:00`. */
export function moment(text: string): number {
  const at = Date.parse(`${text.replace(' ', 'T')}:00+08:00`);
  if (Number.isNaN(at)) throw new Error(`${text} is no moment`);
  return at;
}
