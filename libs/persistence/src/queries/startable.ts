import type { DefinitionRow, StartableKey } from '@quanheng/runtime/ports';
import type { Shape } from '../schema/table.js';
import * as tables from '../schema/tables.js';
import { selectList } from '../store/sql.js';
import { and, equal, sql, type Sql } from './reader.js';

/** All that a start wants to know of the definition. */
export const STARTABLE: Shape<Pick<DefinitionRow, 'digest'>> = {
  name: tables.definitions.name,
  columns: tables.definitions.columns.filter(({ property }) => property === 'digest'),
};

/** The published version to start now, at most one row. */
export function startableSql(shape: Shape<unknown>, unit: string, { process, version }: StartableKey): Sql {
  const { text, values } = and(
    equal('unit', unit),
    equal('process', process),
    sql('`status` = ?', 'published'),
    equal('version', version ?? undefined),
  );
  const columns = selectList(shape.columns);
  return sql(`SELECT ${columns} FROM ${shape.name} WHERE ${text} ORDER BY \`version\` DESC LIMIT 1`, ...values);
}
