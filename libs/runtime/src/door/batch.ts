import { stateText, stateToJson, withFields } from '@quanheng/engine';
import type {
  Answer,
  Bell,
  Concerned,
  Envelope,
  InstanceRow,
  JobKey,
  JobRow,
  Loaded,
  MessageRow,
  Notice,
  RecordChange,
  RecordedChange,
  ScopeKey,
  StartableKey,
  Transaction,
  Wanted,
} from '../ports/index.js';
import { audienceOf } from './audience.js';
import { ChangeCollector } from './change-collector.js';
import { record, type Chain, type EntryInput, type WholeState } from './chain.js';
import type { RuntimeParts } from './parts.js';
import type { LockedRecords, OrganisationIndex } from '@quanheng/policy';
import type { DefinitionCatalogue } from '../definitions/catalogue.js';
import { BatchRecords, type NamedRecords } from './scope-records.js';
import { snapshotOf, type Snapshot } from './snapshot.js';
import type { SnapshotCache } from './snapshot-cache.js';

/** What is known of a command before its transaction begins. */
export interface Plan {
  /** Commands of one stream are carried out in the order they came. */
  readonly stream: string;
  readonly wanted: Omit<Wanted, 'unit' | 'answers' | 'records'>;
  /** Idempotency key that the command has by its nature, when the caller gave none. */
  readonly key?: string;
  /** Changes what others in a batch rest on, so it has a transaction to itself. */
  readonly alone?: boolean;
  /** Scope records that the policy wants to see, asked when the instances are locked. */
  readonly scopes?: (batch: Batch) => readonly ScopeKey[];
  /**
   * Asked within the transaction, everything wanted being locked but the scope records, for what rests on rows that are read otherwise. Undefined
   * when there is nothing to wait for.
   */
  readonly before?: (batch: Batch) => Promise<void> | undefined;
  /** Carries the command out within the batch. Throws only for faults. */
  readonly run: (batch: Batch) => Answer;
}

/** JSON text of one instance's state; beyond that a command is rejected, never cut. */
const MAX_STATE_CHARACTERS = 16_000_000;

/** An instance's state has become larger than the database may hold. */
export class StateTooLarge extends Error {
  override readonly name = 'StateTooLarge';
}

/**
 * One transaction's worth of commands: they run one after the other in memory, each seeing what its predecessors did, and are written together.
 */
export class Batch {
  readonly changes = new ChangeCollector();
  readonly notices: Notice[] = [];
  private readonly snapshots = new Map<string, Snapshot>();
  /** The instances as they were before the first command of the batch. */
  private readonly first = new Map<string, Snapshot>();
  private readonly dirty = new Set<string>();
  private readonly scopeRecords: BatchRecords;
  private readonly named = new Map<Envelope, { readonly as: Snapshot | null; readonly records: NamedRecords }>();
  private readonly concerned = new Map<Snapshot, Concerned>();
  private readonly chains = new Map<string, Chain>();
  private readonly answers = new Map<string, { readonly payload: string; readonly answer: Answer }>();

  private constructor(
    readonly parts: RuntimeParts,
    readonly unit: string,
    private readonly loaded: Loaded,
    readonly organisation: OrganisationIndex,
  ) {
    this.scopeRecords = new BatchRecords(unit);
  }

  /** Reads and locks everything that the plans want. */
  static async open(
    parts: RuntimeParts,
    catalogue: DefinitionCatalogue,
    cache: SnapshotCache,
    transaction: Transaction,
    unit: string,
    wanted: Omit<Wanted, 'unit' | 'records'>,
  ): Promise<Batch> {
    // Held here: while the rows are read, other lanes may push them out of the cache.
    const known = new Map<string, Snapshot>();
    const instances = (wanted.instances ?? []).map(({ id }) => {
      const snapshot = cache.get(id);
      const leaf = snapshot?.chain.leaf;
      if (snapshot === undefined || leaf == null) return { id };
      known.set(id, snapshot);
      return { id, known: leaf };
    });
    const loaded = await transaction.load(withFields(wanted, { unit, instances }));
    const organisation = await parts.organisation.view(unit, loaded.organisation);
    const batch = new Batch(parts, unit, loaded, organisation);
    for (const row of loaded.instances) {
      if (row.unit !== unit) continue;
      const { state } = row;
      const cached = state === null ? known.get(row.id) : undefined;
      if (cached !== undefined) batch.begin(cached);
      else if (state !== null) {
        batch.begin(snapshotOf({ ...row, state }, await catalogue.get(row.definition)));
      }
    }
    for (const { stream, seq, leaf, at } of loaded.streams) batch.chains.set(stream, { stream, seq, leaf, at });
    for (const { principal, key, payload, answer } of loaded.answers) {
      batch.answers.set(`${principal} ${key}`, { payload, answer: JSON.parse(answer) as Answer });
    }
    return batch;
  }

