import type { JobRow, OutboxRow, TimerRow } from './rows.js';

/**
 * Where dispatchers find what is to be done. Leases are hints that keep two workers from doing the same: no state of a process depends
 * on them, and everything is applied through the door, once.
 */
export interface WorkSource {
  /** Timers due by `now`, the earliest first. */
  dueTimers(now: number, limit: number): Promise<readonly TimerRow[]>;
  /** When the earliest timer that is due after `now` is due; null: there is none. */
  nextTimer(now: number): Promise<number | null>;
  /** Takes jobs that are due and not locked, the oldest first, by writing lock tokens. `handlers` null: all but those that begin with `external:`. */
  lockJobs(request: JobRequest): Promise<readonly LockedJob[]>;
  /** Prolongs a lease; false when the job is gone or another holds it. */
  extendLock(instance: string, job: number, lock: string, until: number): Promise<boolean>;
  /** When the earliest job that is due after `now`, or whose lease ends after it, can be taken; null: there is none. */
  nextJob(now: number): Promise<number | null>;
  /** The oldest rows of the outbox. */
  outbox(limit: number): Promise<readonly OutboxRow[]>;
  /** Deletes messages that expired by `now`; gives their number. At most `limit` at once. */
  dropExpiredMessages(now: number, limit: number): Promise<number>;
}
export interface JobRequest {
  /** Only jobs of this unit: an external worker belongs to one. Null: of all units. */
  readonly unit: string | null;
  readonly handlers: readonly string[] | null;
  readonly limit: number;
  readonly now: number;
  readonly until: number;
  /** Makes the token of one job. */
  readonly token: () => string;
}
export type LockedJob = JobRow & { readonly lock: string; readonly lockedUntil: number };
