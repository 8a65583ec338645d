import type { Table } from '../schema/table.js';

/** Takes the writes of one transaction. Rows are encoded when they are given, so a value that no column can hold is refused before anything is sent. */
export interface Writer {
  /** A double of a unique key is a `StoreConflict`. */
  insert<Row extends object>(table: Table<Row>, rows: readonly Row[]): void;
  /** Inserts, or replaces by the primary key. `growing`: replaces only what holds exactly one less there; anything else is a `StoreConflict`. */
  upsert<Row extends object>(table: Table<Row>, rows: readonly Row[], growing?: keyof Row & string): void;
  /** Sets some columns of the rows whose `where` columns are as given; with `unless`, only where that column is still null. */
  update<Row extends object, S extends keyof Row & string, W extends keyof Row & string>(
    table: Table<Row>,
    set: readonly S[],
    where: readonly W[],
    rows: readonly Pick<Row, S | W>[],
    unless?: keyof Row & string,
  ): void;
  /** Deletes the rows whose `where` columns are as given. */
  remove<Row extends object, W extends keyof Row & string>(
    table: Table<Row>,
    where: readonly W[],
    rows: readonly Pick<Row, W>[],
  ): void;
}
