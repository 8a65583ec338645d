import type { Found, Reader } from '../queries/reader.js';
import type { SqlValue } from '../schema/table.js';
import { translateSqlite } from './errors.js';
import type { Prepared } from './sqlite-writer.js';

/** Between the synchronous pieces of the writer, on the same connection: nothing uncommitted is ever there to be seen. */
export class SqliteReader implements Reader {
  constructor(private readonly prepared: Prepared) {}

  async all(sql: string, values: readonly SqlValue[]): Promise<readonly Found[]> {
    try {
      return await Promise.resolve(this.prepared.get(sql).all(values) as Found[]);
    } catch (error) {
      throw translateSqlite(error);
    }
  }
}
