import type { Pool } from 'mysql2';
import type { Found, Reader } from '../queries/reader.js';
import type { SqlValue } from '../schema/table.js';
import { literal } from './literal.js';
import { acquire, send } from './pool.js';

/** On any connection that is free, each question a transaction of its own. */
export class MysqlReader implements Reader {
  constructor(private readonly pool: Pool) {}

  async all(sql: string, values: readonly SqlValue[]): Promise<readonly Found[]> {
    const connection = await acquire(this.pool);
    try {
      return (await send(connection, render(sql, values))) as Found[];
    } finally {
      connection.release();
    }
  }
}

/** The text with its values in the place of the question marks, of which our texts have no others. */
export function render(sql: string, values: readonly SqlValue[]): string {
  const pieces = sql.split('?');
  if (pieces.length !== values.length + 1) throw new Error(`${values.length} values for ${pieces.length - 1} places`);
  return pieces.map((piece, index) => piece + (index < values.length ? literal(values[index] ?? null) : '')).join('');
}
