import { StoreRefused } from '@quanheng/runtime/ports';

/** What both databases take and give. */
export type SqlValue = string | number | null | Uint8Array;

/** How a value of a row becomes a value of a column and back. */
export interface ColumnKind {
  readonly name: 'ascii' | 'text' | 'prose' | 'number' | 'digest' | 'bytes' | 'list' | 'flag';
  /** Characters; 0 where the kind has a limit of its own. */
  readonly length: number;
  /** @throws StoreRefused when the column cannot hold the value as it is: nothing is ever cut off or changed. */
  encode(value: unknown, column: string): SqlValue;
  decode(value: unknown): unknown;
}
export interface Column {
  /** In the row, `startedAt`; in the database, `started_at`. */
  readonly property: string;
  readonly name: string;
  readonly kind: ColumnKind;
  readonly nullable: boolean;
}
/** `Row` is what its rows are when they are read. */
export interface Shape<Row> {
  readonly name: string;
  readonly columns: readonly Column[];
  /** Never there: it ties the columns to the type of the rows. */
  readonly row?: Row;
}
export interface Table<Row> extends Shape<Row> {
  /** Properties that the primary key is made of, in its order. */
  readonly key: readonly (keyof Row & string)[];
}

/** A table of `Row`s: a kind for every property, `optional` where it may be null. */
export function table<Row extends object>(
  name: string,
  key: readonly (keyof Row & string)[],
  kinds: { readonly [P in keyof Row]-?: ColumnKind | Optional },
): Table<Row> {
  const columns = Object.entries<ColumnKind | Optional>(kinds).map(([property, given]) => ({
    property,
    name: property.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`),
    kind: 'optional' in given ? given.optional : given,
    nullable: 'optional' in given,
  }));
  return { name, columns, key };
}

export interface Optional {
  readonly optional: ColumnKind;
}
export function optional(kind: ColumnKind): Optional {
  return { optional: kind };
}

export function encodeColumn(column: Column, row: object): SqlValue {
  const value = (row as Readonly<Record<string, unknown>>)[column.property];
  if (value === null || value === undefined) {
    if (column.nullable) return null;
    throw new StoreRefused(`${column.name} has no value, but must have one`);
  }
  return column.kind.encode(value, column.name);
}

/** The row behind what a SELECT of `selectList` gave. */
export function decodeRow<Row>({ columns }: Shape<Row>, found: Readonly<Record<string, unknown>>): Row {
  const row: Record<string, unknown> = {};
  for (const { property, kind } of columns) {
    const value = found[property];
    row[property] = value === null ? null : kind.decode(value);
  }
  return row as Row;
}

/** Bytes of one value in UTF-8: the same on every database, far below what either can hold. */
export const MAX_VALUE = 16 * 1024 * 1024;

const same = (value: unknown): unknown => value;

/** Ids that this product makes, and codes: visible ASCII. */
export function ascii(length: number): ColumnKind {
  return {
    name: 'ascii',
    length,
    encode(value, column) {
      const text = stringOf(value, column);
      if (text.length > length) throw tooLong(column, text.length, length);
      if (!/^[\x21-\x7e]*$/.test(text)) throw new StoreRefused(`${column} takes visible ASCII characters only`);
      return text;
    },
    decode: same,
  };
}

/** Text in any script, which keys and indexes may contain; `length` in characters (code points). */
export function text(length: number): ColumnKind {
  return {
    name: 'text',
    length,
    encode(value, column) {
      const given = stringOf(value, column);
      if (given.length > length) {
        const characters = Array.from(given).length;
        if (characters > length) throw tooLong(column, characters, length);
      }
      return given;
    },
    decode: same,
  };
}

/** Text up to `MAX_VALUE` bytes, in no index. */
export const prose: ColumnKind = {
  name: 'prose',
  length: 0,
  encode(value, column) {
    const given = stringOf(value, column);
    if (given.length > MAX_VALUE / 3) refuseLarge(column, Buffer.byteLength(given));
    return given;
  },
  decode: same,
};

/** Whole numbers that a JavaScript number holds exactly; moments are such. */
export const number: ColumnKind = {
  name: 'number',
  length: 0,
  encode(value, column) {
    if (!Number.isSafeInteger(value))
      throw new StoreRefused(`${column} takes whole numbers only, not ${String(value)}`);
    return value as number;
  },
  decode: same,
};

/** SHA-256: 64 hexadecimal digits in a row, 32 bytes in a column. */
export const digest: ColumnKind = {
  name: 'digest',
  length: 32,
  encode: (value, column) => Buffer.from(hexDigest(value, column), 'hex'),
  decode: (value) => asBuffer(value).toString('hex'),
};

/** The digits of a digest. @throws StoreRefused when the value is none. */
export function hexDigest(value: unknown, column: string): string {
  if (typeof value === 'string' && /^[0-9a-f]{64}$/.test(value)) return value;
  throw new StoreRefused(`${column} takes a SHA-256 in lower-case hexadecimal`);
}

export const bytes: ColumnKind = {
  name: 'bytes',
  length: 0,
  encode(value, column) {
    if (!(value instanceof Uint8Array)) throw new StoreRefused(`${column} takes bytes`);
    refuseLarge(column, value.byteLength);
    return value;
  },
  decode: (value) => new Uint8Array(asBuffer(value)),
};

/** A list of texts, as JSON. */
export const list: ColumnKind = {
  name: 'list',
  length: 0,
  encode: (value, column) => prose.encode(JSON.stringify(value), column),
  decode: (value) => JSON.parse(String(value)) as unknown,
};

export const flag: ColumnKind = {
  name: 'flag',
  length: 0,
  encode: (value) => (value === true ? 1 : 0),
  decode: (value) => value === 1,
};

function asBuffer(value: unknown): Buffer {
  if (!(value instanceof Uint8Array)) throw new TypeError('A column of bytes gave something else.');
  return Buffer.from(value.buffer, value.byteOffset, value.byteLength);
}
/** A text without half a surrogate pair, which no database can hold. */
function stringOf(value: unknown, column: string): string {
  if (typeof value !== 'string') throw new StoreRefused(`${column} takes text, not ${typeof value}`);
  if (!value.isWellFormed()) throw new StoreRefused(`${column} takes Unicode text only: half a character was given`);
  return value;
}
function tooLong(column: string, given: number, limit: number): StoreRefused {
  return new StoreRefused(`${column} takes at most ${limit} characters, and ${given} were given`);
}
function refuseLarge(column: string, size: number): void {
  if (size > MAX_VALUE) {
    throw new StoreRefused(`${column} takes at most ${MAX_VALUE} bytes, and ${size} were given: split or shorten it`);
  }
}

/** The table without some of its columns. */
export function without<Row, P extends keyof Row & string>(
  table: Table<Row>,
  properties: readonly P[],
): Shape<Omit<Row, P>> {
  const left = new Set<string>(properties);
  return { name: table.name, columns: table.columns.filter(({ property }) => !left.has(property)) };
}
