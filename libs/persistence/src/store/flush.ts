import { notedRows } from '@quanheng/runtime/ports';
import type { ChangeSet, ExceptedItem, JobRow, WorkItemRow } from '@quanheng/runtime/ports';
import {
  exceptionKey,
  storedInstance,
  type OfferRow,
  type StoredJob,
  type StoredTimer,
  type StreamRow,
} from '../schema/rows.js';
import * as tables from '../schema/tables.js';
import type { Writer } from './writer.js';

/** Prefix of the streams whose last entry is known from the instance itself. */
const INSTANCE_STREAM = 'instance:';
/** Prefix of the handlers whose jobs are fetched by external workers. */
const EXTERNAL = 'external:';

/**
 * A change set as writes. Rows that transactions fight for come first and in one order: instances, then scope records, as they were locked.
 */
export function writeChanges(writer: Writer, changes: ChangeSet): void {
  writer.insert(tables.instances, changes.instances.add.map(storedInstance));
  writer.upsert(tables.instances, changes.instances.put.map(storedInstance));
  writer.upsert(tables.records, changes.records.put, 'revision');
  writeItems(writer, changes.items);
  writer.upsert(tables.offers, changes.excepted.map(exceptionOf));
  writer.update(tables.workItems, ['urges', 'urgedAt', 'urgedBy'], ['instance', 'item'], changes.urges);
  writer.upsert(
    tables.copies,
    changes.copies.put.map((row) => ({ ...row, isRead: row.readAt !== null })),
  );
  writeSubscriptions(writer, changes);
  writeJobs(writer, changes);
  writeIncidents(writer, changes);
  writeMessages(writer, changes);
  writeEntries(writer, changes);
  writeDefinitions(writer, changes);
  if (changes.organisation) writeOrganisation(writer, changes.organisation);
}

function writeItems(writer: Writer, { open, assign, close }: ChangeSet['items']): void {
  writer.upsert(tables.workItems, open);
  writer.upsert(tables.offers, open.flatMap(offersOf));
  const taken = assign.map((each) => ({ ...each, taken: each.assignee !== null }));
  writer.update(tables.workItems, ['assignee'], ['instance', 'item'], assign);
  writer.update(tables.offers, ['taken'], ['instance', 'item'], taken);
  const closed = close.map((each) => ({ ...each, offers: [] }));
  const set = ['status', 'closedAt', 'closedBy', 'outcome', 'offers'] as const;
  writer.update(tables.workItems, set, ['instance', 'item'], closed);
  writer.remove(tables.offers, ['instance', 'item'], close);
}

/** Beside the keys it is offered under, though it is offered to nobody by this one: the inbox looks for it. */
function exceptionOf({ unit, instance, item, process, person }: ExceptedItem): OfferRow {
  return { unit, offer: exceptionKey(person), taken: false, openedAt: 0, instance, item, process };
}

/** A key that is named twice counts once. */
function offersOf(row: WorkItemRow): OfferRow[] {
  if (row.status !== 'open') return [];
  const { unit, openedAt, instance, item, process } = row;
  const taken = row.assignee !== null;
  return [...new Set(row.offers)].map((offer) => ({ unit, offer, taken, openedAt, instance, item, process }));
}

function writeSubscriptions(writer: Writer, { timers, subscriptions }: ChangeSet): void {
  const available = timers.put.map((row): StoredTimer => ({ ...row, availableAt: row.due }));
  writer.remove(tables.timers, ['instance', 'subscription'], timers.drop);
  writer.upsert(tables.timers, available);
  writer.remove(tables.subscriptions, ['instance', 'subscription'], subscriptions.drop);
  writer.upsert(tables.subscriptions, subscriptions.put);
}

function writeJobs(writer: Writer, { jobs }: ChangeSet): void {
  writer.remove(tables.jobs, ['instance', 'job'], jobs.drop);
  writer.upsert(tables.jobs, jobs.put.map(storedJob));
}

function storedJob(row: JobRow): StoredJob {
  const locked = row.lock !== null && row.lockedUntil !== null;
  const availableAt = locked ? Math.max(row.due, row.lockedUntil) : row.due;
  return { ...row, availableAt, external: row.handler.startsWith(EXTERNAL) };
}

function writeIncidents(writer: Writer, { incidents, quarantine, attachments }: ChangeSet): void {
  writer.remove(tables.incidents, ['instance', 'element'], incidents.drop);
  writer.upsert(tables.incidents, incidents.put);
  writer.remove(
    tables.quarantine,
    ['instance'],
    quarantine.drop.map((instance) => ({ instance })),
  );
  writer.upsert(tables.quarantine, quarantine.put);
  writer.insert(tables.attachments, attachments.add);
}

/** Nobody takes it before this moment, in milliseconds. */
const NEVER = Number.MAX_SAFE_INTEGER;

function writeMessages(writer: Writer, { messages, outbox }: ChangeSet): void {
  const byId = (id: string): { id: string } => ({ id });
  writer.remove(tables.messages, ['id'], messages.drop.map(byId));
  writer.upsert(tables.messages, messages.put);
  writer.remove(tables.outbox, ['id'], outbox.drop.map(byId));
  writer.upsert(
    tables.outbox,
    outbox.put.map((row) => ({ ...row, availableAt: row.kind === 'kept' ? NEVER : row.createdAt })),
  );
}

function writeEntries(writer: Writer, { entries, contents, answers }: ChangeSet): void {
  writer.insert(tables.entries, entries.add);
  writer.insert(tables.noted, notedRows(entries.add));
  writer.insert(tables.contents, contents.add);
  writer.insert(tables.pending, entries.add);
  const last = new Map<string, StreamRow>();
  for (const entry of entries.add) {
    const key = `${entry.unit} ${entry.stream}`;
    if (!entry.stream.startsWith(INSTANCE_STREAM) && entry.seq > (last.get(key)?.seq ?? 0)) last.set(key, entry);
  }
  writer.upsert(tables.streams, [...last.values()]);
  writer.insert(tables.answers, answers.add);
}

function writeDefinitions(writer: Writer, { deployments, resources, definitions }: ChangeSet): void {
  writer.upsert(tables.deployments, deployments.put);
  writer.insert(tables.resources, resources.add);
  writer.upsert(tables.definitions, definitions.put);
}

function writeOrganisation(writer: Writer, { unit, version, rows }: NonNullable<ChangeSet['organisation']>): void {
  writer.upsert(tables.units, [{ unit, organisation: version }], 'organisation');
  const ended = rows.superseded.map(({ kind, id, from }) => ({ unit, kind, id, validFrom: from, until: version }));
  writer.update(tables.facts, ['until'], ['unit', 'kind', 'id', 'validFrom'], ended, 'until');
  const facts = rows.facts.map(({ fact, since, until }) => ({
    ...{ unit, kind: fact.kind, id: fact.id, validFrom: fact.from, validTo: fact.to },
    ...{ since, until, data: JSON.stringify(fact.data) },
  }));
  writer.insert(tables.facts, facts);
  writer.upsert(
    tables.credentials,
    rows.credentials.map((row) => ({ ...row, unit })),
  );
}
