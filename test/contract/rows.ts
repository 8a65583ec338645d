import type {
  ChangeSet,
  CopyRow,
  DefinitionRow,
  DraftRow,
  EntryRow,
  InstanceRow,
  JobRow,
  MessageRow,
  ScopeRecordRow,
  WorkItemRow,
} from '@quanheng/runtime/ports';
import { createHash } from 'node:crypto';

/** Rows for tests: whole, plausible, and changed where a test cares. */

export function sha(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}

const NONE = { put: [], drop: [] };

/** A change set that changes what is given, and nothing else. */
export function changes(parts: Partial<ChangeSet>): ChangeSet {
  return {
    instances: { add: [], put: [] },
    items: { open: [], assign: [], close: [] },
    ...{ urges: [], excepted: [], copies: { put: [] } },
    ...{ timers: NONE, subscriptions: NONE, jobs: NONE, incidents: NONE, messages: NONE, outbox: NONE },
    ...{
      attachments: { add: [] },
      entries: { add: [] },
      contents: { add: [] },
      answers: { add: [] },
      resources: { add: [] },
    },
    ...{ quarantine: NONE, records: { put: [] }, deployments: { put: [] }, definitions: { put: [] } },
    organisation: null,
    ...parts,
  };
}

export function instanceRow(id: string, parts: Partial<InstanceRow> = {}): InstanceRow {
  return {
    id,
    unit: 'U1',
    process: '采购',
    definition: sha('definition'),
    status: 'active',
    businessKey: 'CG-2026-001',
    number: `N-${id}`,
    startedAt: 1_000,
    startedBy: 'person:P1',
    endedAt: null,
    revision: 1,
    lastAt: 1_000,
    lastLeaf: sha(`${id} 1`),
    state: { flow: '{"elements":[]}', work: 'null', trail: '[]' },
    digests: { flow: sha('flow'), work: sha('work'), trail: sha('trail') },
    ...parts,
  };
}

export function itemRow(instance: string, item: string, parts: Partial<WorkItemRow> = {}): WorkItemRow {
  return {
    instance,
    item,
    unit: 'U1',
    process: '采购',
    businessKey: 'CG-2026-001',
    number: `N-${instance}`,
    element: 3,
    activity: 'Check',
    name: '审核',
    status: 'open',
    assignee: null,
    offers: ['role:checker'],
    form: 'claim.form',
    openedAt: 2_000,
    due: null,
    closedAt: null,
    closedBy: null,
    outcome: null,
    ...{ urges: 0, urgedAt: null, urgedBy: null },
    ...parts,
  };
}

export function copyRow(instance: string, person: string, parts: Partial<CopyRow> = {}): CopyRow {
  const shown = { process: '采购', businessKey: 'CG-2026-001', number: `N-${instance}`, by: 'P1', at: 6, readAt: null };
  return { instance, person, unit: 'U1', ...shown, ...parts };
}

/** `instance` and `item` empty: for starting the process. */
export function draftRow(person: string, instance: string, item: string, parts: Partial<DraftRow> = {}): DraftRow {
  const kept = { process: '采购', name: '审核', number: null, savedAt: 9, content: '{"variables":{"金额":1}}' };
  return { unit: 'U1', person, instance, item, ...kept, ...parts };
}

export function jobRow(instance: string, job: number, parts: Partial<JobRow> = {}): JobRow {
  return {
    ...{ instance, job, unit: 'U1', process: '采购', element: 'Send', handler: 'mail', retries: 3, due: 1_000 },
    ...{ lastError: null, lock: null, lockedUntil: null },
    ...parts,
  };
}

export function messageRow(id: string, parts: Partial<MessageRow> = {}): MessageRow {
  return {
    ...{ id, unit: 'U1', name: 'Paid', correlation: 'C1', variables: '{}', targets: [] },
    ...{ publishedAt: 1_000, expiresAt: 5_000 },
    ...parts,
  };
}

export function entryRow(stream: string, seq: number, parts: Partial<EntryRow> = {}): EntryRow {
  return {
    ...{ unit: 'U1', stream, seq, at: 1_000 + seq, kind: 'completeWork', principal: 'person:P1', refused: null },
    ...{ bytes: Uint8Array.from([0, 255, 39, 92, seq % 256]), leaf: sha(`${stream} ${seq}`) },
    ...parts,
  };
}

export function recordRow(id: string, revision: number, value = '{"spent":1}'): ScopeRecordRow {
  return { unit: 'U1', kind: 'contract', id, revision, value };
}

export function definitionRow(process: string, version: number, parts: Partial<DefinitionRow> = {}): DefinitionRow {
  return {
    ...{ unit: 'U1', digest: sha(`${process} ${version}`), process, version, name: '采购', deployment: 'D1' },
    ...{ resource: 'process.bpmn', status: 'published', pins: '[]' },
    ...parts,
  };
}
