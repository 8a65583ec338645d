import {
  StoreConflict,
  StoreUnavailable,
  type ChangeSet,
  type Loaded,
  type LoadedInstance,
  type Queries,
  type Store,
  type Transaction,
  type Wanted,
  type WorkSource,
} from '@quanheng/runtime/ports';
import { Dice } from './dice.js';
import { Faults, NO_FAULTS, type FaultRates } from './faults.js';
import { applyChanges, lockName } from './memory/apply-changes.js';
import { Locks, type Holder } from './memory/locks.js';
import { memoryQueries, startableRow } from './memory/queries.js';
import { compareKeys } from './memory/paging.js';
import { keyText } from './memory/rows.js';
import { Tables } from './memory/tables.js';
import { memoryWorkSource } from './memory/work-source.js';
import { Host, Scheduler } from './scheduler.js';

export interface MemoryDatabaseOptions {
  readonly seed?: number;
  /** 1: as SQLite, one transaction at a time; more: as a server, with row locks and deadlocks. Default 4. */
  readonly writers?: number;
  readonly rates?: FaultRates;
  /** Absent: one of its own, from the seed. */
  readonly scheduler?: Scheduler;
}

/** Every transaction of a database with one writer takes it first. */
const WRITER = 'the writer';

/** A database in memory: what is committed, and who has locked what. It outlives the crashes of the hosts that are connected to it. */
export class MemoryDatabase {
  readonly tables = new Tables();
  readonly locks = new Locks();
  readonly scheduler: Scheduler;
  readonly faults: Faults;
  readonly writers: number;
  private readonly open = new Map<Host, Set<Holder>>();

  constructor(options: MemoryDatabaseOptions = {}) {
    const dice = new Dice(options.seed ?? 1);
    this.scheduler = options.scheduler ?? new Scheduler({ seed: dice.below(0xffffffff) });
    this.faults = new Faults(dice.split(), options.rates ?? NO_FAULTS);
    this.writers = options.writers ?? 4;
  }

  connect(host: Host = new Host('host')): MemoryStore {
    return new MemoryStore(this, host);
  }

  /** The host is gone: its transactions are rolled back, and it never hears of anything again. */
  crash(host: Host): void {
    host.crash();
    for (const holder of this.open.get(host) ?? []) this.locks.release(holder);
    this.open.delete(host);
  }

  begin(host: Host): Holder {
    const holder: Holder = { locks: new Set(), waitsFor: null };
    const holders = this.open.get(host) ?? new Set<Holder>();
    this.open.set(host, holders.add(holder));
    return holder;
  }

  end(host: Host, holder: Holder): void {
    this.open.get(host)?.delete(holder);
    this.locks.release(holder);
  }
}

/** The connection of one host. Every access is a turn of the scheduler. */
export class MemoryStore implements Store {
  readonly writers: number;
  readonly queries: Queries;
  readonly workSource: WorkSource;
  private isClosed = false;

  constructor(
    readonly database: MemoryDatabase,
    readonly host: Host,
  ) {
    this.writers = database.writers;
    this.queries = memoryQueries(database.tables, () => this.read());
    this.workSource = memoryWorkSource(database.tables, () => this.read());
  }

  async transact<T>(work: (transaction: Transaction) => Promise<T>): Promise<T> {
    // Whoever has crashed never gets past its turn, and so locks nothing.
    await this.pause();
    const holder = this.database.begin(this.host);
    try {
      if (this.writers === 1) await this.database.locks.take(holder, WRITER);
      const transaction = new MemoryTransaction(this, holder);
      const result = await work(transaction);
      await this.commit(transaction.changes, holder);
      return result;
    } finally {
      this.database.end(this.host, holder);
    }
  }

  async takeNumbers(unit: string, series: string, count: number): Promise<number> {
    await this.read();
    const { numbers } = this.database.tables;
    const key = keyText(unit, series);
    const first = (numbers.get(key) ?? 0) + 1;
    numbers.set(key, first + count - 1);
    await this.pause();
    return first;
  }

  close(): Promise<void> {
    this.isClosed = true;
    return Promise.resolve();
  }

