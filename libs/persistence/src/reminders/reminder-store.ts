import type { DeliveryRow, ReminderRow, ReminderStore, TakenDelivery } from '@quanheng/runtime/ports';
import { count } from '../queries/entry-queries.js';
import { orderOf, readPage } from '../queries/paging.js';
import { and, equal, sql, type Reader, type Sql } from '../queries/reader.js';
import { decodeRow } from '../schema/table.js';
import * as tables from '../schema/tables.js';
import { deleteRow, insertRow, oneOf } from '../store/keyed-row.js';
import { selectList } from '../store/sql.js';
import type { Changer } from '../work/changer.js';
import { waitingItems } from './waiting-items.js';

const ORDER = orderOf(tables.reminders, ['at', 'id'], 'down');
const STREAM = 'instance:';

/** Rows of their own beside everything else: no command reads them, and no entry knows of them. */
export function databaseReminders(reader: Reader, changer: Changer): ReminderStore {
  return {
    add: async (reminders) => {
      if (reminders.length === 0) return;
      const ids = oneOf('id', [...new Set(reminders.map(({ reminder }) => reminder.id))]);
      const known = sql(`SELECT \`id\` FROM reminders WHERE ${ids.text}`, ...ids.values);
      const writes = (found: readonly { readonly id?: unknown }[]): Sql[] => {
        const there = new Set(found.map(({ id }) => String(id)));
        return reminders.flatMap(({ reminder, deliveries }) => {
          if (there.has(reminder.id)) return [];
          there.add(reminder.id);
          const { id, at } = reminder;
          const rows = deliveries.map((each) =>
            insertRow(tables.deliveries, { reminder: id, ...each, attempts: 0, createdAt: at, availableAt: at }),
          );
          return [insertRow(tables.reminders, reminder), ...rows];
        });
      };
      await changer.take([known], writes, 'wait');
    },
    list: ({ unit, person, unread = false }, page) => {
      const of = (state: ReminderRow['state']) => ({
        from: 'reminders',
        where: and(equal('unit', unit), equal('person', person), equal('state', state)),
      });
      return readPage(reader, tables.reminders, ORDER, unread ? [of('unread')] : [of('unread'), of('read')], page);
    },
    countUnread: async (unit, person, most) => {
      const { text, values } = unreadOf(unit, person);
      const some = `SELECT 1 FROM reminders WHERE ${text} LIMIT ${count(most)}`;
      const [found] = await reader.all(`SELECT COUNT(*) AS count FROM (${some}) AS some`, values);
      return Number(found?.count ?? 0);
    },
    read: (unit, person, ids) => {
      const { text, values } = and(unreadOf(unit, person), ids === undefined ? undefined : oneOf('id', ids));
      return changer.run(sql(`UPDATE reminders SET \`state\` = 'read' WHERE ${text}`, ...values));
    },
    dropOld: async (before, limit) => {
      const old = `SELECT \`id\` FROM reminders WHERE \`at\` < ? ORDER BY \`at\` LIMIT ${count(limit)}`;
      let dropped = 0;
      await changer.take([sql(old, before)], (found) => {
        dropped = found.length;
        if (dropped === 0) return [];
        const ids = found.map(({ id }) => String(id));
        const [own, theirs] = [oneOf('id', ids), oneOf('reminder', ids)];
        return [
          sql(`DELETE FROM deliveries WHERE ${theirs.text}`, ...theirs.values),
          sql(`DELETE FROM reminders WHERE ${own.text}`, ...own.values),
        ];
      });
      return dropped;
    },

    takeDeliveries: async ({ now, until, limit }) => {
      let taken: DeliveryRow[] = [];
      const select = `SELECT ${selectList(tables.deliveries.columns)} FROM deliveries WHERE \`available_at\` <= ? ORDER BY \`available_at\` LIMIT ${count(limit)}`;
      await changer.take([sql(select, now)], (found) => {
        taken = found.map((each) => decodeRow(tables.deliveries, each));
        return taken.map((row) => put(row, sql('`attempts` = `attempts` + 1, `available_at` = ?', until)));
      });
      return withReminders(reader, taken);
    },
    deferDelivery: async (delivery, until) => {
      await changer.run(put(delivery, sql('`available_at` = ?', until)));
    },
    endDelivery: async (delivery) => {
      await changer.run(deleteRow(tables.deliveries, delivery));
    },

    waiting: (unit, moment, range, page) => waitingItems(reader, unit, moment, range, page),
    doneBy: async (unit, command, instances, from) => {
      const { text, values } = and(
        equal('unit', unit),
        oneOf(
          'stream',
          instances.map((id) => STREAM + id),
        ),
        equal('kind', command),
        sql('`at` >= ? AND `refused` IS NULL', from),
      );
      const found = await reader.all(`SELECT \`stream\`, \`at\` FROM entries WHERE ${text}`, values);
      return new Set(found.map(({ stream, at }) => `${String(stream).slice(STREAM.length)} ${String(at)}`));
    },
  };
}

function unreadOf(unit: string, person: string): Sql {
  return and(equal('unit', unit), equal('person', person), equal('state', 'unread'));
}

function put({ reminder, channel }: Pick<DeliveryRow, 'reminder' | 'channel'>, set: Sql): Sql {
  const text = `UPDATE deliveries SET ${set.text} WHERE \`reminder\` = ? AND \`channel\` = ?`;
  return sql(text, ...set.values, reminder, channel);
}

async function withReminders(reader: Reader, taken: readonly DeliveryRow[]): Promise<readonly TakenDelivery[]> {
  if (taken.length === 0) return [];
  const ids = oneOf('id', [...new Set(taken.map(({ reminder }) => reminder))]);
  const select = `SELECT ${selectList(tables.reminders.columns)} FROM reminders WHERE ${ids.text}`;
  const found = await reader.all(select, ids.values);
  const about = new Map(found.map((each) => [String(each.id), decodeRow(tables.reminders, each)]));
  return taken.flatMap((row) => {
    const reminder = about.get(row.reminder);
    return reminder === undefined ? [] : [{ ...row, attempts: row.attempts + 1, about: reminder }];
  });
}
