import type { ItemFilter, Page, PageRequest, Queries, WorkItemRow } from '@quanheng/runtime/ports';
import { decodeRow } from '../schema/table.js';
import { exceptionKey } from '../schema/rows.js';
import * as tables from '../schema/tables.js';
import { selectList } from '../store/sql.js';
import { mergeBranches, orderOf, pageOf, readPage, sorted, type Branch } from './paging.js';
import { and, equal, sql, type Reader } from './reader.js';

const OPENED = orderOf(tables.workItems, ['openedAt', 'instance', 'item'], 'down');
const CLOSED = orderOf(tables.workItems, ['closedAt', 'instance', 'item'], 'down');
const COLUMNS = selectList(tables.workItems.columns);

export function itemQueries(reader: Reader): Pick<Queries, 'items' | 'item' | 'itemsOf'> {
  const readIn = async (table: string, where: string, values: string[]): Promise<WorkItemRow[]> => {
    const found = await reader.all(`SELECT ${COLUMNS} FROM ${table} WHERE ${where}`, values);
    return found.map((each) => decodeRow(tables.workItems, each));
  };
  /** All items of an instance are in one place: where it is worked on, or in the archive. */
  const read = async (where: string, ...values: string[]): Promise<WorkItemRow[]> => {
    const live = await readIn('work_items', where, values);
    return live.length > 0 ? live : readIn('archived_work_items', where, values);
  };
  return {
    items: (filter, page) => readBox(reader, filter, page),
    item: async (instance, item) => (await read('`instance` = ? AND `item` = ?', instance, item))[0] ?? null,
    itemsOf: (instance) => read('`instance` = ? ORDER BY `element`, `item`', instance),
  };
}

function readBox(reader: Reader, filter: ItemFilter, page: PageRequest): Promise<Page<WorkItemRow>> {
  const of = and(equal('unit', filter.unit), equal('process', filter.process));
  switch (filter.box) {
    case 'open':
      return readInbox(reader, filter, page);
    case 'done': {
      const where = and(of, sql("`closed_by` = ? AND `status` = 'completed'", filter.person));
      return readPage(reader, tables.workItems, CLOSED, [{ from: 'work_items', where }], page);
    }
    case 'all': {
      const where = and(of, sql("`status` = 'open'"));
      return readPage(reader, tables.workItems, OPENED, [{ from: 'work_items', where }], page);
    }
  }
}

/** What is the person's own, and what nobody has taken under each of the keys and the person is not excepted from; an item that is offered under several shows once. */
async function readInbox(
  reader: Reader,
  filter: ItemFilter & { box: 'open' },
  page: PageRequest,
): Promise<Page<WorkItemRow>> {
  const of = and(equal('unit', filter.unit), equal('process', filter.process));
  const own = and(of, sql("`assignee` = ? AND `status` = 'open'", filter.person));
  const excepted = sql(
    '(`instance`, `item`) NOT IN (SELECT `instance`, `item` FROM `work_offers` WHERE `unit` = ? AND `offer` = ?)',
    filter.unit,
    exceptionKey(filter.person),
  );
  const offered = [...new Set(filter.offers)].map((offer) =>
    and(of, sql('`offer` = ? AND `taken` = 0', offer), excepted),
  );
  const branches: Branch[] = [
    { from: 'work_items', where: own },
    ...offered.map((where) => ({ from: 'work_offers', where })),
  ];
  const keys = mergeBranches(selectList(OPENED.columns), OPENED, branches, page);
  const text = `SELECT ${selectList(tables.workItems.columns, 'i')} FROM (${keys.text}) AS page JOIN work_items AS i ON i.\`instance\` = page.\`instance\` AND i.\`item\` = page.\`item\` ORDER BY ${sorted(OPENED, 'property')}`;
  const found = await reader.all(text, keys.values);
  return pageOf(
    found.map((each) => decodeRow<WorkItemRow>(tables.workItems, each)),
    OPENED,
    page,
  );
}
