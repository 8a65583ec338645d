import { dayInChinese, periodFrom, startOfDay, workingDaysOf } from '../../calendar/index.js';
import { DISCIPLINE_ROLE, holdersOfDiscipline } from '../../exceptions/discipline.js';
import type { KeptPeriod } from '../../work/state.js';
import type { Reason } from '../../ports/index.js';
import { reason } from '../../texts/index.js';
import type { Around, DoneActs, PlannedControl } from '../control.js';
import { filedFor, type Filed } from './filed.js';
import { AGENDA, OPEN } from './meeting.js';
import type { Properties } from './properties.js';

/**
 * 紧急上会 (domain §2.d, M7): what was filed too late comes before the meeting all the same, where the drawing allows it. The reason is given, discipline
 * inspection and the members are told before the meeting is opened, and the meeting is filed afterwards before work goes on.
 */
export const NOTICE = 'notice';
/** 会后补报. */
export const FILE_AFTER = 'fileAfter';

export function isTooLate({ at, days, needed }: Filed): boolean {
  return at === null || days < needed;
}

/** What has to be filed before a meeting was filed early enough, or the emergency was told. What was not filed at all is no emergency. */
export function againstLateFiling(control: PlannedControl<Properties>, done: DoneActs, around: Around): Reason[] {
  const filed = filedFor(control, around);
  if (filed === null || !isTooLate(filed)) return [];
  const { urgentFiling, filedAfterDays } = control.properties;
  const mayBeUrgent = urgentFiling === 'allowed' && filed.at !== null;
  if (mayBeUrgent && done[NOTICE] !== undefined) return [];
  const late = reason('FILING_TOO_LATE', { n: filed.days, q: filed.needed, date: dayInChinese(filed.earliest) });
  return mayBeUrgent ? [late, reason('URGENT_UNTOLD', { n: filedAfterDays })] : [late];
}

/** Until when the emergency can be told: the meeting is convened, and too early for its filing; null: there is nothing to tell. */
export function noticeUntil(control: PlannedControl<Properties>, done: DoneActs, around: Around): number | null {
  if (control.properties.urgentFiling !== 'allowed') return null;
  if (done[AGENDA] === undefined || done[OPEN] !== undefined || done[NOTICE] !== undefined) return null;
  const filed = filedFor(control, around);
  return filed === null || filed.at === null || !isTooLate(filed) ? null : startOfDay(filed.earliest);
}

/** Nobody supervises whom it could be told. */
export function againstNotice({ organisation, at }: Around): Reason[] {
  const isSomebody = holdersOfDiscipline(organisation, at).length > 0;
  return isSomebody ? [] : [reason('URGENT_UNSEEN', { role: DISCIPLINE_ROLE })];
}

/** Until when a meeting that is opened now is filed afterwards; null: it was filed in time. */
export function afterwards(control: PlannedControl<Properties>, around: Around): KeptPeriod | null {
  const filed = filedFor(control, around);
  if (filed === null || !isTooLate(filed)) return null;
  const { organisation, at } = around;
  const calendar = workingDaysOf(organisation, 'statutory', at);
  const { filedAfterDays: days } = control.properties;
  return {
    ...periodFrom(calendar, at, { days, counting: 'workingDays' }).value,
    organisation: organisation.version,
  };
}

/** It was opened in an emergency, and is not filed yet. */
export function waitsForFiling(done: DoneActs): boolean {
  return done[OPEN]?.period !== undefined && done[FILE_AFTER] === undefined;
}
