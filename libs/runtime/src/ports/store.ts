import type { OrganisationRows, ScopeKey, ScopeRecordRow } from '@quanheng/policy/ports';
import type {
  AnswerKey,
  AnswerRow,
  AttachmentRow,
  ContentRow,
  CopyRow,
  DefinitionRow,
  DeploymentRow,
  EntryRow,
  IncidentKey,
  IncidentRow,
  InstanceRow,
  JobKey,
  JobRow,
  MessageRow,
  OutboxRow,
  QuarantineRow,
  ResourceRow,
  SubscriptionKey,
  SubscriptionRow,
  TimerRow,
  Urging,
  WorkItemKey,
  WorkItemRow,
} from './rows.js';

/** Where everything durable is: the only truth. */
export interface Store {
  /** SQLite has one writer; a server takes several transactions side by side. */
  readonly writers: number;
  /**
   * One transaction: what `work` flushes is committed when it resolves, and nothing is when it rejects.
   * @throws StoreConflict when the database chose this transaction to give way (deadlock, lock time-out, certification failure at COMMIT): nothing
   *   was written, try it again as a whole. StoreUnavailable when the database cannot be reached; whether a COMMIT under way was carried out is
   *   then unknown, which the idempotency key of the caller settles.
   */
  transact<T>(work: (transaction: Transaction) => Promise<T>): Promise<T>;
  /** The first of `count` consecutive numbers of a series, given out for good in a transaction of its own: gaps are possible, doubles are not. */
  takeNumbers(unit: string, series: string, count: number): Promise<number>;
  close(): Promise<void>;
}

export interface Transaction {
  /**
   * Reads and locks, in one global order: instances by id, messages, jobs, streams, the organisation's version, then scope records by kind and id.
   * What is not there is absent from the result. May be called again for what comes later in the order, such as scope records, which are known only
   * when the instances have been seen.
   */
  load(wanted: Wanted): Promise<Loaded>;
  /** Writes with the commit. Called once, at the end. */
  flush(changes: ChangeSet): void;
}

export interface Wanted {
  readonly unit: string;
  /**
   * `known`: the leaf hash of the entry after which the caller has the state; when that is still the last one, `state` comes back as null. Not the
   * revision: of a database that was restored from a backup, an equal number says nothing.
   */
  readonly instances?: readonly { readonly id: string; readonly known?: string }[];
  readonly records?: readonly ScopeKey[];
  readonly answers?: readonly AnswerKey[];
  /** Messages by id, locked. */
  readonly messages?: readonly string[];
  /** Jobs of the instances, with their locks. */
  readonly jobs?: readonly JobKey[];
  /** Chains other than instances': the last entry of each, the stream locked against others. */
  readonly streams?: readonly string[];
  /** Processes that are to be started: which definition starts now. Not locked. */
  readonly startable?: readonly StartableKey[];
  /** The organisation's version is always read; `true` locks it against others. */
  readonly lockOrganisation?: boolean;
}
export interface Loaded {
  readonly instances: readonly LoadedInstance[];
  readonly records: readonly ScopeRecordRow[];
  readonly answers: readonly AnswerRow[];
  readonly messages: readonly MessageRow[];
  readonly jobs: readonly JobRow[];
  readonly streams: readonly {
    readonly stream: string;
    readonly seq: number;
    readonly leaf: string;
    readonly at: number;
  }[];
  /** For those wanted that can be started. */
  readonly startable: readonly StartableRow[];
  readonly organisation: number;
}
/** `version` null: the newest that is published. */
export interface StartableKey {
  readonly process: string;
  readonly version: number | null;
}
/** `version` as it was asked for. */
export type StartableRow = StartableKey & { readonly digest: string };
/** `state` is null when it is the one the caller knows. */
export type LoadedInstance = Omit<InstanceRow, 'state'> & { readonly state: InstanceRow['state'] | null };

export interface ExceptedItem extends WorkItemKey {
  readonly unit: string;
  readonly process: string;
  readonly person: string;
}

/** Everything one transaction writes. `put` inserts or replaces by key; `add` must be new, and a double is a `StoreConflict`. */
export interface ChangeSet {
  readonly instances: { readonly add: readonly InstanceRow[]; readonly put: readonly InstanceRow[] };
  /** In this order. A taken item keeps its offers for when it is given back; a closed one is offered to nobody. */
  readonly items: {
    readonly open: readonly WorkItemRow[];
    readonly assign: readonly (WorkItemKey & { readonly assignee: string | null })[];
    readonly close: readonly ClosedItem[];
  };
  readonly urges: readonly (WorkItemKey & Urging)[];
  /** Whose inbox has an open item no longer, though it is offered to them. */
  readonly excepted: readonly ExceptedItem[];
  readonly copies: { readonly put: readonly CopyRow[] };
  readonly timers: Changes<TimerRow, SubscriptionKey>;
  readonly subscriptions: Changes<SubscriptionRow, SubscriptionKey>;
  readonly jobs: Changes<JobRow, JobKey>;
  readonly incidents: Changes<IncidentRow, IncidentKey>;
  readonly attachments: { readonly add: readonly AttachmentRow[] };
  readonly quarantine: Changes<QuarantineRow, string>;
  readonly records: { readonly put: readonly ScopeRecordRow[] };
  readonly messages: Changes<MessageRow, string>;
  readonly outbox: Changes<OutboxRow, string>;
  /** Each also gets a row in `log_pending`. */
  readonly entries: { readonly add: readonly EntryRow[] };
  readonly contents: { readonly add: readonly ContentRow[] };
  readonly answers: { readonly add: readonly AnswerRow[] };
  readonly deployments: { readonly put: readonly DeploymentRow[] };
  readonly resources: { readonly add: readonly ResourceRow[] };
  readonly definitions: { readonly put: readonly DefinitionRow[] };
  /** Null: the organisation stays as it is. */
  readonly organisation: { readonly unit: string; readonly version: number; readonly rows: OrganisationRows } | null;
}
export type ClosedItem = WorkItemKey &
  Pick<WorkItemRow, 'closedAt' | 'closedBy' | 'outcome'> & { readonly status: 'completed' | 'cancelled' };
export interface Changes<Row, Key> {
  readonly put: readonly Row[];
  readonly drop: readonly Key[];
}

/** The database chose this transaction to give way; nothing was written. */
export class StoreConflict extends Error {
  override readonly name = 'StoreConflict';
}
/** The database cannot be reached, or the connection broke. */
export class StoreUnavailable extends Error {
  override readonly name = 'StoreUnavailable';
}
/**
 * The database cannot hold a value as it is: it is larger than its column or than what can be sent at once, or no Unicode text. Nothing was
 * written, and trying again does not help; the message says which value and what it may be.
 */
export class StoreRefused extends Error {
  override readonly name = 'StoreRefused';
}
