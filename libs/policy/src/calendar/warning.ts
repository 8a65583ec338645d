import type { Reason } from '../ports/index.js';
import { reason } from '../texts/index.js';
import { dayInChinese, type Day } from './day.js';
import type { WorkingDays } from './working-days.js';

const NAMES = { statutory: '法定工作日', unit: '单位值班日' } as const;

/** What whoever shows a counted day says with it; null: every year had its data. Nothing is refused for it. */
export function calendarWarning(
  calendar: Pick<WorkingDays, 'name'>,
  yearsWithoutData: readonly number[],
): Reason | null {
  if (yearsWithoutData.length === 0) return null;
  const years = yearsWithoutData.join('、');
  const name = NAMES[calendar.name];
  return {
    code: 'CALENDAR_NOT_SET',
    message: `${years}年的${name}日历尚未设置，期限暂按周一至周五推算；请职权目录管理员设置后核对。`,
    parameters: { years, calendar: calendar.name },
  };
}

/**
 * A period of statutory working days on some of which the unit itself does not work, such as a school in its vacation: it counts, and hardly anybody sees
 * what is made public. The day on which it begins does not count. Null: there is none. Nothing is refused for it.
 */
export function vacationWarning(
  { statutory, unit }: { readonly statutory: WorkingDays; readonly unit: WorkingDays },
  begins: Day,
  last: Day,
): Reason | null {
  const away: Day[] = [];
  for (let day = begins + 1; day <= last; day++) {
    if (statutory.isWorkingDay(day) && !unit.isWorkingDay(day)) away.push(day);
  }
  const [first] = away;
  if (first === undefined) return null;
  return reason('PERIOD_IN_VACATION', { date: dayInChinese(last), n: away.length, from: dayInChinese(first) });
}
