import type { CredentialRow, FactRow, ScopeRecordRow } from '@quanheng/policy/ports';
import type { Noted, NotedRow } from './noted.js';
import type {
  AttachmentRow,
  ContentRow,
  CopyRow,
  DefinitionRow,
  DeploymentRow,
  EntryRow,
  IncidentRow,
  InstanceRow,
  InstanceRowStatus,
  JobRow,
  MessageRow,
  OutboxRow,
  QuarantineRow,
  ResourceRow,
  SubscriptionRow,
  TimerRow,
  WorkItemRow,
} from './rows.js';

/** A part of a list. `next` is handed back as `after` to go on; null at the end. Cursors are opaque and stay good while rows come and go. */
export interface Page<Row> {
  readonly rows: readonly Row[];
  readonly next: string | null;
}
/** `limit` from 1 to 200. */
export interface PageRequest {
  readonly after?: string;
  readonly limit: number;
}

/** What was handed back as `after` is no cursor of this list. */
export class InvalidCursor extends Error {
  override readonly name = 'InvalidCursor';
}

/** Reads outside any command; each sees what was committed. */
export interface Queries {
  instance(id: string): Promise<InstanceRow | null>;
  /** Newest first. */
  instances(filter: InstanceFilter, page: PageRequest): Promise<Page<InstanceSummary>>;
  /** 待办, 已办 and so on; newest first. */
  items(filter: ItemFilter, page: PageRequest): Promise<Page<WorkItemRow>>;
  item(instance: string, item: string): Promise<WorkItemRow | null>;
  itemsOf(instance: string): Promise<readonly WorkItemRow[]>;
  /** What was shown to a person: 待阅, or what was read since (抄送我的). Newest first. */
  copies(filter: CopyFilter, page: PageRequest): Promise<Page<CopyRow>>;
  /** A chain from `from` on, in order, with contents. Units have streams of the same name: `organisation`, `definitions`. */
  entries(
    unit: string,
    stream: string,
    from: number,
    limit: number,
  ): Promise<readonly (EntryRow & { readonly content: ContentRow | null })[]>;
  /** Refusals, exceptions or readings of a unit, newest first, made from a moment on and before another. */
  noted(filter: NotedFilter, page: PageRequest): Promise<Page<NotedRow>>;
  /** Names of all streams of a unit, in order, for whoever checks them all. */
  streams(unit: string, after: string, limit: number): Promise<readonly string[]>;
  jobs(
    unit: string,
    filter: { readonly instance?: string; readonly handler?: string },
    page: PageRequest,
  ): Promise<Page<JobRow>>;
  job(instance: string, job: number): Promise<JobRow | null>;
  timers(unit: string, filter: { readonly instance?: string }, page: PageRequest): Promise<Page<TimerRow>>;
  timer(instance: string, subscription: number): Promise<TimerRow | null>;
  incidents(
    unit: string,
    filter: { readonly instance?: string; readonly process?: string },
    page: PageRequest,
  ): Promise<Page<IncidentRow>>;
  quarantine(unit: string): Promise<readonly QuarantineRow[]>;
  /** All versions of all files, in order of `seq`. */
  attachments(instance: string): Promise<readonly AttachmentRow[]>;
  subscriptionsOf(instance: string): Promise<readonly SubscriptionRow[]>;
  /** Who waits: by name and correlation, those without a correlation included, oldest first. */
  subscribers(
    unit: string,
    kind: 'message' | 'signal',
    name: string,
    correlation: string | null,
    limit: number,
  ): Promise<readonly SubscriptionRow[]>;
  /** What waits for such a subscription, oldest first. */
  messagesFor(
    unit: string,
    name: string,
    correlation: string | null,
    now: number,
    limit: number,
  ): Promise<readonly MessageRow[]>;
  message(id: string): Promise<MessageRow | null>;
  /** Rows of the outbox that are kept for an instance: their ids begin with `kept:`, the instance and `:`. In order of ids. */
  keptSignals(instance: string): Promise<readonly OutboxRow[]>;
  definition(digest: string): Promise<DefinitionRow | null>;
  /** The published version to start now; `version` absent: the newest. */
  startable(unit: string, process: string, version?: number): Promise<DefinitionRow | null>;
  definitions(
    unit: string,
    filter: { readonly process?: string; readonly status?: DefinitionRow['status'] },
    page: PageRequest,
  ): Promise<Page<DefinitionRow>>;
  definitionsOf(deployment: string): Promise<readonly DefinitionRow[]>;
  /** Highest version of a process so far; 0: none. */
  lastVersion(unit: string, process: string): Promise<number>;
  deployment(id: string): Promise<DeploymentRow | null>;
  deployments(unit: string, page: PageRequest): Promise<Page<DeploymentRow>>;
  resources(deployment: string): Promise<readonly ResourceRow[]>;
  /** By kind and id; a kind of null: all. */
  records(unit: string, kind: string | null, page: PageRequest): Promise<Page<ScopeRecordRow>>;
  record(unit: string, kind: string, id: string): Promise<ScopeRecordRow | null>;
  units(): Promise<readonly { readonly unit: string; readonly organisation: number }[]>;
  organisationVersion(unit: string): Promise<number>;
  /** Facts that came or ceased to count after `after` up to `version`: what brings a view of `after` up to date. 0: all. */
  facts(unit: string, after: number, version: number): Promise<readonly FactRow[]>;
  credential(unit: string, account: string): Promise<CredentialRow | null>;
}

export type InstanceSummary = Omit<InstanceRow, 'state' | 'digests'>;
export interface InstanceFilter {
  readonly unit: string;
  readonly process?: string;
  readonly status?: InstanceRowStatus;
  readonly businessKey?: string;
  readonly number?: string;
  readonly startedBy?: string;
}
export interface NotedFilter {
  readonly unit: string;
  readonly noted: Noted;
  readonly from?: number;
  readonly until?: number;
}
export interface CopyFilter {
  readonly unit: string;
  readonly person: string;
  readonly isRead: boolean;
  readonly process?: string;
}
export type ItemFilter = {
  readonly unit: string;
  readonly process?: string;
} & (
  | /** 待办: assigned to the person, or offered under one of the keys and taken by nobody. */ {
      readonly box: 'open';
      readonly person: string;
      readonly offers: readonly string[];
    }
  | /** 已办: completed by the person. */ { readonly box: 'done'; readonly person: string }
  | /** Everything open, for operators. */ { readonly box: 'all' }
);
