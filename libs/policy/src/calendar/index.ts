export { dayInChinese, dayOf, dayOfText, dayText, firstDayOf, isWeekend, startOfDay, yearOf, type Day } from './day.js';
export { momentInChinese } from './moment.js';
export { calendarNamed, workingDaysOf, type CalendarName, type WorkingDays } from './working-days.js';
export { addWorkingDays, MAX_WORKING_DAYS, nextWorkingDay, workingDaysBetween, type Counted } from './counting.js';
export { periodFrom, type Period, type PeriodLength } from './periods.js';
export { earliestMeeting, filingDays, type FilingRule } from './filing.js';
export { workingTimeOf } from './working-time.js';
export { calendarWarning, vacationWarning } from './warning.js';
