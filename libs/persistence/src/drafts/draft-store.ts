import type { DraftKey, DraftRow, DraftStore } from '@quanheng/runtime/ports';
import { count } from '../queries/entry-queries.js';
import { orderOf, readPage } from '../queries/paging.js';
import { readRow } from '../queries/read-row.js';
import { and, equal, sql, type Reader, type Sql } from '../queries/reader.js';
import { encodeColumn, without } from '../schema/table.js';
import * as tables from '../schema/tables.js';
import { quoted, selectList } from '../store/sql.js';
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
    save: (draft) => {
      const select = `SELECT ${selectList(tables.drafts.columns)} FROM drafts WHERE ${whereOf(draft).text}`;
      const known = sql(select, ...whereOf(draft).values);
      return changer.take([known], ([found]) => [found === undefined ? insert(draft) : replace(draft)], 'wait');
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
      const { text, values } = whereOf(key);
      await changer.run(sql(`DELETE FROM drafts WHERE ${text}`, ...values));
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

function insert(draft: DraftRow): Sql {
  const { columns } = tables.drafts;
  const names = columns.map(({ name }) => quoted(name)).join(', ');
  const values = columns.map((column) => encodeColumn(column, draft));
  return sql(`INSERT INTO drafts (${names}) VALUES (${columns.map(() => '?').join(', ')})`, ...values);
}

function replace(draft: DraftRow): Sql {
  const keys = new Set<string>(tables.drafts.key);
  const columns = tables.drafts.columns.filter(({ property }) => !keys.has(property));
  const set = columns.map(({ name }) => `${quoted(name)} = ?`).join(', ');
  const { text, values } = whereOf(draft);
  return sql(
    `UPDATE drafts SET ${set} WHERE ${text}`,
    ...columns.map((column) => encodeColumn(column, draft)),
    ...values,
  );
}
