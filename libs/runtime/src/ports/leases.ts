import type { WireVariables } from '@quanheng/policy/ports';
import type { JobKey, JobRow, OutboxRow, SubscriptionKey, TimerRow } from './rows.js';

/**
 * Where dispatchers find what is to be done. Leases are hints that keep two workers from doing the same: no state of a process depends
 * on them, and everything is applied through the door, once.
 *
 * A timer and a row of the outbox carry one moment for this, beside what the rows show: before it nobody takes them. It begins as the
 * moment they are due (when the row is put, also when it is put anew), taking moves it to the end of the lease, and what failed is put off by
 * moving it further. An index on that moment finds the next row, however many wait or are put off.
 */
export interface WorkSource {
  /** Takes timers that are due, the earliest first. Who dies with them lets them go when the lease ends. */
  takeTimers(request: TakeRequest): Promise<readonly TimerRow[]>;
  /**
   * Nobody takes the timer before `until`. Nothing happens unless it is still held by the lease that ends at `lease`: if it is gone, was put anew
   * or was taken by another since.
   */
  deferTimer(key: SubscriptionKey, lease: number, until: number): Promise<void>;
  /** When the earliest timer that nobody may take yet at `now` can be taken; null: there is none. */
  nextTimer(now: number): Promise<number | null>;

  /** Takes jobs that are due and not locked, the oldest first, by writing lock tokens. `handlers` null: all but those that begin with `external:`. */
  lockJobs(request: JobRequest): Promise<readonly LockedJob[]>;
  /** Moves the end of a lease; false when the job is gone or another holds it. */
  extendLock(instance: string, job: number, lock: string, until: number): Promise<boolean>;
  /**
   * Gives the job back: nobody has its lock, and nobody takes it before `until`, nor before it is due. Nothing happens if it is gone or its lock is
   * another one; null: none.
   */
  deferJob(key: JobKey, lock: string | null, until: number): Promise<void>;
  /** When the earliest job that is due after `now`, or whose lease ends after it, can be taken; null: there is none. */
  nextJob(now: number): Promise<number | null>;

  /** Takes rows of the outbox, the oldest first. */
  takeOutbox(request: TakeRequest): Promise<readonly OutboxRow[]>;
  /** Nobody takes the row before `until`. Nothing happens if it is gone. */
  deferOutbox(id: string, until: number): Promise<void>;

  /** For whoever watches: how many rows of each kind could be taken at `now`, each counted up to `most`. */
  due(now: number, most: number): Promise<DueRows>;
  /** For whoever watches: when the first row of the outbox was put, in the order of ids (they are given out as time goes on); null: there is none. What is kept does not count. */
  oldestOutbox(): Promise<number | null>;

  /** Deletes messages that expired by `now`; gives their number. At most `limit` at once. */
  dropExpiredMessages(now: number, limit: number): Promise<number>;
}
export interface DueRows {
  readonly timers: number;
  readonly jobs: number;
  /** Jobs for external workers. */
  readonly external: number;
  readonly outbox: number;
}
export interface TakeRequest {
  readonly limit: number;
  readonly now: number;
  /** End of the lease. */
  readonly until: number;
}
export interface JobRequest extends TakeRequest {
  /** Only jobs of this unit: an external worker belongs to one. Null: of all units. */
  readonly unit: string | null;
  readonly handlers: readonly string[] | null;
  /** Makes the token of one job. */
  readonly token: () => string;
}
export type LockedJob = JobRow & { readonly lock: string; readonly lockedUntil: number };

/** What a job works on, read from the instance when the work begins. */
export interface JobReader {
  /** Null: the job is gone, or its instance takes no results now, such as a suspended one: its work must not be done. */
  read(key: JobKey): Promise<JobContents | null>;
}
export interface JobContents {
  /** What the element sees: its own variables and those of every scope around it, inner ones hiding outer ones. */
  readonly variables: WireVariables;
  readonly businessKey: string | null;
  /** How often the definition lets it be tried again (`qh:retries`): together with the row's `retries`, how often it has failed. */
  readonly retries: number;
}

/** Does what a row of the outbox asks for, by commands of its own; the row is gone when it is done. Doing it again does nothing more. */
export interface Courier {
  deliver(row: OutboxRow): Promise<void>;
}
