import { dayInChinese, dayOf, periodFrom, workingDaysOf } from '../calendar/index.js';
import { allResting } from '../constraints/index.js';
import { policyOf } from '../model/index.js';
import type { InstanceView, Reason, Request } from '../ports/index.js';
import { reason } from '../texts/index.js';
import type { Work } from '../work/state.js';
import type { Limits, Span, Window } from './spec.js';

/** Too early or too late after what it rests on. Days are whole ones: the day of the first act does not count, the last ends at 24:00. */
export function againstWindows(
  activity: string,
  { windows }: Limits,
  request: Request<Work>,
  instance: InstanceView<Work>,
): Reason[] {
  return windows
    .filter(({ then }) => then === activity)
    .flatMap((window) =>
      allResting(against(window, request, instance), () => ({ id: window.name, basis: window.basis })),
    );
}

function against(window: Window, request: Request<Work>, { work, definition }: InstanceView<Work>): Reason[] {
  const began = work.counted?.doneAt[window.first];
  if (began === undefined) return [];
  const { activities } = policyOf(definition);
  const [a, b] = [window.first, window.then].map((key) => activities.get(key)?.name ?? key) as [string, string];
  const { least, most } = window;
  const end = (span: Span): number => endOf(span, began, request);
  const reasons: Reason[] = [];
  if (least !== null && request.at < end(least)) {
    reasons.push(reason('WINDOW_EARLY', { a, b, span: textOf(least), date: dayInChinese(dayOf(end(least))) }));
  }
  if (most !== null && request.at >= end(most)) {
    reasons.push(reason('WINDOW_LATE', { a, b, span: textOf(most), date: dayInChinese(dayOf(end(most) - 1)) }));
  }
  return reasons;
}

/** By the calendar of the moment it began. */
function endOf({ days, counting, calendar }: Span, began: number, { organisation }: Request<Work>): number {
  return periodFrom(workingDaysOf(organisation, calendar, began), began, { days, counting }).value.end;
}

function textOf({ days, counting }: Span): string {
  return counting === 'workingDays' ? `${days}个工作日` : `${days}日`;
}
