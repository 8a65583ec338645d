import { calendarNamed, dayOfText, firstDayOf, isWeekend, startOfDay } from '../../calendar/index.js';
import { finding, listed, type OrganisationFinding } from '../finding.js';
import { nameOf } from '../references.js';
import { touchedOf, type Outcome } from './check.js';

/** The dates of a calendar are of its year, none is off and worked at once, and only weekends are worked instead of something else. */
export function* calendarsAreSound(outcome: Outcome): Generator<OrganisationFinding> {
  for (const id of touchedOf(outcome, 'calendar')) {
    const { year } = calendarNamed(id);
    for (const fact of outcome.after.chain('calendar', id)) {
      const { holidays, workdays } = fact.data;
      const off = new Set(holidays);
      const faults = {
        'calendar-date-outside': [...holidays, ...workdays].filter((date) => Number(date.slice(0, 4)) !== year),
        'calendar-date-both': workdays.filter((date) => off.has(date)),
        'calendar-workday-on-weekday': workdays.filter((date) => !isWeekend(dayOfText(date))),
      } as const;
      for (const [code, dates] of Object.entries(faults) as [keyof typeof faults, string[]][]) {
        if (dates.length > 0) yield finding(code, nameOf(fact), { id, dates: listed(dates) });
      }
    }
  }
}

/** A period that ends in the next year is counted in this one: a calendar that begins with its year would come too late for it. */
export function* calendarsComeInTime(outcome: Outcome): Generator<OrganisationFinding> {
  for (const id of touchedOf(outcome, 'calendar')) {
    const [first] = outcome.after.chain('calendar', id);
    if (first && first.from > startOfDay(firstDayOf(calendarNamed(id).year))) {
      yield finding('calendar-late', nameOf(first), { id, at: first.from });
    }
  }
}
