import type { Fact, OrganisationChange } from '@quanheng/runtime';

/** One stretch of days within a month. */
function days(month: string, from: number, to = from): string[] {
  return Array.from({ length: to - from + 1 }, (_, i) => `${month}-${String(from + i).padStart(2, '0')}`);
}

/** The schedule of 2026, as the General Office of the State Council announced it on 2025-11-04. */
const YEAR_2026 = {
  holidays: [
    ...days('2026-01', 1, 3),
    ...days('2026-02', 15, 23),
    ...days('2026-04', 4, 6),
    ...days('2026-05', 1, 5),
    ...days('2026-06', 19, 21),
    ...days('2026-09', 25, 27),
    ...days('2026-10', 1, 7),
  ],
  workdays: ['2026-01-04', '2026-02-14', '2026-02-28', '2026-05-09', '2026-09-20', '2026-10-10'],
  document: '国务院办公厅关于2026年部分节假日安排的通知(演示数据,待本单位确认)',
};

/** The legal holidays of 2027 themselves; which days are moved for them was not announced when this was written. */
const YEAR_2027 = {
  holidays: [
    ...days('2027-01', 1),
    ...days('2027-02', 5, 8),
    ...days('2027-04', 5),
    ...days('2027-05', 1, 2),
    ...days('2027-06', 9),
    ...days('2027-09', 15),
    ...days('2027-10', 1, 3),
  ],
  workdays: [],
  document: '全国年节及纪念日放假办法所列节日(演示数据,2027年调休安排公布后由本单位更正)',
};

/** 2025-11-04 in China: a calendar is known before its year begins. */
const SINCE = Date.UTC(2025, 10, 3, 16);

/** The statutory calendars; the unit has none of its own and so follows them. */
export function calendarChanges(): OrganisationChange[] {
  return Object.entries({ 'statutory:2026': YEAR_2026, 'statutory:2027': YEAR_2027 }).map(([id, data]) => {
    const fact: Fact = { kind: 'calendar', id, from: SINCE, to: null, data };
    return { change: 'put', fact };
  });
}
