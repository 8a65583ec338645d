import type { Database, Statement } from 'better-sqlite3';
import { encodeColumn, type Column, type Table } from '../schema/table.js';
import { allEqual, columnOf, columnsOf, quoted, textOf } from '../store/sql.js';
import type { Writer } from '../store/writer.js';

/** Statements by their text, prepared once a connection. */
export class Prepared {
  private readonly statements = new Map<string, Statement>();

  constructor(private readonly connection: Database) {}

  get(sql: string): Statement {
    const known = this.statements.get(sql);
    if (known) return known;
    const made = this.connection.prepare(sql);
    this.statements.set(sql, made);
    return made;
  }
}

/** Collects the writes of a transaction, encoded; `run` carries them out at once, row by row with prepared statements. */
export class SqliteWriter implements Writer {
  private readonly writes: { readonly sql: string; readonly values: readonly (readonly unknown[])[] }[] = [];

  insert<Row extends object>(table: Table<Row>, rows: readonly Row[]): void {
    if (rows.length > 0)
      this.add(
        textOf(table, 'sqlite insert', () => insertSql(table)),
        table.columns,
        rows,
      );
  }

  upsert<Row extends object>(table: Table<Row>, rows: readonly Row[], growing?: keyof Row & string): void {
    if (rows.length === 0) return;
    const sql = textOf(table, `sqlite upsert ${growing ?? ''}`, () => insertSql(table) + replaceSql(table, growing));
    this.add(sql, table.columns, rows);
  }

  update<Row extends object, S extends keyof Row & string, W extends keyof Row & string>(
    table: Table<Row>,
    set: readonly S[],
    where: readonly W[],
    rows: readonly Pick<Row, S | W>[],
    unless?: keyof Row & string,
  ): void {
    if (rows.length === 0) return;
    const [changed, found] = [columnsOf<Row>(table, set), columnsOf<Row>(table, where)];
    const isNull = unless === undefined ? '' : ` AND ${quoted(columnOf(table, unless).name)} IS NULL`;
    const assignments = changed.map(({ name }) => `${quoted(name)} = ?`).join(', ');
    const sql = `UPDATE ${table.name} SET ${assignments} WHERE ${allEqual(found)}${isNull}`;
    this.add(sql, [...changed, ...found], rows);
  }

  remove<Row extends object, W extends keyof Row & string>(
    table: Table<Row>,
    where: readonly W[],
    rows: readonly Pick<Row, W>[],
  ): void {
    if (rows.length === 0) return;
    const found = columnsOf<Row>(table, where);
    this.add(`DELETE FROM ${table.name} WHERE ${allEqual(found)}`, found, rows);
  }

  run(prepared: Prepared): void {
    for (const { sql, values } of this.writes) {
      const statement = prepared.get(sql);
      for (const row of values) statement.run(row);
    }
  }

  private add(sql: string, columns: readonly Column[], rows: readonly object[]): void {
    this.writes.push({ sql, values: rows.map((row) => columns.map((column) => encodeColumn(column, row))) });
  }
}

function insertSql<Row>(table: Table<Row>): string {
  const names = table.columns.map(({ name }) => quoted(name)).join(', ');
  return `INSERT INTO ${table.name} (${names}) VALUES (${table.columns.map(() => '?').join(', ')})`;
}

/** What does not grow by one becomes null, which the column refuses: that is how a statement says no. */
function replaceSql<Row>(table: Table<Row>, growing?: keyof Row & string): string {
  const keys = columnsOf(table, table.key);
  const assignments = table.columns
    .filter((column) => !keys.includes(column))
    .map(({ name, property }) =>
      property === growing
        ? `${quoted(name)} = CASE WHEN excluded.${quoted(name)} = ${table.name}.${quoted(name)} + 1 THEN excluded.${quoted(name)} END`
        : `${quoted(name)} = excluded.${quoted(name)}`,
    );
  return ` ON CONFLICT (${keys.map(({ name }) => quoted(name)).join(', ')}) DO UPDATE SET ${assignments.join(', ')}`;
}
