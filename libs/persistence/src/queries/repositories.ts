import { QueryFailedError, type DataSource, type FindManyOptions, type ObjectLiteral } from 'typeorm';
import type { Table } from '../schema/table.js';
import { translateMysql } from '../mysql/errors.js';
import { translateSqlite } from '../sqlite/errors.js';
import { sqliteError } from '../store/driver-error.js';

/** Rows by TypeORM, for what is asked seldom. @throws as the ports say. */
export class Repositories {
  constructor(private readonly dataSource: DataSource) {}

  async many<Row extends ObjectLiteral>(table: Table<Row>, options: FindManyOptions<Row>): Promise<Row[]> {
    try {
      return await this.dataSource.getRepository<Row>(table.name).find(options);
    } catch (error) {
      throw translateFailure(error);
    }
  }

  async one<Row extends ObjectLiteral>(table: Table<Row>, options: FindManyOptions<Row>): Promise<Row | null> {
    return (await this.many(table, { ...options, take: 1 }))[0] ?? null;
  }
}

/** What TypeORM wraps, in the words of the ports. */
function translateFailure(error: unknown): unknown {
  const cause: unknown = error instanceof QueryFailedError ? error.driverError : error;
  return sqliteError(cause) ? translateSqlite(cause) : translateMysql(cause);
}
