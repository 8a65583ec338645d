import type { Reason } from '../ports/index.js';
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
