import { StoreConflict, type ChangeSet, type Changes, type JobKey } from '@quanheng/runtime/ports';
import { keyText, type Rows } from './rows.js';
import { subscriptionKey, type Tables } from './tables.js';

/**
 * Writes everything, or throws before anything is written.
 * @throws StoreConflict on a double of what must be new, as a database does by its unique keys. Error on what only a fault of the caller can ask
 *   for: to change an instance or record that it has not locked, or a work item that does not exist.
 */
export function applyChanges(tables: Tables, changes: ChangeSet, locks: ReadonlySet<string>): void {
  refuseDoubles(tables, changes);
  refuseUnlocked(tables, changes, locks);
  putInstances(tables, changes);
  putItems(tables, changes);
  put(tables.timers, changes.timers, subscriptionKey);
  put(tables.subscriptions, changes.subscriptions, subscriptionKey);
  put(tables.jobs, changes.jobs, jobKey);
  put(tables.incidents, changes.incidents, (key) => keyText(key.instance, key.element));
  put(tables.messages, changes.messages, (id) => id);
  put(tables.outbox, changes.outbox, (id) => id);
  lease(tables.jobLeases, changes.jobs, jobKey, ({ due, lockedUntil }) => Math.max(due, lockedUntil ?? 0));
  lease(tables.timerLeases, changes.timers, subscriptionKey, ({ due }) => due);
  lease(
    tables.outboxLeases,
    changes.outbox,
    (row) => (typeof row === 'string' ? row : row.id),
    ({ kind, createdAt }) => (kind === 'kept' ? Infinity : createdAt),
  );
  for (const { instance, item, ...urging } of changes.urges) {
    const row = tables.items.get(keyText(instance, item));
    if (row !== undefined) tables.items.put({ ...row, ...urging });
  }
  for (const { instance, item, person } of changes.excepted) tables.excepted.add(keyText(instance, item, person));
  for (const row of changes.copies.put) tables.copies.put(row);
  for (const row of changes.attachments.add) tables.attachments.put(row);
  put(tables.quarantine, changes.quarantine, (instance) => instance);
  for (const row of changes.records.put) tables.records.put(row);
  for (const row of changes.entries.add) {
    tables.entries.put({ ...row, bytes: Uint8Array.from(row.bytes) });
    tables.pending.push([row.stream, row.seq]);
  }
  for (const row of changes.contents.add) tables.contents.put(row);
  for (const row of changes.answers.add) tables.answers.put(row);
  for (const row of changes.deployments.put) tables.deployments.put(row);
  for (const row of changes.resources.add) tables.resources.put(row);
  for (const row of changes.definitions.put) tables.definitions.put(row);
  putOrganisation(tables, changes.organisation);
}

function jobKey({ instance, job }: JobKey): string {
  return keyText(instance, job);
}

/** Names of locks, as `load` takes them. */
export const lockName = {
  instance: (id: string): string => keyText('instance', id),
  record: (unit: string, kind: string, id: string): string => keyText('record', unit, kind, id),
  message: (id: string): string => keyText('message', id),
  stream: (unit: string, stream: string): string => keyText('stream', unit, stream),
  organisation: (unit: string): string => keyText('organisation', unit),
};

function refuseDoubles(tables: Tables, changes: ChangeSet): void {
  const numbers = changes.instances.add.flatMap(({ unit, number }) => (number === null ? [] : [keyText(unit, number)]));
  const doubles: readonly (readonly [what: string, found: readonly unknown[]])[] = [
    ['instance', taken(tables.instances, changes.instances.add, ({ id }) => id)],
    ['instance number', numbers.filter((each) => tables.usedNumbers.has(each))],
    [
      'attachment',
      taken(tables.attachments, changes.attachments.add, (row) => keyText(row.instance, row.seq, row.name)),
    ],
    ['entry', taken(tables.entries, changes.entries.add, ({ stream, seq }) => keyText(stream, seq))],
    ['content', taken(tables.contents, changes.contents.add, ({ stream, seq }) => keyText(stream, seq))],
    ['answer', taken(tables.answers, changes.answers.add, (row) => keyText(row.unit, row.principal, row.key))],
    ['resource', taken(tables.resources, changes.resources.add, (row) => keyText(row.deployment, row.name))],
  ];
  for (const [what, found] of doubles) {
    if (found.length > 0) throw new StoreConflict(`${what} exists already: ${String(found[0])}`);
  }
}

