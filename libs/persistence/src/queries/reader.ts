import type { SqlValue } from '../schema/table.js';

export type Found = Readonly<Record<string, unknown>>;

/** Asks a database outside any transaction. Each question sees what was committed when it is asked. */
export interface Reader {
  /** `?` stands for a value; there is no other way for one into the text. */
  all(sql: string, values: readonly SqlValue[]): Promise<readonly Found[]>;
}

/** A piece of SQL with the values of its question marks. */
export interface Sql {
  readonly text: string;
  readonly values: readonly SqlValue[];
}

export function sql(text: string, ...values: SqlValue[]): Sql {
  return { text, values };
}

/** Those that are there, with `between` between them. */
export function join(parts: readonly (Sql | undefined)[], between: string): Sql {
  const given = parts.filter((part) => part !== undefined);
  return { text: given.map(({ text }) => text).join(between), values: given.flatMap(({ values }) => values) };
}
export function and(...parts: readonly (Sql | undefined)[]): Sql {
  return join(parts, ' AND ');
}
/** `column = ?`, or nothing where no value is given. The column is written by us, the value is not. */
export function equal(column: string, value: SqlValue | undefined): Sql | undefined {
  return value === undefined ? undefined : sql(`\`${column}\` = ?`, value);
}
