import { sql, type Sql } from '../queries/reader.js';
import { encodeColumn, type Table } from '../schema/table.js';
import { allEqual, columnsOf, quoted, selectList } from './sql.js';

/** Statements on one row of a table, found by its primary key. */

export function insertRow<Row extends object>({ name, columns }: Table<Row>, row: Row): Sql {
  const names = columns.map((column) => quoted(column.name)).join(', ');
  const values = columns.map((column) => encodeColumn(column, row));
  return sql(`INSERT INTO ${name} (${names}) VALUES (${columns.map(() => '?').join(', ')})`, ...values);
}

/** Writes everything but the key. */
export function replaceRow<Row extends object>(table: Table<Row>, row: Row): Sql {
  const keys = new Set<string>(table.key);
  const columns = table.columns.filter(({ property }) => !keys.has(property));
  const set = columns.map(({ name }) => `${quoted(name)} = ?`).join(', ');
  const { text, values } = keyIs(table, row);
  return sql(
    `UPDATE ${table.name} SET ${set} WHERE ${text}`,
    ...columns.map((column) => encodeColumn(column, row)),
    ...values,
  );
}

export function selectRow<Row extends object>(table: Table<Row>, key: Partial<Row>): Sql {
  const { text, values } = keyIs(table, key);
  return sql(`SELECT ${selectList(table.columns)} FROM ${table.name} WHERE ${text}`, ...values);
}

/** `a = ? AND b = ?` for the primary key. */
export function keyIs<Row extends object>(table: Table<Row>, key: Partial<Row>): Sql {
  const columns = columnsOf(table, table.key);
  return sql(allEqual(columns), ...columns.map((column) => encodeColumn(column, key)));
}

export function deleteRow<Row extends object>(table: Table<Row>, key: Partial<Row>): Sql {
  const { text, values } = keyIs(table, key);
  return sql(`DELETE FROM ${table.name} WHERE ${text}`, ...values);
}

/** `column IN (?, ?)`; of none: never. */
export function oneOf(column: string, values: readonly string[]): Sql {
  if (values.length === 0) return sql('1 = 0');
  return sql(`${quoted(column)} IN (${values.map(() => '?').join(', ')})`, ...values);
}
