import type { InstanceFilter, InstanceRow, InstanceRowStatus, Queries } from '@quanheng/runtime/ports';
import { shownInstance } from '../schema/rows.js';
import { decodeRow, without } from '../schema/table.js';
import * as tables from '../schema/tables.js';
import { selectList } from '../store/sql.js';
import { orderOf, readPage, type Branch } from './paging.js';
import { and, equal, sql, type Reader, type Sql } from './reader.js';

const ORDER = orderOf(tables.instances, ['startedAt', 'id'], 'down');
const SUMMARY = without(tables.instances, ['flow', 'work', 'trail', 'flowDigest', 'workDigest', 'trailDigest']);
const STATUSES: readonly InstanceRowStatus[] = ['active', 'suspended', 'completed', 'cancelled', 'quarantined'];
const WHOLE = `SELECT ${selectList(tables.instances.columns)} FROM`;

export function instanceQueries(reader: Reader): Pick<Queries, 'instance' | 'instances'> {
  return {
    instance: async (id) => {
      const find = async (place: string) => (await reader.all(`${WHOLE} ${place} WHERE \`id\` = ?`, [id]))[0];
      const found = (await find('instances')) ?? (await find('archived_instances'));
      if (!found) return null;
      const { state, ...row } = shownInstance(decodeRow(tables.instances, found));
      // Whole rows were asked for, so there is a state.
      return state && ({ ...row, state } satisfies InstanceRow);
    },
    instances: (filter, page) => readPage(reader, SUMMARY, ORDER, branchesOf(filter), page),
  };
}

/**
 * What is asked for by name is few, and an index leads to it. Everything else lies in one list for each status: so what runs is not searched for among
 * what has ended.
 */
function branchesOf(filter: InstanceFilter): Branch[] {
  const where = and(
    equal('unit', filter.unit),
    equal('process', filter.process),
    equal('business_key', filter.businessKey),
    equal('number', filter.number),
    equal('started_by', filter.startedBy),
  );
  const named = filter.businessKey ?? filter.number ?? filter.startedBy;
  if (named !== undefined) return [{ from: 'instances', where: withStatus(where, filter.status) }];
  return (filter.status ? [filter.status] : STATUSES).map((status) => ({
    from: 'instances',
    where: withStatus(where, status),
  }));
}
function withStatus(where: Sql, status: InstanceRowStatus | undefined): Sql {
  return status === undefined ? where : and(where, sql('`status` = ?', status));
}
