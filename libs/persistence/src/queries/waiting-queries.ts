import type { MessageRow, Queries, SubscriptionRow } from '@quanheng/runtime/ports';
import { decodeRow, without } from '../schema/table.js';
import * as tables from '../schema/tables.js';
import { selectList } from '../store/sql.js';
import { count } from './entry-queries.js';
import { orderOf, readPage } from './paging.js';
import { and, equal, join, sql, type Reader, type Sql } from './reader.js';
import { readRow } from './read-row.js';

const JOBS = without(tables.jobs, ['availableAt', 'external']);
const JOB_ORDER = orderOf(tables.jobs, ['due', 'instance', 'job'], 'up');
const TIMERS = without(tables.timers, ['availableAt']);
const TIMER_ORDER = orderOf(tables.timers, ['due', 'instance', 'subscription'], 'up');
const OUTBOX = without(tables.outbox, ['availableAt']);
const INCIDENT_ORDER = orderOf(tables.incidents, ['raisedAt', 'instance', 'element'], 'down');
const SUBSCRIPTION = selectList(tables.subscriptions.columns);
const MESSAGE = selectList(tables.messages.columns);

/** What waits for something: jobs, timers, incidents, receivers of messages and messages themselves. */
export function waitingQueries(
  reader: Reader,
): Pick<
  Queries,
  | 'jobs'
  | 'job'
  | 'timers'
  | 'timer'
  | 'incidents'
  | 'subscriptionsOf'
  | 'subscribers'
  | 'messagesFor'
  | 'message'
  | 'keptSignals'
> {
  const subscriptions = async ({ text, values }: Sql): Promise<SubscriptionRow[]> =>
    (await reader.all(text, values)).map((each) => decodeRow(tables.subscriptions, each));
  const messages = async ({ text, values }: Sql): Promise<MessageRow[]> =>
    (await reader.all(text, values)).map((each) => decodeRow(tables.messages, each));
  return {
    jobs: (unit, { instance, handler }, page) => {
      const where = and(equal('unit', unit), equal('instance', instance), equal('handler', handler));
      return readPage(reader, JOBS, JOB_ORDER, [{ from: 'jobs', where }], page);
    },
    job: (instance, job) => readRow(reader, JOBS, 'jobs', and(equal('instance', instance), equal('job', job))),
    timers: (unit, { instance }, page) => {
      const where = and(equal('unit', unit), equal('instance', instance));
      return readPage(reader, TIMERS, TIMER_ORDER, [{ from: 'timers', where }], page);
    },
    timer: (instance, subscription) =>
      readRow(reader, TIMERS, 'timers', and(equal('instance', instance), equal('subscription', subscription))),
    incidents: (unit, { instance, process }, page) => {
      const where = and(equal('unit', unit), equal('instance', instance), equal('process', process));
      return readPage(reader, tables.incidents, INCIDENT_ORDER, [{ from: 'incidents', where }], page);
    },
    subscriptionsOf: (instance) =>
      subscriptions(
        sql(`SELECT ${SUBSCRIPTION} FROM subscriptions WHERE \`instance\` = ? ORDER BY \`subscription\``, instance),
      ),
    subscribers: (unit, kind, name, correlation, limit) => {
      const where = sql('`unit` = ? AND `kind` = ? AND `name` = ?', unit, kind, name);
      return subscriptions(
        correlated(`${SUBSCRIPTION}, \`ordinal\``, 'subscriptions', where, correlation, '`ordinal`', limit),
      );
    },
    messagesFor: (unit, name, correlation, now, limit) => {
      const where = sql('`unit` = ? AND `name` = ? AND `expires_at` > ?', unit, name, now);
      return messages(correlated(MESSAGE, 'messages', where, correlation, '`publishedAt`, `id`', limit));
    },
    keptSignals: async (instance) => {
      const range = [`kept:${instance}:`, `kept:${instance};`];
      const text = `SELECT ${selectList(OUTBOX.columns)} FROM outbox WHERE \`id\` > ? AND \`id\` < ? ORDER BY \`id\``;
      return (await reader.all(text, range)).map((each) => decodeRow(OUTBOX, each));
    },
    message: async (id) => (await messages(sql(`SELECT ${MESSAGE} FROM messages WHERE \`id\` = ?`, id)))[0] ?? null,
  };
}

/** The first rows with this correlation or none, from two lists that an index keeps in order; without a correlation, all fit. */
function correlated(
  columns: string,
  table: string,
  where: Sql,
  correlation: string | null,
  order: string,
  limit: number,
): Sql {
  const end = `ORDER BY ${order} LIMIT ${count(limit)}`;
  const list = (condition: Sql): Sql => {
    const all = and(where, condition);
    return sql(`SELECT ${columns} FROM ${table} WHERE ${all.text} ${end}`, ...all.values);
  };
  if (correlation === null) return list(sql('1 = 1'));
  const lists = [sql('`correlation` = ?', correlation), sql('`correlation` IS NULL')].map((condition, index) => {
    const { text, values } = list(condition);
    return sql(`SELECT * FROM (${text}) AS list${index}`, ...values);
  });
  const union = join(lists, ' UNION ALL ');
  return sql(`${union.text} ${end}`, ...union.values);
}
