import type { ExternalJob } from '@quanheng/jobs';
import type { DrawnName } from './drawn-names.js';
import type { IncidentRow, JobRow, QuarantineRow, TimerRow } from '@quanheng/runtime/ports';

/** Without the lock: whoever knows it may complete the job. */
export function jobView({ instance, job, process, element, handler, retries, due, lastError, lockedUntil }: JobRow) {
  return { instance, job, process, element, handler, retries, due, lastError, lockedUntil };
}

export function namedJobView(row: JobRow, { name }: DrawnName) {
  return { ...jobView(row), name };
}

export function lockedJobView(job: ExternalJob) {
  const { lock, lockedUntil, businessKey, variables, idempotencyKey } = job;
  return { ...jobView(job), lock, lockedUntil, businessKey, variables, idempotencyKey };
}

export function incidentView(row: IncidentRow, { name }: DrawnName) {
  const { instance, element, process, activity, code, message, raisedAt } = row;
  return { instance, element, process, activity, name, code, message, raisedAt };
}

export function timerView({ instance, subscription, element, due }: TimerRow, { process, name }: DrawnName) {
  return { instance, subscription, process, element, name, due };
}

/** Without the stack, which belongs into the log. */
export function quarantineView({ instance, at, command, principal, message }: QuarantineRow) {
  return { instance, at, command, principal, message };
}