  private begin(snapshot: Snapshot): void {
    this.snapshots.set(snapshot.id, snapshot);
    this.first.set(snapshot.id, snapshot);
  }

  snapshot(id: string): Snapshot | undefined {
    return this.snapshots.get(id);
  }

  /** The instance as it is from now on. */
  keep(snapshot: Snapshot): void {
    this.snapshots.set(snapshot.id, snapshot);
    this.dirty.add(snapshot.id);
  }

  /** The end of a chain that is no instance's; a new one begins with nothing. */
  chain(stream: string): Chain {
    return this.chains.get(stream) ?? { stream, seq: 0, leaf: null, at: 0 };
  }

  /** Moment of the next entry of a chain: never before the last one. */
  momentAfter(chain: Chain): number {
    return Math.max(this.parts.surroundings.now(), chain.at);
  }

  /** Appends an entry to a chain that is no instance's. */
  append(chain: Chain, input: Omit<EntryInput, 'unit' | 'policy' | 'organisation' | 'digests'>): Chain {
    const recorded = this.record(chain, withFields(input, { digests: null }));
    this.chains.set(chain.stream, recorded.chain);
    return recorded.chain;
  }

  record(chain: Chain, input: Omit<EntryInput, 'unit' | 'policy' | 'organisation'>): ReturnType<typeof record> {
    const { unit, organisation, parts } = this;
    const under = { unit, policy: parts.policy.version, organisation: organisation.version };
    const made = record(parts.surroundings, chain, withFields(input, under));
    this.changes.entries.push(made.entry);
    this.changes.contents.push(made.content);
    return made;
  }

  job(key: JobKey): JobRow | undefined {
    const changed = this.changes.jobs.get(key);
    if (changed !== undefined) return changed ?? undefined;
    return this.loaded.jobs.find(({ instance, job }) => instance === key.instance && job === key.job);
  }

  /** Digest of the definition that the process starts with now; undefined when it cannot be started. */
  startable({ process, version }: StartableKey): string | undefined {
    return this.loaded.startable.find((row) => row.process === process && row.version === version)?.digest;
  }

  message(id: string): MessageRow | undefined {
    if (this.changes.messages.get(id) !== undefined) return undefined; // taken by a predecessor
    return this.loaded.messages.find((message) => message.id === id);
  }

  /** Reads and locks scope records, all of them at once and after the instances: that is the one order in which everybody locks. */
  async lockRecords(transaction: Transaction, keys: readonly ScopeKey[]): Promise<void> {
    if (keys.length === 0) return;
    const { records } = await transaction.load({ unit: this.unit, records: keys });
    this.scopeRecords.lock(keys, records);
  }

  /**
   * The scope records of a command. The policy is asked once, at one moment, as long as the instance stays what it was; a predecessor in the batch
   * that changes it makes the command rest on perhaps other records.
   * @param as the instance; null for one that is about to start
   */
  namedFor(envelope: Envelope, as: Snapshot | null, ask: () => NamedRecords): NamedRecords {
    const known = this.named.get(envelope);
    if (known?.as === as) return known.records;
    const records = ask();
    this.named.set(envelope, { as, records });
    return records;
  }

  /** @throws OtherRecordsNeeded when one of them was not locked. */
  records(keys: readonly ScopeKey[]): LockedRecords {
    return this.scopeRecords.of(keys);
  }

  /** What the entry says of a change that `changeRecord` then makes. */
  recordedChange(change: RecordChange): RecordedChange {
    return this.scopeRecords.recorded(change);
  }

