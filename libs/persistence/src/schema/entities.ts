import { EntitySchema, EntitySchemaOptions, type EntitySchemaColumnOptions } from 'typeorm';
import type { Column, ColumnKind, Table } from './table.js';
import { TABLES } from './tables.js';

/**
 * TypeORM's view of the tables, for what is asked seldom: it reads, the door alone writes. What no column could hold is no error in a question, it is
 * only never found. Columns come from the one description that the hot path uses too. */
export function entities(dialect: 'sqlite' | 'mysql'): EntitySchema[] {
  return TABLES.map((table) => entityOf(table as Table<object>, dialect));
}

function entityOf(table: Table<object>, dialect: 'sqlite' | 'mysql'): EntitySchema {
  const keys = new Set<string>(table.key);
  const columns = table.columns.map((column) => [
    column.property,
    optionsOf(column, keys.has(column.property), dialect),
  ]);
  const options = new EntitySchemaOptions<object>();
  Object.assign(options, { name: table.name, tableName: table.name, columns: Object.fromEntries(columns) as object });
  return new EntitySchema(options);
}

function optionsOf(column: Column, primary: boolean, dialect: 'sqlite' | 'mysql'): EntitySchemaColumnOptions {
  const { kind, name, nullable } = column;
  const from = (value: unknown): unknown =>
    value === null || value === undefined ? value : kind.decode(plain(kind, value));
  const to = (value: unknown): unknown =>
    kind.name === 'digest' && typeof value === 'string' ? Buffer.from(value, 'hex') : value;
  return { name, primary, nullable, transformer: { from, to }, ...typeOf(kind, dialect) };
}

/** TypeORM may give BIGINT as text. */
function plain(kind: ColumnKind, value: unknown): unknown {
  return kind.name === 'number' || kind.name === 'flag' ? Number(value) : value;
}

function typeOf(kind: ColumnKind, dialect: 'sqlite' | 'mysql'): Pick<EntitySchemaColumnOptions, 'type' | 'length'> {
  if (dialect === 'sqlite') return { type: SQLITE_TYPES[kind.name] };
  return kind.length > 0 ? { type: MYSQL_TYPES[kind.name], length: kind.length } : { type: MYSQL_TYPES[kind.name] };
}

type TypesOfKinds = Readonly<Record<ColumnKind['name'], EntitySchemaColumnOptions['type']>>;
const SQLITE_TYPES: TypesOfKinds = {
  ...{ ascii: 'text', text: 'text', prose: 'text', list: 'text', number: 'integer', flag: 'integer' },
  ...{ digest: 'blob', bytes: 'blob' },
};
const MYSQL_TYPES: TypesOfKinds = {
  ...{ ascii: 'varchar', text: 'varchar', prose: 'longtext', list: 'longtext', number: 'bigint', flag: 'tinyint' },
  ...{ digest: 'binary', bytes: 'longblob' },
};
