import type { Column, Table } from '../schema/table.js';

/** Pieces of SQL that both databases read alike: names stand in backticks, values are always parameters. */

export function quoted(name: string): string {
  return `\`${name}\``;
}

export function columnsOf<Row>(table: Table<Row>, properties: readonly (keyof Row & string)[]): readonly Column[] {
  return properties.map((property) => columnOf(table, property));
}

export function columnOf<Row>(table: Table<Row>, property: keyof Row & string): Column {
  const column = table.columns.find((each) => each.property === property);
  if (!column) throw new Error(`${table.name} has no column for ${property}`);
  return column;
}

/** Columns by the names of their properties, as `decodeRow` wants them. `alias`: of the table. */
export function selectList(columns: readonly Column[], alias?: string): string {
  const prefix = alias === undefined ? '' : `${quoted(alias)}.`;
  return columns.map(({ name, property }) => `${prefix}${quoted(name)} AS ${quoted(property)}`).join(', ');
}

/** `a = ? AND b = ?` */
export function allEqual(columns: readonly Column[]): string {
  return columns.map(({ name }) => `${quoted(name)} = ?`).join(' AND ');
}

const texts = new WeakMap<object, Map<string, string>>();

/** A statement's text by its table, made once. */
export function textOf(table: object, name: string, make: () => string): string {
  const known = texts.get(table) ?? new Map<string, string>();
  texts.set(table, known);
  const text = known.get(name) ?? make();
  known.set(name, text);
  return text;
}