/** Keys that exist, or that are added twice. */
function taken<Row extends object>(table: Rows<Row>, rows: readonly Row[], keyOf: (row: Row) => string): string[] {
  const seen = new Set<string>();
  return rows.map(keyOf).filter((key) => {
    const isDouble = seen.has(key) || table.has(key);
    seen.add(key);
    return isDouble;
  });
}

function refuseUnlocked(tables: Tables, changes: ChangeSet, locks: ReadonlySet<string>): void {
  const added = new Set(changes.instances.add.map(({ id }) => id));
  for (const { id } of changes.instances.put) {
    if (!locks.has(lockName.instance(id)) && !added.has(id)) throw new Error(`instance ${id} is written unlocked`);
    if (!tables.instances.has(id) && !added.has(id)) throw new Error(`instance ${id} is changed, but was never added`);
  }
  for (const { unit, kind, id, revision } of changes.records.put) {
    const before = tables.records.get(keyText(unit, kind, id));
    if (before === undefined) {
      if (revision !== 1) throw new StoreConflict(`scope record ${kind} ${id} is not there any more`);
    } else if (revision !== before.revision + 1) {
      // Somebody else was the first to write a record that neither could lock, because it was not there.
      throw new StoreConflict(`scope record ${kind} ${id} was written by somebody else`);
    }
  }
  const opened = new Set(changes.items.open.map(({ instance, item }) => keyText(instance, item)));
  for (const { instance, item } of [
    ...changes.items.assign,
    ...changes.urges,
    ...changes.excepted,
    ...changes.items.close,
  ]) {
    const key = keyText(instance, item);
    if (!opened.has(key) && !tables.items.has(key)) throw new Error(`work item ${instance} ${item} does not exist`);
  }
}

function putInstances(tables: Tables, { instances }: ChangeSet): void {
  for (const row of instances.add) {
    tables.instances.put(row);
    if (row.number !== null) tables.usedNumbers.add(keyText(row.unit, row.number));
  }
  for (const row of instances.put) tables.instances.put(row);
}

function putItems(tables: Tables, { items }: ChangeSet): void {
  for (const row of items.open) tables.items.put(row);
  for (const { instance, item, assignee } of items.assign) {
    const row = tables.items.get(keyText(instance, item));
    if (row !== undefined) tables.items.put({ ...row, assignee });
  }
  for (const closed of items.close) {
    const row = tables.items.get(keyText(closed.instance, closed.item));
    if (row !== undefined) tables.items.put({ ...row, ...closed, offers: [] });
  }
}

function put<Row extends object, Key>(table: Rows<Row>, { put, drop }: Changes<Row, Key>, keyOf: (key: Key) => string) {
  for (const key of drop) table.drop(keyOf(key));
  for (const row of put) table.put(row);
}

/** A row that is put may be taken from its moment on. */
function lease<Row extends object, Key>(
  leases: Map<string, number>,
  { put, drop }: Changes<Row, Key>,
  keyOf: (key: Key | Row) => string,
  moment: (row: Row) => number,
): void {
  for (const key of drop) leases.delete(keyOf(key));
  for (const row of put) leases.set(keyOf(row), moment(row));
}

function putOrganisation(tables: Tables, organisation: ChangeSet['organisation']): void {
  if (organisation === null) return;
  const { unit, version, rows } = organisation;
  tables.organisations.set(unit, version);
  for (const { kind, id, from } of rows.superseded) {
    for (const row of tables.facts.group(keyText(unit, kind, id, from))) {
      if (row.until === null) tables.facts.put({ ...row, until: version });
    }
  }
  for (const row of rows.facts) tables.facts.put({ ...row, unit });
  for (const row of rows.credentials) tables.credentials.put({ ...row, unit });
}
