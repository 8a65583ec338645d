import {
  recordName,
  type AnswerRow,
  type AttachmentRow,
  type Changes,
  type ChangeSet,
  type ClosedItem,
  type ContentRow,
  type CopyRow,
  type DefinitionRow,
  type DeploymentRow,
  type EntryRow,
  type IncidentKey,
  type IncidentRow,
  type InstanceRow,
  type JobKey,
  type JobRow,
  type MessageRow,
  type OutboxRow,
  type QuarantineRow,
  type ResourceRow,
  type ScopeRecordRow,
  type SubscriptionKey,
  type SubscriptionRow,
  type TimerRow,
  type ExceptedItem,
  type Urging,
  type WorkItemKey,
  type WorkItemRow,
} from '../ports/index.js';

/** Everything a batch writes, so that a row that several commands of the batch touch is written once. */
export class ChangeCollector {
  readonly timers = new RowChanges<TimerRow, SubscriptionKey>(subscriptionKey);
  readonly subscriptions = new RowChanges<SubscriptionRow, SubscriptionKey>(subscriptionKey);
  readonly jobs = new RowChanges<JobRow, JobKey>(({ instance, job }) => `${instance} ${job}`);
  readonly incidents = new RowChanges<IncidentRow, IncidentKey>(({ instance, element }) => `${instance} ${element}`);
  readonly messages = new RowChanges<MessageRow, string>((key) => (typeof key === 'string' ? key : key.id));
  readonly outbox = new RowChanges<OutboxRow, string>((key) => (typeof key === 'string' ? key : key.id));
  readonly quarantine = new RowChanges<QuarantineRow, string>((key) => (typeof key === 'string' ? key : key.instance));
  readonly items = new ItemChanges();
  readonly copies = new RowChanges<CopyRow, CopyKey>(({ instance, person }) => `${instance} ${person}`);
  readonly entries: EntryRow[] = [];
  readonly contents: ContentRow[] = [];
  readonly answers: AnswerRow[] = [];
  readonly attachments: AttachmentRow[] = [];
  readonly deployments: DeploymentRow[] = [];
  readonly resources: ResourceRow[] = [];
  readonly definitions: DefinitionRow[] = [];
  private readonly newInstances = new Set<string>();
  private readonly instances = new Map<string, InstanceRow>();
  private readonly records = new Map<string, ScopeRecordRow>();
  private newOrganisation: ChangeSet['organisation'] = null;

  /** The instance is new: its row, put later, must not exist yet. */
  addInstance(id: string): void {
    this.newInstances.add(id);
  }

  putInstance(row: InstanceRow): void {
    this.instances.set(row.id, row);
  }

  putRecord(row: ScopeRecordRow): void {
    this.records.set(recordName(row), row);
  }

  /** A batch holds at most one change of the organisation: see `Batcher`. */
  setOrganisation(change: NonNullable<ChangeSet['organisation']>): void {
    this.newOrganisation = change;
  }

  get isEmpty(): boolean {
    return this.entries.length === 0 && this.outbox.isEmpty && this.messages.isEmpty;
  }

  finish(): ChangeSet {
    const instances = [...this.instances.values()];
    return {
      instances: {
        add: instances.filter(({ id }) => this.newInstances.has(id)),
        put: instances.filter(({ id }) => !this.newInstances.has(id)),
      },
      items: this.items.finish(),
      urges: this.items.urges,
      excepted: this.items.excepted,
      copies: { put: this.copies.finish().put },
      timers: this.timers.finish(),
      subscriptions: this.subscriptions.finish(),
      jobs: this.jobs.finish(),
      incidents: this.incidents.finish(),
      attachments: { add: this.attachments },
      quarantine: this.quarantine.finish(),
      records: { put: [...this.records.values()] },
      messages: this.messages.finish(),
      outbox: this.outbox.finish(),
      entries: { add: this.entries },
      contents: { add: this.contents },
      answers: { add: this.answers },
      deployments: { put: this.deployments },
      resources: { add: this.resources },
      definitions: { put: this.definitions },
      organisation: this.newOrganisation,
    };
  }
}