  /** Waits for one's turn to read. @throws StoreUnavailable by the faults, or once closed. */
  async read(): Promise<void> {
    await this.pause();
    if (this.database.faults.ofRead()) throw new StoreUnavailable('the simulated database cannot be reached');
  }

  private async commit(changes: ChangeSet | null, holder: Holder): Promise<void> {
    await this.pause();
    const fault = this.database.faults.ofCommit();
    if (fault === 'conflict') throw new StoreConflict('the simulated database chose this transaction to give way');
    if (fault === 'lost-before') throw new StoreUnavailable('the connection broke before the commit');
    if (changes !== null) applyChanges(this.database.tables, changes, holder.locks);
    // Others see it at once, its own host only later: between the two it may crash.
    this.database.end(this.host, holder);
    await this.pause();
    if (fault === 'lost-after') throw new StoreUnavailable('the connection broke after the commit');
  }

  private async pause(): Promise<void> {
    const { scheduler, faults } = this.database;
    if (this.isClosed) throw new StoreUnavailable('the store is closed');
    const delay = faults.delay();
    if (delay > 0) await scheduler.sleep(this.host, delay);
    await scheduler.turn(this.host);
  }
}

class MemoryTransaction implements Transaction {
  changes: ChangeSet | null = null;

  constructor(
    private readonly store: MemoryStore,
    private readonly holder: Holder,
  ) {}

  async load(wanted: Wanted): Promise<Loaded> {
    for (const name of locksOf(wanted)) {
      await this.store.read();
      await this.store.database.locks.take(this.holder, name);
    }
    await this.store.read();
    return loaded(this.store.database.tables, wanted);
  }

  flush(changes: ChangeSet): void {
    if (this.changes !== null) throw new Error('a transaction is flushed once');
    this.changes = changes;
  }
}

/** In the order of the port. Jobs go with their instance. */
function locksOf(wanted: Wanted): readonly string[] {
  const { unit } = wanted;
  const records = [...(wanted.records ?? [])].sort((a, b) => compareKeys([a.kind, a.id], [b.kind, b.id]));
  return [
    ...(wanted.instances ?? [])
      .map(({ id }) => id)
      .sort()
      .map(lockName.instance),
    ...[...(wanted.messages ?? [])].sort().map(lockName.message),
    ...[...(wanted.streams ?? [])].sort().map((stream) => lockName.stream(unit, stream)),
    ...(wanted.lockOrganisation === true ? [lockName.organisation(unit)] : []),
    ...records.map(({ kind, id }) => lockName.record(unit, kind, id)),
  ];
}

function loaded(tables: Tables, wanted: Wanted): Loaded {
  const { unit } = wanted;
  const found = <Row>(row: Row | undefined): readonly Row[] => (row === undefined ? [] : [row]);
  return {
    instances: (wanted.instances ?? []).flatMap(({ id, known }) =>
      found(tables.instances.get(id)).map((row): LoadedInstance =>
        row.lastLeaf === known ? { ...row, state: null } : row,
      ),
    ),
    records: (wanted.records ?? []).flatMap(({ kind, id }) => found(tables.records.get(keyText(unit, kind, id)))),
    answers: (wanted.answers ?? []).flatMap((key) =>
      found(tables.answers.get(keyText(key.unit, key.principal, key.key))),
    ),
    messages: (wanted.messages ?? []).flatMap((id) => found(tables.messages.get(id))),
    jobs: (wanted.jobs ?? []).flatMap(({ instance, job }) => found(tables.jobs.get(keyText(instance, job)))),
    streams: (wanted.streams ?? []).flatMap((stream) =>
      found(tables.entries.group(stream).at(-1)).map(({ seq, leaf, at }) => ({ stream, seq, leaf, at })),
    ),
    startable: (wanted.startable ?? []).flatMap(({ process, version }) =>
      found(startableRow(tables, unit, process, version ?? undefined)).map(({ digest }) => ({
        ...{ process, version, digest },
      })),
    ),
    organisation: tables.organisations.get(unit) ?? 0,
  };
}
