import type { JobRequest, JobRow, LockedJob, TakeRequest, WorkSource } from '@quanheng/runtime/ports';
import { compareKeys } from './paging.js';
import { keyText, type Rows } from './rows.js';
import { subscriptionKey, type Tables } from './tables.js';

const EXTERNAL = 'external:';

export function memoryWorkSource(tables: Tables, ready: () => Promise<void>): WorkSource {
  const ask = async <T>(act: () => T): Promise<T> => {
    await ready();
    return act();
  };
  const { timers, timerLeases, outbox, outboxLeases, jobs, jobLeases, messages } = tables;
  return {
    takeTimers: (request) => ask(() => take(timers, timerLeases, subscriptionKey, ({ due }) => due, request)),
    deferTimer: (key, lease, until) =>
      ask(() => {
        const name = subscriptionKey(key);
        if (timerLeases.get(name) === lease) defer(timers, timerLeases, name, until);
      }),
    nextTimer: (now) => ask(() => earliest([...timerLeases.values()].filter((moment) => moment > now))),
    lockJobs: (request) => ask(() => takeJobs(tables, request)),
    extendLock: (instance, job, lock, until) =>
      ask(() => {
        const row = jobs.get(keyText(instance, job));
        if (row?.lock !== lock) return false;
        jobs.put({ ...row, lockedUntil: until });
        jobLeases.set(keyText(instance, job), Math.max(row.due, until));
        return true;
      }),
    deferJob: ({ instance, job }, lock, until) =>
      ask(() => {
        const row = jobs.get(keyText(instance, job));
        if (row?.lock !== lock) return;
        jobs.put({ ...row, lock: null, lockedUntil: null });
        jobLeases.set(keyText(instance, job), Math.max(row.due, until));
      }),
    nextJob: (now) =>
      ask(() => {
        const moments = jobs.all().map(({ instance, job }) => jobLeases.get(keyText(instance, job)) ?? 0);
        return earliest(moments.filter((moment) => moment > now));
      }),
    takeOutbox: (request) =>
      ask(() =>
        take(
          outbox,
          outboxLeases,
          ({ id }) => id,
          ({ createdAt }) => createdAt,
          request,
        ),
      ),
    deferOutbox: (id, until) => ask(() => defer(outbox, outboxLeases, id, until)),
    due: (now, most) =>
      ask(() => {
        const dueOf = (moments: readonly (number | undefined)[]): number =>
          Math.min(most, moments.filter((moment) => (moment ?? 0) <= now).length);
        const ofJobs = (external: boolean): number =>
          dueOf(
            jobs
              .all()
              .filter(({ handler }) => handler.startsWith(EXTERNAL) === external)
              .map(({ instance, job }) => jobLeases.get(keyText(instance, job))),
          );
        const timersDue = dueOf(timers.all().map((row) => timerLeases.get(subscriptionKey(row))));
        const outboxDue = dueOf(outbox.all().map(({ id }) => outboxLeases.get(id)));
        return { timers: timersDue, jobs: ofJobs(false), external: ofJobs(true), outbox: outboxDue };
      }),
    oldestOutbox: () =>
      ask(() => {
        const [first] = [...outbox.all().filter(({ kind }) => kind !== 'kept')].sort((a, b) =>
          compareKeys([a.id], [b.id]),
        );
        return first?.createdAt ?? null;
      }),
    dropExpiredMessages: (now, limit) =>
      ask(() => {
        const expired = messages
          .all()
          .filter(({ expiresAt }) => expiresAt <= now)
          .slice(0, limit);
        for (const { id } of expired) messages.drop(id);
        return expired.length;
      }),
  };
}

function take<Row extends object>(
  table: Rows<Row>,
  leases: Map<string, number>,
  keyOf: (row: Row) => string,
  moment: (row: Row) => number,
  { now, until, limit }: TakeRequest,
): readonly Row[] {
  const taken = table
    .all()
    .filter((row) => (leases.get(keyOf(row)) ?? 0) <= now)
    .sort((a, b) => compareKeys([moment(a), keyOf(a)], [moment(b), keyOf(b)]))
    .slice(0, limit);
  for (const row of taken) leases.set(keyOf(row), until);
  return taken;
}

function defer<Row extends object>(table: Rows<Row>, leases: Map<string, number>, key: string, until: number): void {
  if (table.has(key)) leases.set(key, until);
}

function takeJobs(tables: Tables, request: JobRequest): readonly LockedJob[] {
  const { unit, handlers, limit, now, until, token } = request;
  const isWanted = (row: JobRow): boolean =>
    (unit === null || row.unit === unit) &&
    (handlers === null ? !row.handler.startsWith(EXTERNAL) : handlers.includes(row.handler));
  return tables.jobs
    .all()
    .filter((row) => isWanted(row) && (tables.jobLeases.get(keyText(row.instance, row.job)) ?? 0) <= now)
    .sort((a, b) => compareKeys([a.due, a.instance, a.job], [b.due, b.instance, b.job]))
    .slice(0, limit)
    .map((row) => {
      const taken = { ...row, lock: token(), lockedUntil: until };
      tables.jobs.put(taken);
      tables.jobLeases.set(keyText(row.instance, row.job), until);
      return taken;
    });
}

function earliest(moments: readonly number[]): number | null {
  return moments.length === 0 ? null : moments.reduce((a, b) => Math.min(a, b));
}