type CopyKey = Pick<CopyRow, 'instance' | 'person'>;

function subscriptionKey({ instance, subscription }: SubscriptionKey): string {
  return `${instance} ${subscription}`;
}

/** Rows of one table: what is made and ended within the batch leaves no trace. */
export class RowChanges<Row, Key> {
  private readonly rows = new Map<string, Row>();
  private readonly fresh = new Set<string>();
  private readonly dropped = new Map<string, Key>();

  constructor(private readonly name: (key: Row | Key) => string) {}

  /** A row that does not exist now. */
  open(row: Row): void {
    const name = this.name(row);
    if (!this.dropped.delete(name)) this.fresh.add(name);
    this.rows.set(name, row);
  }

  /** A row that may exist. */
  update(row: Row): void {
    const name = this.name(row);
    this.dropped.delete(name);
    this.rows.set(name, row);
  }

  drop(key: Key): void {
    const name = this.name(key);
    this.rows.delete(name);
    if (!this.fresh.delete(name)) this.dropped.set(name, key);
  }

  /** What the batch made of the row, if anything: null when it was dropped. */
  get(key: Key): Row | null | undefined {
    const name = this.name(key);
    return this.rows.get(name) ?? (this.dropped.has(name) ? null : undefined);
  }

  get isEmpty(): boolean {
    return this.rows.size === 0 && this.dropped.size === 0;
  }

  finish(): Changes<Row, Key> {
    return { put: [...this.rows.values()], drop: [...this.dropped.values()] };
  }
}

export class ItemChanges {
  private readonly opened = new Map<string, WorkItemRow>();
  private readonly assigned = new Map<string, WorkItemKey & { readonly assignee: string | null }>();
  private readonly closed = new Map<string, ClosedItem>();
  private readonly exceptions = new Map<string, ExceptedItem>();
  private readonly urged = new Map<string, WorkItemKey & Urging>();

  open(row: WorkItemRow): void {
    this.opened.set(itemKey(row), row);
  }

  assign(key: WorkItemKey, assignee: string | null): void {
    const name = itemKey(key);
    const row = this.opened.get(name);
    if (row === undefined) this.assigned.set(name, { instance: key.instance, item: key.item, assignee });
    else this.opened.set(name, { ...row, assignee });
  }

  close(item: ClosedItem): void {
    const name = itemKey(item);
    const row = this.opened.get(name);
    if (row === undefined) this.closed.set(name, item);
    else this.opened.set(name, { ...row, ...item });
  }

  except(items: readonly ExceptedItem[]): void {
    for (const each of items) this.exceptions.set(`${itemKey(each)} ${each.person}`, each);
  }

  /** Of items that are not closed again in the same batch. */
  get excepted(): ChangeSet['excepted'] {
    const isOpen = (key: string): boolean =>
      !this.closed.has(key) && (this.opened.get(key)?.status ?? 'open') === 'open';
    return [...this.exceptions.values()].filter((each) => isOpen(itemKey(each)));
  }

  urge(item: WorkItemKey & Urging): void {
    const name = itemKey(item);
    const row = this.opened.get(name);
    if (row === undefined) this.urged.set(name, item);
    else this.opened.set(name, { ...row, ...item });
  }

  get urges(): ChangeSet['urges'] {
    return [...this.urged.values()];
  }

  finish(): ChangeSet['items'] {
    return {
      open: [...this.opened.values()],
      // Also of items that are closed in the same batch: their rows keep who had taken them.
      assign: [...this.assigned.values()],
      close: [...this.closed.values()],
    };
  }
}

function itemKey({ instance, item }: WorkItemKey): string {
  return `${instance} ${item}`;
}
