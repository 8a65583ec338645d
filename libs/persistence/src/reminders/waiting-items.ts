import type { Page, PageRequest, ReminderStore, WaitingItem } from '@quanheng/runtime/ports';
import { orderOf, readPage } from '../queries/paging.js';
import { and, equal, sql, type Reader } from '../queries/reader.js';
import { exceptionKey } from '../schema/rows.js';
import * as tables from '../schema/tables.js';
import { oneOf } from '../store/keyed-row.js';
import { columnOf, quoted } from '../store/sql.js';

const EXCEPTED = exceptionKey('');
type Moment = Parameters<ReminderStore['waiting']>[1];
type Range = Parameters<ReminderStore['waiting']>[2];

/** Each moment leads an index, so that what did not happen lately costs nothing. */
export async function waitingItems(
  reader: Reader,
  unit: string,
  moment: Moment,
  { from, to }: Range,
  page: PageRequest,
): Promise<Page<WaitingItem>> {
  const column = quoted(columnOf(tables.workItems, moment).name);
  const between = sql(`${column} > ? AND ${column} <= ?`, from, to);
  const where = and(equal('unit', unit), between, equal('status', 'open'));
  const order = orderOf(tables.workItems, [moment, 'instance', 'item'], 'up');
  const { rows, next } = await readPage(reader, tables.workItems, order, [{ from: 'work_items', where }], page);
  const excepted = await exceptedFrom(reader, [...new Set(rows.map(({ instance }) => instance))]);
  return {
    rows: rows.map((item) => ({ item, excepted: excepted.get(`${item.instance} ${item.item}`) ?? [] })),
    next,
  };
}

async function exceptedFrom(reader: Reader, instances: readonly string[]): Promise<ReadonlyMap<string, string[]>> {
  const persons = new Map<string, string[]>();
  if (instances.length === 0) return persons;
  const { text, values } = oneOf('instance', instances);
  const select = `SELECT \`instance\`, \`item\`, \`offer\` FROM work_offers WHERE ${text} AND \`offer\` LIKE '${EXCEPTED}%'`;
  for (const { instance, item, offer } of await reader.all(select, values)) {
    const key = `${String(instance)} ${String(item)}`;
    persons.set(key, [...(persons.get(key) ?? []), String(offer).slice(EXCEPTED.length)]);
  }
  return persons;
}
