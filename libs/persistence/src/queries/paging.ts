import { InvalidCursor, type Page, type PageRequest } from '@quanheng/runtime/ports';
import { decodeRow, type Column, type Shape, type SqlValue, type Table } from '../schema/table.js';
import { columnsOf, quoted, selectList } from '../store/sql.js';
import { and, join, sql, type Reader, type Sql } from './reader.js';

/** What a list is sorted by: columns that together are unique, all in one direction. */
export interface Order {
  /** The table whose rows are listed. */
  readonly list: string;
  readonly columns: readonly Column[];
  readonly direction: 'up' | 'down';
}

export function orderOf<Row>(
  table: Table<Row>,
  properties: readonly (keyof Row & string)[],
  direction: Order['direction'],
): Order {
  return { list: table.name, columns: columnsOf(table, properties), direction };
}

const MAX_LIMIT = 200;

/** One more row than is shown, which tells whether there is a next page. @throws RangeError when the limit is none. */
export function fetched({ limit }: PageRequest): number {
  if (!Number.isInteger(limit) || limit < 1 || limit > MAX_LIMIT) {
    throw new RangeError(`A page has 1 to ${MAX_LIMIT} rows, not ${limit}.`);
  }
  return limit + 1;
}

/** One list that lies in the order of an index. */
export interface Branch {
  /** Name of the table, with a hint where the server must not choose for itself. */
  readonly from: string;
  readonly where: Sql;
}

/**
 * One page of what lies in several lists, each sorted alike: every list gives its first rows, and the first of all of them are the page. So a
 * page costs as many rows as it shows, however long the lists are.
 */
export async function readPage<Row>(
  reader: Reader,
  shape: Shape<Row>,
  order: Order,
  branches: readonly Branch[],
  request: PageRequest,
): Promise<Page<Row>> {
  const merged = mergeBranches(selectList(shape.columns), order, branches, request);
  const found = await reader.all(merged.text, merged.values);
  return pageOf(
    found.map((each) => decodeRow(shape, each)),
    order,
    request,
  );
}

/** `columns` must name those of the order by their properties. */
export function mergeBranches(columns: string, order: Order, branches: readonly Branch[], request: PageRequest): Sql {
  const limit = `LIMIT ${fetched(request)}`;
  const start = startOf(order, request.after);
  const lists = branches.map(({ from, where }, index) => {
    const list = and(where, start);
    const text = `SELECT ${columns} FROM ${from} WHERE ${list.text} ORDER BY ${sorted(order, 'name')} ${limit}`;
    return sql(branches.length === 1 ? text : `SELECT * FROM (${text}) AS list${index}`, ...list.values);
  });
  const union = join(lists, ' UNION ');
  return lists.length === 1
    ? union
    : sql(`${union.text} ORDER BY ${sorted(order, 'property')} ${limit}`, ...union.values);
}

export function sorted({ columns, direction }: Order, by: 'name' | 'property'): string {
  return columns.map((column) => `${quoted(column[by])}${direction === 'down' ? ' DESC' : ''}`).join(', ');
}

export function pageOf<Row>(rows: readonly Row[], order: Order, { limit }: PageRequest): Page<Row> {
  const shown = rows.slice(0, limit);
  const last = shown.at(-1);
  return { rows: shown, next: rows.length > limit && last !== undefined ? cursorOf(last, order) : null };
}

function cursorOf(row: unknown, order: Order): string {
  const values = order.columns.map(({ property }) => (row as Readonly<Record<string, unknown>>)[property]);
  return Buffer.from(JSON.stringify([nameOf(order), ...values])).toString('base64url');
}

/** Stands in a cursor, so that one of another list is known from its name and not only where its values do not fit. */
function nameOf({ list, columns, direction }: Order): string {
  return `${list} ${direction} ${columns.map(({ property }) => property).join(' ')}`;
}

/**
 * Rows behind the cursor: `a <= ? AND (a < ? OR b < ?)`, and so on inwards. A comparison of tuples would say the same, but MariaDB does not
 * use an index for it.
 */
function startOf(order: Order, cursor: string | undefined): Sql | undefined {
  if (cursor === undefined) return undefined;
  const values = readCursor(order, cursor);
  const sign = order.direction === 'down' ? '<' : '>';
  return order.columns.reduceRight<Sql | undefined>((inner, column, index) => {
    const [name, value] = [quoted(column.name), values[index] ?? null];
    const beyond = sql(`${name} ${sign} ?`, value);
    if (!inner) return beyond;
    return sql(`(${name} ${sign}= ? AND (${beyond.text} OR ${inner.text}))`, value, ...beyond.values, ...inner.values);
  }, undefined);
}

/** @throws InvalidCursor when it was not handed out by a list in this order. */
function readCursor(order: Order, cursor: string): SqlValue[] {
  let read: unknown;
  try {
    read = JSON.parse(Buffer.from(cursor, 'base64url').toString());
  } catch (error) {
    throw new InvalidCursor(INVALID, { cause: error });
  }
  const [name, ...values] = Array.isArray(read) ? (read as unknown[]) : [];
  if (name !== nameOf(order) || values.length !== order.columns.length) throw new InvalidCursor(INVALID);
  return order.columns.map(({ kind }, index) => {
    const value = values[index];
    const fits = kind.name === 'number' ? Number.isSafeInteger(value) : typeof value === 'string';
    if (!fits) throw new InvalidCursor(INVALID);
    return value as SqlValue;
  });
}
const INVALID = 'The cursor was not handed out by this list: begin again without one.';
