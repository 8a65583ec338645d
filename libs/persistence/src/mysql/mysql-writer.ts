import { StoreRefused } from '@quanheng/runtime/ports';
import type { Column, Table } from '../schema/table.js';
import { columnOf, columnsOf, quoted, textOf } from '../store/sql.js';
import type { Writer } from '../store/writer.js';
import { columnLiteral } from './literal.js';

/** Left free in a packet for what surrounds the statements. */
const MARGIN = 1024;

/** Collects the writes of a transaction as statements of many rows, none larger than the server takes at once. */
export class MysqlWriter implements Writer {
  /** `size`: bytes, at most. */
  private readonly statements: { readonly sql: string; readonly size: number }[] = [];
  private readonly limit: number;

  /** `maxPacket`: the server's max_allowed_packet, in bytes. */
  constructor(maxPacket: number) {
    this.limit = maxPacket - MARGIN;
  }

  insert<Row extends object>(table: Table<Row>, rows: readonly Row[]): void {
    if (rows.length > 0) this.addRows(insertSql(table), '', table.columns, rows);
  }

  upsert<Row extends object>(table: Table<Row>, rows: readonly Row[], growing?: keyof Row & string): void {
    if (rows.length === 0) return;
    const tail = textOf(table, `mysql replace ${growing ?? ''}`, () => replaceSql(table, growing));
    this.addRows(insertSql(table), tail, table.columns, rows);
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
    for (const row of rows) {
      this.add(
        `UPDATE ${table.name} SET ${equations(changed, row, ', ')} WHERE ${equations(found, row, ' AND ')}${isNull}`,
      );
    }
  }

  remove<Row extends object, W extends keyof Row & string>(
    table: Table<Row>,
    where: readonly W[],
    rows: readonly Pick<Row, W>[],
  ): void {
    if (rows.length === 0) return;
    const found = columnsOf<Row>(table, where);
    for (const row of rows) this.add(`DELETE FROM ${table.name} WHERE ${equations(found, row, ' AND ')}`);
  }

  /** The statements, each with its semicolon, in as few texts as the server is sure to take packets; at least one. */
  texts(): string[] {
    const texts: string[] = [];
    let [open, size] = ['', 0];
    for (const statement of this.statements) {
      if (size + statement.size > this.limit) {
        texts.push(open);
        [open, size] = ['', 0];
      }
      open += `${statement.sql};`;
      size += statement.size + 1;
    }
    return [...texts, open];
  }

  private addRows(head: string, tail: string, columns: readonly Column[], rows: readonly object[]): void {
    const frame = mostBytes(head) + mostBytes(tail);
    let [tuples, size] = ['', frame];
    for (const row of rows) {
      const tuple = tupleOf(columns, row);
      const more = mostBytes(tuple) + 1;
      if (tuples !== '' && size + more > this.limit) {
        this.add(head + tuples + tail, size);
        [tuples, size] = ['', frame];
      }
      tuples += tuples === '' ? tuple : `,${tuple}`;
      size += more;
    }
    if (tuples !== '') this.add(head + tuples + tail, size);
  }

  private add(sql: string, most = mostBytes(sql)): void {
    const size = most > this.limit ? Buffer.byteLength(sql) : most;
    if (size > this.limit) {
      throw new StoreRefused(
        `${sql.slice(0, 60)}... takes ${size} bytes, more than the server's max_allowed_packet: raise it there, or shorten the value`,
      );
    }
    this.statements.push({ sql, size });
  }
}

/** Bytes that a text takes in UTF-8 at most. To count them would mean to copy it once more, which only a large one is worth. */
function mostBytes(text: string): number {
  return 3 * text.length;
}

function tupleOf(columns: readonly Column[], row: object): string {
  let tuple = '(';
  for (const column of columns) {
    const value = columnLiteral(column, row);
    tuple += tuple.length === 1 ? value : `,${value}`;
  }
  return `${tuple})`;
}

function equations(columns: readonly Column[], row: object, between: string): string {
  return columns.map((column) => `${quoted(column.name)} = ${columnLiteral(column, row)}`).join(between);
}

function insertSql<Row>(table: Table<Row>): string {
  const names = (): string => table.columns.map(({ name }) => quoted(name)).join(', ');
  return textOf(table, 'mysql insert', () => `INSERT INTO ${table.name} (${names()}) VALUES `);
}

/**
 * What does not grow by one becomes null, which the column refuses: that is how a statement says no. So does a key, when the row
 * that was met is another one that is alike in a unique index.
 */
function replaceSql<Row>(table: Table<Row>, growing?: keyof Row & string): string {
  const keys = columnsOf(table, table.key);
  const assignments = table.columns.map((column) => {
    const [name, given] = [quoted(column.name), `VALUES(${quoted(column.name)})`];
    if (keys.includes(column)) return `${name} = IF(${name} = ${given}, ${name}, NULL)`;
    return column.property === growing ? `${name} = IF(${given} = ${name} + 1, ${given}, NULL)` : `${name} = ${given}`;
  });
  return ` ON DUPLICATE KEY UPDATE ${assignments.join(', ')}`;
}
