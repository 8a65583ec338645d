import type { DataSource } from 'typeorm';
import type { DefinitionRow, DeploymentRow, Queries, ResourceRow } from '@quanheng/runtime/ports';
import { decodeRow } from '../schema/table.js';
import * as tables from '../schema/tables.js';
import { orderOf, readPage } from './paging.js';
import { startableSql } from './startable.js';
import { and, equal, type Reader } from './reader.js';
import { Repositories } from './repositories.js';

const DEFINITION_ORDER = orderOf(tables.definitions, ['process', 'version'], 'down');
const DEPLOYMENT_ORDER = orderOf(tables.deployments, ['at', 'id'], 'down');

export function definitionQueries(
  reader: Reader,
  dataSource: DataSource,
): Pick<
  Queries,
  | 'definition'
  | 'startable'
  | 'definitions'
  | 'definitionsOf'
  | 'lastVersion'
  | 'deployment'
  | 'deployments'
  | 'resources'
> {
  const rows = new Repositories(dataSource);
  return {
    definition: (digest) => rows.one<DefinitionRow>(tables.definitions, { where: { digest }, order: { unit: 'ASC' } }),
    startable: async (unit, process, version) => {
      const { text, values } = startableSql(tables.definitions, unit, { process, version: version ?? null });
      const [found] = await reader.all(text, values);
      return found === undefined ? null : decodeRow(tables.definitions, found);
    },
    definitions: (unit, { process, status }, page) => {
      const where = and(equal('unit', unit), equal('process', process), equal('status', status));
      return readPage(reader, tables.definitions, DEFINITION_ORDER, [{ from: 'definitions', where }], page);
    },
    definitionsOf: (deployment) =>
      rows.many<DefinitionRow>(tables.definitions, {
        where: { deployment },
        order: { process: 'ASC', version: 'ASC' },
      }),
    lastVersion: async (unit, process) => {
      const last = await rows.one<DefinitionRow>(tables.definitions, {
        where: { unit, process },
        order: { version: 'DESC' },
      });
      return last?.version ?? 0;
    },
    deployment: (id) => rows.one<DeploymentRow>(tables.deployments, { where: { id } }),
    deployments: (unit, page) =>
      readPage(
        reader,
        tables.deployments,
        DEPLOYMENT_ORDER,
        [{ from: 'deployments', where: and(equal('unit', unit)) }],
        page,
      ),
    resources: (deployment) =>
      rows.many<ResourceRow>(tables.resources, { where: { deployment }, order: { name: 'ASC' } }),
  };
}