  changeRecord(change: RecordedChange): void {
    this.changes.putRecord(this.scopeRecords.change(change));
  }

  /** The first answer to the same key, if there was one. */
  answered(principal: string, key: string): { readonly payload: string; readonly answer: Answer } | undefined {
    return this.answers.get(`${principal} ${key}`);
  }

  rememberAnswer(principal: string, key: string, payload: string, answer: Answer): void {
    this.answers.set(`${principal} ${key}`, { payload, answer });
    const at = this.parts.surroundings.now();
    this.changes.answers.push({ unit: this.unit, principal, key, payload, answer: JSON.stringify(answer), at });
  }

  /** Rows of the instances that changed go with everything else. */
  flush(transaction: Transaction): void {
    for (const id of this.dirty) {
      const snapshot = this.snapshots.get(id);
      if (snapshot !== undefined) this.changes.putInstance(rowOf(snapshot));
    }
    if (!this.changes.isEmpty) transaction.flush(this.changes.finish());
  }

  /** What may be remembered once the transaction is committed. */
  get kept(): readonly Snapshot[] {
    return [...this.dirty].flatMap((id) => this.snapshots.get(id) ?? []);
  }

  /** To be told once the transaction is committed. */
  tell(bell: Bell): void {
    const items = this.notices.map((notice) => (notice.kind === 'item' ? this.alsoTellOthers(notice) : notice));
    const instances = this.kept.map((snapshot): Notice => {
      const { id: instance, unit, chain, status } = snapshot;
      const audience = audienceOf(snapshot, this.concernedBy(snapshot));
      return { kind: 'instance', unit, instance, revision: chain.seq, status, ...audience };
    });
    bell.ring([...items, ...instances]);
  }

  /** An item leaves and enters inboxes when somebody takes it, gives it back or closes it: of those for whom work was open before, and is now. */
  private alsoTellOthers(notice: Extract<Notice, { kind: 'item' }>): Notice {
    const all = [this.first, this.snapshots].flatMap((states) => {
      const state = states.get(notice.instance);
      return state === undefined ? [] : [this.concernedBy(state)];
    });
    const persons = new Set([...notice.persons, ...all.flatMap((each) => each.persons)]);
    const offers = new Set([...notice.offers, ...all.flatMap((each) => each.offers)]);
    return { ...notice, persons: [...persons], offers: [...offers] };
  }

  /** A policy that fails here fails no command: what it was asked for is only who is told at once. */
  private concernedBy(snapshot: Snapshot): Concerned {
    const known = this.concerned.get(snapshot);
    if (known !== undefined) return known;
    let concerned: Concerned = { persons: [], offers: [] };
    try {
      concerned = this.parts.policy.concerned(snapshot.work);
    } catch (error) {
      this.parts.report?.({ kind: 'notice', subject: snapshot.chain.stream, error });
    }
    this.concerned.set(snapshot, concerned);
    return concerned;
  }
}

function rowOf(snapshot: Snapshot): InstanceRow {
  const flow = stateText(snapshot.flow);
  const work = JSON.stringify(snapshot.work);
  const trail = JSON.stringify(snapshot.trail);
  if (flow.length + work.length + trail.length > MAX_STATE_CHARACTERS) {
    throw new StateTooLarge(
      `the state of ${snapshot.id} would have more than ${MAX_STATE_CHARACTERS} characters; keep large data in attachments`,
    );
  }
  return {
    id: snapshot.id,
    unit: snapshot.unit,
    process: snapshot.process,
    definition: snapshot.definition.digest,
    status: snapshot.status,
    businessKey: snapshot.businessKey,
    number: snapshot.number,
    startedAt: snapshot.startedAt,
    startedBy: snapshot.startedBy,
    endedAt: snapshot.endedAt,
    revision: snapshot.chain.seq,
    lastAt: snapshot.chain.at,
    lastLeaf: snapshot.chain.leaf ?? '',
    state: { flow, work, trail },
    digests: snapshot.digests,
  };
}

/** The whole state as an entry commits to it. */
export function wholeState(snapshot: Snapshot): WholeState {
  return { flow: stateToJson(snapshot.flow), work: snapshot.work, trail: snapshot.trail };
}
