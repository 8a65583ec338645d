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
