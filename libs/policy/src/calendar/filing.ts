import type { UnitRuleValue } from '@quanheng/contracts';
import { addWorkingDays, workingDaysBetween, type Counted } from './counting.js';
import { dayOf, type Day } from './day.js';
import type { WorkingDays } from './working-days.js';

/**
 * 提前 n 个工作日报备: the day of filing never counts. `workingDays` counts the day of the meeting, so what is filed on Monday is decided on Wednesday
 * with two of them; `clearDays` counts only whole days between, so it is decided on Thursday.
 */
export type FilingRule = UnitRuleValue<'filingCount'>;

/** How many days lie between filing and meeting, by the unit's rule. */
export function filingDays(
  calendar: WorkingDays,
  { filedAt, meetingAt }: { readonly filedAt: number; readonly meetingAt: number },
  rule: FilingRule,
): Counted<number> {
  const meeting = dayOf(meetingAt);
  return workingDaysBetween(calendar, dayOf(filedAt), rule === 'workingDays' ? meeting : meeting - 1);
}

/** The first day on which a matter that is filed now may come before a meeting. */
export function earliestMeeting(calendar: WorkingDays, filedAt: number, days: number, rule: FilingRule): Counted<Day> {
  const last = addWorkingDays(calendar, dayOf(filedAt), days);
  return rule === 'workingDays' ? last : { ...last, value: last.value + 1 };
}
