import { notedRows } from '@quanheng/runtime/ports';
import type {
  DefinitionRow,
  FactRow,
  InstanceFilter,
  InstanceRow,
  InstanceSummary,
  ItemFilter,
  Page,
  PageRequest,
  Queries,
  SubscriptionRow,
  WorkItemRow,
} from '@quanheng/runtime/ports';
import { compareKeys, page } from './paging.js';
import { keyText, type Rows } from './rows.js';
import { subscriptionKey, type Tables } from './tables.js';

/** `ready` waits for the turn of each query; what it then reads was committed at one moment. */
export function memoryQueries(tables: Tables, ready: () => Promise<void>): Queries {
  const ask = async <T>(read: () => T): Promise<T> => {
    await ready();
    return read();
  };
  return {
    instance: (id) => ask(() => tables.instances.get(id) ?? null),
    instances: (filter, request) => ask(() => instances(tables, filter, request)),
    items: (filter, request) => ask(() => items(tables, filter, request)),
    item: (instance, item) => ask(() => tables.items.get(keyText(instance, item)) ?? null),
    itemsOf: (instance) => ask(() => tables.items.group(instance)),
    copies: ({ unit, person, isRead, process }, request) =>
      ask(() => {
        const rows = tables.copies.all().filter((row) => row.unit === unit && row.person === person);
        const box = rows.filter((row) => (row.readAt !== null) === isRead && fits(row.process, process));
        return page(box, (row) => [row.at, row.instance], 'down', request);
      }),
    entries: (unit, stream, from, limit) => ask(() => entries(tables, unit, stream, from, limit)),
    noted: ({ unit, noted, from, until }, request) =>
      ask(() => {
        const rows = notedRows(tables.entries.all()).filter(
          (row) =>
            row.unit === unit &&
            row.noted === noted &&
            row.at >= (from ?? row.at) &&
            (until === undefined || row.at < until),
        );
        return page(rows, (row) => [row.at, row.stream, row.seq], 'down', request);
      }),
    streams: (unit, after, limit) =>
      ask(() =>
        tables.entries
          .groupNames()
          .filter((stream) => stream > after && tables.entries.group(stream).some((row) => row.unit === unit))
          .slice(0, limit),
      ),
    jobs: (unit, { instance, handler }, request) =>
      ask(() => {
        const rows = within(tables.jobs, unit, instance).filter((row) => fits(row.handler, handler));
        return page(rows, (row) => [row.due, row.instance, row.job], 'up', request);
      }),
    job: (instance, job) => ask(() => tables.jobs.get(keyText(instance, job)) ?? null),
    timers: (unit, { instance }, request) =>
      ask(() =>
        page(within(tables.timers, unit, instance), (row) => [row.due, row.instance, row.subscription], 'up', request),
      ),
    timer: (instance, subscription) =>
      ask(() => tables.timers.get(subscriptionKey({ instance, subscription })) ?? null),
    incidents: (unit, { instance, process }, request) =>
      ask(() => {
        const rows = within(tables.incidents, unit, instance).filter((row) => fits(row.process, process));
        return page(rows, (row) => [row.raisedAt, row.instance, row.element], 'down', request);
      }),
    quarantine: (unit) => ask(() => tables.quarantine.all().filter((row) => row.unit === unit)),
    attachments: (instance) =>
      ask(() => [...tables.attachments.group(instance)].sort((a, b) => compareKeys([a.seq, a.name], [b.seq, b.name]))),
    subscriptionsOf: (instance) => ask(() => tables.subscriptions.group(instance)),
    subscribers: (unit, kind, name, correlation, limit) =>
      ask(() =>
        tables.subscriptions
          .all()
          .filter((row) => row.unit === unit && row.kind === kind && row.name === name)
          .filter((row) => correlates(row, correlation))
          .slice(0, limit),
      ),
    messagesFor: (unit, name, correlation, now, limit) =>
      ask(() =>
        tables.messages
          .all()
          .filter((row) => row.unit === unit && row.name === name && row.expiresAt > now)
          .filter((row) => correlates(row, correlation))
          .sort((a, b) => compareKeys([a.publishedAt, a.id], [b.publishedAt, b.id]))
          .slice(0, limit),
      ),
    keptSignals: (instance) =>
      ask(() =>
        tables.outbox
          .all()
          .filter(({ id }) => id.startsWith(`kept:${instance}:`))
          .sort((a, b) => compareKeys([a.id], [b.id])),
      ),
    message: (id) => ask(() => tables.messages.get(id) ?? null),
    ...definitionQueries(tables, ask),
    ...organisationQueries(tables, ask),
  };
}

/** The published version to start now. */
export function startableRow(
  tables: Tables,
  unit: string,
  process: string,
  version?: number,
): DefinitionRow | undefined {
  return versionsOf(tables, unit, process).find((row) => row.status === 'published' && fits(row.version, version));
}

function versionsOf(tables: Tables, unit: string, process: string): readonly DefinitionRow[] {
  return tables.definitions
    .all()
    .filter((row) => row.unit === unit && row.process === process)
    .sort((a, b) => b.version - a.version);
}

type Ask = <T>(read: () => T) => Promise<T>;

