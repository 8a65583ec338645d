import { count } from '../queries/entry-queries.js';
import { sql, type Found, type Reader, type Sql } from '../queries/reader.js';
import * as tables from '../schema/tables.js';
import type { Table } from '../schema/table.js';
import { quoted } from '../store/sql.js';
import type { Changer } from '../work/changer.js';

/** What is old leaves the tables that are worked on. Everything here is done in short transactions and can be broken off and begun again. */
export interface Retention {
  /**
   * Moves instances that ended before a moment, with their items, papers, entries and contents, to the archive: at most `batch` of them, the
   * oldest first; gives how many. `Queries` still finds them by id, and their entries; lists and commands do not.
   */
  archiveFinished(request: RetentionRequest): Promise<number>;
  /** Forgets answers to commands given before a moment: an idempotency key is good that long. At most `batch`; gives how many. */
  forgetAnswers(request: RetentionRequest): Promise<number>;
}
export interface RetentionRequest {
  /** Milliseconds since the epoch. */
  readonly before: number;
  readonly batch: number;
}

/** Entries that are moved in one transaction; an instance with more takes several. */
const ENTRIES_AT_ONCE = 500;

export function databaseRetention(reader: Reader, changer: Changer): Retention {
  return {
    archiveFinished: async ({ before, batch }) => {
      const ids = await finished(reader, before, batch);
      let moved = 0;
      for (const id of ids) moved += (await archive(reader, changer, id)) ? 1 : 0;
      return moved;
    },
    forgetAnswers: ({ before, batch }) => {
      const keys = `SELECT \`unit\`, \`principal\`, \`key\` FROM answers WHERE \`at\` < ? ORDER BY \`at\` LIMIT ${count(batch)}`;
      const text = `DELETE FROM answers WHERE (\`unit\`, \`principal\`, \`key\`) IN (SELECT * FROM (${keys}) AS old)`;
      return changer.run(sql(text, before));
    },
  };
}

/** The oldest that ended, unit by unit and status by status: that is how an index finds them. */
async function finished(reader: Reader, before: number, batch: number): Promise<readonly string[]> {
  const units = await reader.all('SELECT DISTINCT `unit` FROM instances', []);
  const ids: string[] = [];
  for (const { unit } of units) {
    for (const status of ['completed', 'cancelled']) {
      const text = `SELECT \`id\` FROM instances WHERE \`unit\` = ? AND \`status\` = ? AND \`ended_at\` < ? ORDER BY \`started_at\`, \`id\` LIMIT ${count(batch - ids.length)}`;
      ids.push(...(await reader.all(text, [unit as string, status, before])).map(({ id }) => id as string));
    }
  }
  return ids;
}

/** Entries first, a part at a time, and the instance itself with the last of them: so it is found at any moment, and the rest the next time. */
async function archive(reader: Reader, changer: Changer, id: string): Promise<boolean> {
  const stream = `instance:${id}`;
  while ((await entriesLeft(reader, stream, id)) > ENTRIES_AT_ONCE) {
    if (!(await locked(changer, id, (unit) => moveSome(unit, stream)))) return false;
  }
  return locked(changer, id, (unit) => [...moveEntries(unit, stream), ...moveInstance(id)]);
}

async function entriesLeft(reader: Reader, stream: string, id: string): Promise<number> {
  const text =
    'SELECT COUNT(*) AS count FROM entries WHERE `unit` = (SELECT `unit` FROM instances WHERE `id` = ?) AND `stream` = ?';
  const [found] = await reader.all(text, [id, stream]);
  return Number(found?.count ?? 0);
}

/** With the instance locked against commands; false when it is gone, or one is under way. */
async function locked(changer: Changer, id: string, moves: (unit: string) => readonly Sql[]): Promise<boolean> {
  let found: readonly Found[] = [];
  await changer.take([sql('SELECT `unit` FROM instances WHERE `id` = ?', id)], (rows) => {
    found = rows;
    return rows.flatMap(({ unit }) => moves(unit as string));
  });
  return found.length > 0;
}

/** The first of the entries that are left, by number: their numbers may begin anywhere, as some were moved before. */
function moveSome(unit: string, stream: string): Sql[] {
  const bound = sql(
    `\`seq\` < (SELECT * FROM (SELECT MIN(\`seq\`) + ${ENTRIES_AT_ONCE} FROM entries WHERE \`unit\` = ? AND \`stream\` = ?) AS bound)`,
    unit,
    stream,
  );
  const where = sql(`\`unit\` = ? AND \`stream\` = ? AND ${bound.text}`, unit, stream, ...bound.values);
  // Contents first: the bound is read off the entries.
  return [...move(tables.contents, where), ...move(tables.entries, where)];
}

function moveEntries(unit: string, stream: string): Sql[] {
  const where = sql('`unit` = ? AND `stream` = ?', unit, stream);
  return [...move(tables.contents, where), ...move(tables.entries, where)];
}

function moveInstance(id: string): Sql[] {
  const ofInstance = sql('`instance` = ?', id);
  return [
    // Shown in lists alone, where what is archived is not found.
    sql('DELETE FROM copies WHERE `instance` = ?', id),
    ...move(tables.workItems, ofInstance),
    ...move(tables.attachments, ofInstance),
    ...move(tables.instances, sql('`id` = ?', id)),
  ];
}

function move<Row>(table: Table<Row>, { text, values }: Sql): Sql[] {
  const columns = table.columns.map(({ name }) => quoted(name)).join(', ');
  return [
    sql(
      `INSERT INTO archived_${table.name} (${columns}) SELECT ${columns} FROM ${table.name} WHERE ${text}`,
      ...values,
    ),
    sql(`DELETE FROM ${table.name} WHERE ${text}`, ...values),
  ];
}
