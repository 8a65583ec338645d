import { setImmediate as nextTurn } from 'node:timers/promises';
import type { Database } from 'better-sqlite3';
import type { ChangeSet, Loaded, Store, Transaction, Wanted } from '@quanheng/runtime/ports';
import { StoreConflict } from '@quanheng/runtime/ports';
import { writeChanges } from '../store/flush.js';
import { translateSqlite } from './errors.js';
import { load } from './sqlite-load.js';
import { SqliteWriter, type Prepared } from './sqlite-writer.js';
import { Turn } from './turn.js';

/**
 * One file, one writer. Within the process transactions take turns. Another process is noticed, not waited for: a transaction remembers the
 * version of the file that it read, and gives way at its commit when somebody else has written since. So no lock is held while the
 * caller thinks, and every use of the connection is one synchronous piece (decision 0013).
 */
export class SqliteStore implements Store {
  readonly writers = 1;
  private readonly turn = new Turn();

  constructor(
    private readonly connection: Database,
    private readonly prepared: Prepared,
  ) {}

  async transact<T>(work: (transaction: Transaction) => Promise<T>): Promise<T> {
    const end = await this.turn.take();
    try {
      const transaction = new SqliteTransaction(this.connection, this.prepared);
      const result = await work(transaction);
      transaction.commit();
      // Nothing above waits for anything: without this, commands that come by themselves would keep everything else in the process waiting.
      await nextTurn();
      return result;
    } catch (error) {
      throw translateSqlite(error);
    } finally {
      end();
    }
  }

  /** A short change of its own that no transaction of this process may be in the middle of. */
  async change<T>(act: (prepared: Prepared) => T): Promise<T> {
    const end = await this.turn.take();
    try {
      return this.connection.transaction(() => act(this.prepared)).immediate();
    } catch (error) {
      throw translateSqlite(error);
    } finally {
      end();
    }
  }

  /** Takes no turn: the lock on the file is held for this one statement, and no other transaction holds it while it waits. */
  async takeNumbers(unit: string, series: string, count: number): Promise<number> {
    try {
      const row = this.prepared.get(TAKE_NUMBERS).get(unit, series, count) as { last: number };
      return await Promise.resolve(row.last - count + 1);
    } catch (error) {
      throw translateSqlite(error);
    }
  }

  /** Resolves when what runs has ended. */
  async close(): Promise<void> {
    const end = await this.turn.take();
    end();
  }
}

const TAKE_NUMBERS =
  'INSERT INTO counters (unit, series, last) VALUES (?, ?, ?) ON CONFLICT (unit, series) DO UPDATE SET last = last + excluded.last RETURNING last';

class SqliteTransaction implements Transaction {
  private readonly version: unknown;
  private writer: SqliteWriter | undefined;

  constructor(
    private readonly connection: Database,
    private readonly prepared: Prepared,
  ) {
    this.version = this.fileVersion();
  }

  /** Async so that a failure is a rejection; nothing is waited for. */
  async load(wanted: Wanted): Promise<Loaded> {
    return Promise.resolve(this.connection.transaction(() => load(this.prepared, wanted)).deferred());
  }

  flush(changes: ChangeSet): void {
    if (this.writer) throw new Error('a transaction is flushed once');
    this.writer = new SqliteWriter();
    writeChanges(this.writer, changes);
  }

  commit(): void {
    const { writer } = this;
    if (!writer) return;
    const act = (): void => {
      if (this.fileVersion() !== this.version) throw new StoreConflict('another process has written to the database');
      writer.run(this.prepared);
    };
    this.connection.transaction(act).immediate();
  }

  /** Changes when another connection commits. */
  private fileVersion(): unknown {
    return this.prepared.get('PRAGMA data_version').pluck().get();
  }
}
