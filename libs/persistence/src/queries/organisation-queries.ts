import type { DataSource } from 'typeorm';
import type { FactRow, QuarantineRow, Queries, UnitRow } from '@quanheng/runtime/ports';
import type { StoredCredential, StoredFact } from '../schema/rows.js';
import { decodeRow } from '../schema/table.js';
import * as tables from '../schema/tables.js';
import { selectList } from '../store/sql.js';
import { orderOf, readPage } from './paging.js';
import { readRow } from './read-row.js';
import { and, equal, type Reader } from './reader.js';
import { Repositories } from './repositories.js';

const RECORD_ORDER = orderOf(tables.records, ['kind', 'id'], 'up');
const FACT = selectList(tables.facts.columns);

export function organisationQueries(
  reader: Reader,
  dataSource: DataSource,
): Pick<Queries, 'quarantine' | 'records' | 'record' | 'units' | 'organisationVersion' | 'facts' | 'credential'> {
  const rows = new Repositories(dataSource);
  return {
    quarantine: (unit) =>
      rows.many<QuarantineRow>(tables.quarantine, { where: { unit }, order: { at: 'ASC', instance: 'ASC' } }),
    records: (unit, kind, page) => {
      const where = and(equal('unit', unit), equal('kind', kind ?? undefined));
      return readPage(reader, tables.records, RECORD_ORDER, [{ from: 'scope_records', where }], page);
    },
    record: (unit, kind, id) =>
      readRow(reader, tables.records, 'scope_records', and(equal('unit', unit), equal('kind', kind), equal('id', id))),
    units: () => rows.many<UnitRow>(tables.units, { order: { unit: 'ASC' } }),
    organisationVersion: async (unit) =>
      (await rows.one<UnitRow>(tables.units, { where: { unit } }))?.organisation ?? 0,
    facts: async (unit, after, version) => {
      const came = `SELECT ${FACT} FROM facts WHERE \`unit\` = ? AND \`since\` > ? AND \`since\` <= ?`;
      const ceased = `SELECT ${FACT} FROM facts WHERE \`unit\` = ? AND \`until\` > ? AND \`until\` <= ? AND \`since\` <= ?`;
      const text = `${came} UNION ALL ${ceased} ORDER BY \`since\`, \`kind\`, \`id\`, \`validFrom\``;
      const found = await reader.all(text, [unit, after, version, unit, after, version, after]);
      return found.map((each) => factOf(decodeRow(tables.facts, each)));
    },
    credential: async (unit, account) => {
      const found = await rows.one<StoredCredential>(tables.credentials, { where: { unit, account } });
      if (!found) return null;
      const { unit: _unit, ...row } = found;
      return row;
    },
  };
}

function factOf({ kind, id, validFrom, validTo, since, until, data }: StoredFact): FactRow {
  // What was stored is what the door had checked against the shape of its kind.
  const fact = { kind, id, from: validFrom, to: validTo, data: JSON.parse(data) as unknown } as FactRow['fact'];
  return { fact, since, until };
}