function definitionQueries(
  tables: Tables,
  ask: Ask,
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
  | 'records'
  | 'record'
> {
  return {
    definition: (digest) => ask(() => tables.definitions.get(digest) ?? null),
    startable: (unit, process, version) => ask(() => startableRow(tables, unit, process, version) ?? null),
    definitions: (unit, { process, status }, request) =>
      ask(() => {
        const rows = tables.definitions
          .all()
          .filter((row) => row.unit === unit && fits(row.process, process) && fits(row.status, status));
        return page(rows, (row) => [row.process, row.version], 'down', request);
      }),
    definitionsOf: (deployment) => ask(() => tables.definitions.all().filter((row) => row.deployment === deployment)),
    lastVersion: (unit, process) => ask(() => versionsOf(tables, unit, process)[0]?.version ?? 0),
    deployment: (id) => ask(() => tables.deployments.get(id) ?? null),
    deployments: (unit, request) =>
      ask(() => {
        const rows = tables.deployments.all().filter((row) => row.unit === unit);
        return page(rows, (row) => [row.at, row.id], 'down', request);
      }),
    resources: (deployment) => ask(() => tables.resources.group(deployment)),
    records: (unit, kind, request) =>
      ask(() => {
        const rows = tables.records.all().filter((row) => row.unit === unit && (kind === null || row.kind === kind));
        return page(rows, (row) => [row.kind, row.id], 'up', request);
      }),
    record: (unit, kind, id) => ask(() => tables.records.get(keyText(unit, kind, id)) ?? null),
  };
}

function organisationQueries(
  tables: Tables,
  ask: Ask,
): Pick<Queries, 'units' | 'organisationVersion' | 'facts' | 'credential'> {
  return {
    units: () => ask(() => [...tables.organisations].map(([unit, organisation]) => ({ unit, organisation }))),
    organisationVersion: (unit) => ask(() => tables.organisations.get(unit) ?? 0),
    facts: (unit, after, version) =>
      ask(() => {
        const isNew = (moment: number | null): boolean => moment !== null && moment > after && moment <= version;
        return tables.facts
          .all()
          .filter((row) => row.unit === unit && (isNew(row.since) || (isNew(row.until) && row.since <= after)))
          .map(({ fact, since, until }): FactRow => ({ fact, since, until }));
      }),
    credential: (unit, account) => ask(() => tables.credentials.get(keyText(unit, account)) ?? null),
  };
}

function instances(tables: Tables, filter: InstanceFilter, request: PageRequest): Page<InstanceSummary> {
  const { unit, process, status, businessKey, number, startedBy } = filter;
  const rows = tables.instances
    .all()
    .filter((row) => row.unit === unit && fits(row.process, process) && fits(row.status, status))
    .filter((row) => fits(row.businessKey, businessKey) && fits(row.number, number) && fits(row.startedBy, startedBy));
  const found = page(rows, (row) => [row.startedAt, row.id], 'down', request);
  return { rows: found.rows.map(summary), next: found.next };
}
/** Member by member: taking the rest of a frozen row is what a long run spent most of its time on. */
function summary(row: InstanceRow): InstanceSummary {
  return {
    id: row.id,
    unit: row.unit,
    process: row.process,
    definition: row.definition,
    status: row.status,
    businessKey: row.businessKey,
    number: row.number,
    startedAt: row.startedAt,
    startedBy: row.startedBy,
    endedAt: row.endedAt,
    revision: row.revision,
    lastAt: row.lastAt,
    lastLeaf: row.lastLeaf,
  };
}

function items(tables: Tables, filter: ItemFilter, request: PageRequest): Page<WorkItemRow> {
  const rows = tables.items
    .all()
    .filter((row) => row.unit === filter.unit && fits(row.process, filter.process) && isInBox(tables, row, filter));
  const moment = (row: WorkItemRow): number => (filter.box === 'done' ? (row.closedAt ?? 0) : row.openedAt);
  return page(rows, (row) => [moment(row), row.instance, row.item], 'down', request);
}
function isInBox(tables: Tables, row: WorkItemRow, filter: ItemFilter): boolean {
  if (filter.box === 'done') return row.status === 'completed' && row.closedBy === filter.person;
  if (row.status !== 'open') return false;
  if (filter.box === 'all') return true;
  if (row.assignee !== null) return row.assignee === filter.person;
  if (tables.excepted.has(keyText(row.instance, row.item, filter.person))) return false;
  return row.offers.some((offer) => filter.offers.includes(offer));
}

function entries(
  tables: Tables,
  unit: string,
  stream: string,
  from: number,
  limit: number,
): Awaited<ReturnType<Queries['entries']>> {
  return tables.entries
    .group(stream)
    .filter((row) => row.unit === unit && row.seq >= from)
    .slice(0, limit)
    .map((entry) => ({ ...entry, content: tables.contents.get(keyText(entry.stream, entry.seq)) ?? null }));
}

function within<Row extends { readonly unit: string }>(
  table: Rows<Row>,
  unit: string,
  instance: string | undefined,
): readonly Row[] {
  const rows = instance === undefined ? table.all() : table.group(instance);
  return rows.filter((row) => row.unit === unit);
}

function fits<T>(value: T, wanted: T | undefined): boolean {
  return wanted === undefined || value === wanted;
}
/** A correlation that either side lacks fits any. */
function correlates({ correlation }: Pick<SubscriptionRow, 'correlation'>, wanted: string | null): boolean {
  return wanted === null || correlation === null || correlation === wanted;
}
