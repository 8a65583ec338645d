import type { ExternalJob } from '@quanheng/jobs';
import type { IncidentRow, JobRow, QuarantineRow, TimerRow } from '@quanheng/runtime/ports';

/** Without the lock: whoever knows it may complete the job. */
export function jobView({ instance, job, process, element, handler, retries, due, lastError, lockedUntil }: JobRow) {
  return { instance, job, process, element, handler, retries, due, lastError, lockedUntil };
}

export function lockedJobView(job: ExternalJob) {
  const { lock, lockedUntil, businessKey, variables, idempotencyKey } = job;
  return { ...jobView(job), lock, lockedUntil, businessKey, variables, idempotencyKey };
}

export function incidentView({ instance, element, process, activity, code, message, raisedAt }: IncidentRow) {
  return { instance, element, process, activity, code, message, raisedAt };
}

export function timerView({ instance, subscription, element, due }: TimerRow) {
  return { instance, subscription, element, due };
}

/** Without the stack, which belongs into the log. */
export function quarantineView({ instance, at, command, principal, message }: QuarantineRow) {
  return { instance, at, command, principal, message };
}
