import type { DraftKey, DraftStore } from '@quanheng/runtime/ports';
import { count } from '../queries/entry-queries.js';
import { orderOf, readPage } from '../queries/paging.js';
import { readRow } from '../queries/read-row.js';
import { and, equal, sql, type Reader, type Sql } from '../queries/reader.js';
import { without } from '../schema/table.js';
import * as tables from '../schema/tables.js';
import { deleteRow, insertRow, replaceRow, selectRow } from '../store/keyed-row.js';
import { quoted } from '../store/sql.js';
import type { Changer } from '../work/changer.js';

const SUMMARY = without(tables.drafts, ['content']);
const ORDER = orderOf(tables.drafts, ['savedAt', 'instance', 'item', 'process'], 'down');
const OPEN =
  "EXISTS (SELECT 1 FROM work_items AS i WHERE i.`instance` = drafts.`instance` AND i.`item` = drafts.`item` AND i.`status` = 'open')";
/** Those for starting a process belong to no item. */
const CURRENT = sql(`(\`instance\` = '' OR ${OPEN})`);

/** Rows of their own beside everything else: no command reads them, and no entry knows of them. */
export function databaseDrafts(reader: Reader, changer: Changer): DraftStore {
  return {
    save: async (draft) => {
      const known = selectRow(tables.drafts, draft);
      await changer.take(
        [known],
        ([found]) => [found === undefined ? insertRow(tables.drafts, draft) : replaceRow(tables.drafts, draft)],
        'wait',
      );
    },
    find: (key) => readRow(reader, tables.drafts, 'drafts', and(whereOf(key), CURRENT)),
    list: (unit, person, page) => {
      const where = and(equal('unit', unit), equal('person', person), CURRENT);
      return readPage(reader, SUMMARY, ORDER, [{ from: 'drafts', where }], page);
    },
    count: async (unit, person) => {
      const text = `SELECT COUNT(*) AS count FROM drafts WHERE \`unit\` = ? AND \`person\` = ? AND ${CURRENT.text}`;
      const [found] = await reader.all(text, [unit, person]);
      return Number(found?.count ?? 0);
    },
    drop: async (key) => {
      await changer.run(deleteRow(tables.drafts, key));
    },
    dropStale: (before, limit) => {
      const columns = tables.drafts.key.map(quoted).join(', ');
      const of = (where: string): string =>
        `SELECT * FROM (SELECT ${columns} FROM drafts WHERE ${where} LIMIT ${count(limit)})`;
      const keys = `${of('`saved_at` < ?')} AS old UNION ${of(`\`instance\` <> '' AND NOT ${OPEN}`)} AS done LIMIT ${count(limit)}`;
      return changer.run(sql(`DELETE FROM drafts WHERE (${columns}) IN (SELECT * FROM (${keys}) AS stale)`, before));
    },
  };
}

function whereOf({ unit, person, instance, item, process }: DraftKey): Sql {
  const keys = { unit, person, instance, item, process };
  return and(...Object.entries(keys).map(([column, value]) => equal(column, value)));
}
