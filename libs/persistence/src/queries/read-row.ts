import { decodeRow, type Shape } from '../schema/table.js';
import { selectList } from '../store/sql.js';
import type { Reader, Sql } from './reader.js';

/** The one row that the condition, on the primary key, allows. */
export async function readRow<Row>(
  reader: Reader,
  shape: Shape<Row>,
  table: string,
  { text, values }: Sql,
): Promise<Row | null> {
  const [found] = await reader.all(`SELECT ${selectList(shape.columns)} FROM ${table} WHERE ${text}`, values);
  return found === undefined ? null : decodeRow(shape, found);
}
