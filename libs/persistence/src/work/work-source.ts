import type { JobRequest, LockedJob, OutboxRow, TimerRow, WorkSource } from '@quanheng/runtime/ports';
import { count } from '../queries/entry-queries.js';
import { and, equal, sql, type Found, type Reader, type Sql } from '../queries/reader.js';
import { decodeRow, without, type SqlValue } from '../schema/table.js';
import * as tables from '../schema/tables.js';
import { selectList } from '../store/sql.js';
import type { Changer } from './changer.js';

const TIMERS = without(tables.timers, ['availableAt']);
const OUTBOX = without(tables.outbox, ['availableAt']);
const JOBS = without(tables.jobs, ['availableAt', 'external']);

/** Every row carries the moment from which on it may be taken, with an index on it: what waits or is put off costs nothing. */
export function databaseWorkSource(reader: Reader, changer: Changer): WorkSource {
  return {
    takeTimers: async ({ limit, now, until }) => {
      const taken: TimerRow[] = [];
      await changer.take([available(selectList(TIMERS.columns), 'timers', now, limit)], (found) => {
        taken.splice(0, taken.length, ...found.map((each) => decodeRow(TIMERS, each)));
        return taken.map((row) => deferTimer(row, until));
      });
      return taken.sort((a, b) => a.due - b.due);
    },
    deferTimer: async (key, lease, until) => {
      const { text, values } = deferTimer(key, until);
      await changer.run(sql(`${text} AND \`available_at\` = ?`, ...values, lease));
    },
    nextTimer: (now) =>
      earliest(reader, 'SELECT MIN(`available_at`) AS moment FROM timers WHERE `available_at` > ?', now),

    lockJobs: (request) => lockJobs(changer, request),
    extendLock: async (instance, job, lock, until) => {
      const text =
        'UPDATE jobs SET `locked_until` = ?, `available_at` = CASE WHEN `due` > ? THEN `due` ELSE ? END WHERE `instance` = ? AND `job` = ? AND `lock` = ?';
      return (await changer.run(sql(text, until, until, until, instance, job, lock))) > 0;
    },
    deferJob: async ({ instance, job }, lock, until) => {
      const free = '`lock` = NULL, `locked_until` = NULL, `available_at` = CASE WHEN `due` > ? THEN `due` ELSE ? END';
      const held = lock === null ? sql('`lock` IS NULL') : sql('`lock` = ?', lock);
      const text = `UPDATE jobs SET ${free} WHERE \`instance\` = ? AND \`job\` = ? AND ${held.text}`;
      await changer.run(sql(text, until, until, instance, job, ...held.values));
    },
    nextJob: (now) => {
      const list = 'SELECT MIN(`available_at`) AS moment FROM jobs WHERE `external` = ? AND `available_at` > ?';
      return earliest(reader, `SELECT MIN(moment) AS moment FROM (${list} UNION ALL ${list}) AS lists`, 0, now, 1, now);
    },

    takeOutbox: async ({ limit, now, until }) => {
      const taken: OutboxRow[] = [];
      await changer.take([available(selectList(OUTBOX.columns), 'outbox', now, limit)], (found) => {
        taken.splice(0, taken.length, ...found.map((each) => decodeRow(OUTBOX, each)));
        return taken.map(({ id }) => deferOutbox(id, until));
      });
      return taken.sort((a, b) => a.createdAt - b.createdAt);
    },
    deferOutbox: async (id, until) => {
      await changer.run(deferOutbox(id, until));
    },

    due: async (now, most) => {
      const of = (what: string): string =>
        `(SELECT COUNT(*) FROM (SELECT 1 FROM ${what} \`available_at\` <= ? LIMIT ${count(most)}) AS some)`;
      const text = `SELECT ${of('timers WHERE')} AS timers, ${of('jobs WHERE `external` = 0 AND')} AS jobs, ${of('jobs WHERE `external` = 1 AND')} AS external, ${of('outbox WHERE')} AS outbox`;
      const [found] = await reader.all(text, [now, now, now, now]);
      const { timers, jobs, external, outbox } = found ?? {};
      return { timers: Number(timers), jobs: Number(jobs), external: Number(external), outbox: Number(outbox) };
    },
    oldestOutbox: async () => {
      const [found] = await reader.all(
        // Those that are kept are not late.
        "SELECT `created_at` AS moment FROM outbox WHERE `id` < 'kept:' ORDER BY `id` LIMIT 1",
        [],
      );
      return (found?.moment ?? null) as number | null;
    },

    dropExpiredMessages: async (now, limit) => {
      let dropped = 0;
      const text = `SELECT \`id\` FROM messages WHERE \`expires_at\` <= ? ORDER BY \`expires_at\` LIMIT ${count(limit)}`;
      await changer.take([sql(text, now)], (found) => {
        dropped = found.length;
        return found.map(({ id }) => sql('DELETE FROM messages WHERE `id` = ?', id as string));
      });
      return dropped;
    },
  };
}

function available(columns: string, table: string, now: number, limit: number, of?: Sql): Sql {
  const where = and(of, sql('`available_at` <= ?', now));
  const text = `SELECT ${columns} FROM ${table} WHERE ${where.text} ORDER BY \`available_at\` LIMIT ${count(limit)}`;
  return sql(text, ...where.values);
}

function deferTimer({ instance, subscription }: Pick<TimerRow, 'instance' | 'subscription'>, until: number): Sql {
  const text = 'UPDATE timers SET `available_at` = ? WHERE `instance` = ? AND `subscription` = ?';
  return sql(text, until, instance, subscription);
}
function deferOutbox(id: string, until: number): Sql {
  return sql('UPDATE outbox SET `available_at` = ? WHERE `id` = ?', until, id);
}

async function earliest(reader: Reader, text: string, ...values: SqlValue[]): Promise<number | null> {
  const [found] = await reader.all(text, values);
  return (found?.moment ?? null) as number | null;
}

/** One list for each handler: an index keeps each in order, and the oldest of all are taken. */
async function lockJobs(changer: Changer, request: JobRequest): Promise<readonly LockedJob[]> {
  const { unit, handlers, limit, now, until, token } = request;
  const lists = handlers?.map((handler) => equal('handler', handler)) ?? [sql('`external` = 0')];
  const ofUnit = unit === null ? undefined : equal('unit', unit);
  const selects = lists.map((list) => available(selectList(JOBS.columns), 'jobs', now, limit, and(list, ofUnit)));
  if (selects.length === 0) return [];
  let locked: LockedJob[] = [];
  await changer.take(selects, (found) => {
    locked = oldest(found, limit).map((row) => ({ ...row, lock: token(), lockedUntil: until }));
    return locked.map(lockJob);
  });
  return locked;
}

function oldest(found: readonly Found[], limit: number): Omit<LockedJob, 'lock' | 'lockedUntil'>[] {
  const rows = found.map((each) => decodeRow(JOBS, each));
  return rows.sort((a, b) => a.due - b.due || (a.instance < b.instance ? -1 : 1)).slice(0, limit);
}

function lockJob({ instance, job, lock, lockedUntil }: LockedJob): Sql {
  const text = 'UPDATE jobs SET `lock` = ?, `locked_until` = ?, `available_at` = ? WHERE `instance` = ? AND `job` = ?';
  return sql(text, lock, lockedUntil, lockedUntil, instance, job);
}
