import type { Pool, PoolConnection } from 'mysql2';
import type { ChangeSet, Loaded, Store, Transaction, Wanted } from '@quanheng/runtime/ports';
import { writeChanges } from '../store/flush.js';
import { planLoad } from './mysql-load.js';
import { literal } from './literal.js';
import { MysqlWriter } from './mysql-writer.js';
import { ask, begin, rows, type Packets } from './packets.js';
import { acquire, giveUp, send, withConnection } from './pool.js';
import { Seats } from './seats.js';

export interface MysqlLimits {
  /** Transactions side by side. */
  readonly writers: number;
  /** The server's max_allowed_packet, in bytes. */
  readonly maxPacket: number;
  readonly packets: Packets;
}

/**
 * A server takes several transactions side by side; rows are locked as they are loaded. Never more of them than writers: whoever reads within a
 * transaction needs another connection of the pool, and would wait for ever if transactions could hold them all.
 */
export class MysqlStore implements Store {
  readonly writers: number;
  private readonly seats: Seats;

  constructor(
    private readonly pool: Pool,
    private readonly limits: MysqlLimits,
  ) {
    this.writers = limits.writers;
    this.seats = new Seats(limits.writers);
  }

  async transact<T>(work: (transaction: Transaction) => Promise<T>): Promise<T> {
    await this.seats.take();
    try {
      return await this.transactNow(work);
    } finally {
      this.seats.leave();
    }
  }

  private async transactNow<T>(work: (transaction: Transaction) => Promise<T>): Promise<T> {
    const connection = await acquire(this.pool);
    const transaction = new MysqlTransaction(connection, this.limits);
    try {
      const result = await work(transaction);
      await transaction.end();
      connection.release();
      return result;
    } catch (error) {
      await giveUp(connection, error);
      throw error;
    }
  }

  /** A counter is one row that everybody wants: giving way is tried again here, since nothing else depends on it. */
  takeNumbers(unit: string, series: string, count: number): Promise<number> {
    const values = [unit, series].map(literal).join(', ');
    const given = literal(count);
    const sql = `INSERT INTO counters (unit, series, last) VALUES (${values}, LAST_INSERT_ID(${given})) ON DUPLICATE KEY UPDATE last = LAST_INSERT_ID(last + ${given})`;
    return withConnection(this.pool, async (connection) => {
      const { insertId } = (await send(connection, sql)) as { insertId: number };
      return insertId - count + 1;
    });
  }

  async close(): Promise<void> {
    // The pool belongs to the data source, which closes it.
  }
}

/** Two round trips: everything is read and locked by one packet, and written and committed by another. */
class MysqlTransaction implements Transaction {
  private begun = false;
  private writer: MysqlWriter | undefined;

  constructor(
    private readonly connection: PoolConnection,
    private readonly limits: Pick<MysqlLimits, 'maxPacket' | 'packets'>,
  ) {}

  async load(wanted: Wanted): Promise<Loaded> {
    const plan = planLoad(wanted);
    const text = this.begun ? ask(plan.statements) : begin(plan.statements);
    this.begun = true;
    return plan.read(rows(await send(this.connection, text), plan.statements));
  }

  flush(changes: ChangeSet): void {
    if (this.writer) throw new Error('a transaction is flushed once');
    this.writer = new MysqlWriter(this.limits.maxPacket);
    writeChanges(this.writer, changes);
  }

  async end(): Promise<void> {
    if (!this.writer) {
      if (this.begun) await send(this.connection, 'ROLLBACK');
      return;
    }
    const { packets } = this.limits;
    const texts = this.writer.texts();
    for (const [index, text] of texts.entries()) {
      const last = index === texts.length - 1;
      await send(this.connection, this.begun ? packets.change(text, last) : packets.beginAndChange(text, last));
      this.begun = true;
    }
  }
}
