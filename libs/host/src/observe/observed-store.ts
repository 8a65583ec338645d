import { StoreConflict, type ChangeSet, type Store, type Transaction } from '@quanheng/runtime/ports';
import type { Metrics } from './metrics.js';
import { inSpan } from './tracing.js';

/** The store with every transaction counted, timed and traced. A transaction that several commands share is traced under the first of them. */
export class ObservedStore implements Store {
  readonly writers: number;

  constructor(
    private readonly store: Store,
    private readonly metrics: Metrics,
  ) {
    this.writers = store.writers;
  }

  async transact<T>(work: (transaction: Transaction) => Promise<T>): Promise<T> {
    const { transactions, transactionsRunning, entriesPerTransaction } = this.metrics;
    let entries = 0;
    const counting = (transaction: Transaction): Transaction => ({
      load: (wanted) => transaction.load(wanted),
      flush: (changes: ChangeSet) => {
        entries = changes.entries.add.length;
        transaction.flush(changes);
      },
    });
    transactionsRunning.inc();
    const end = transactions.startTimer();
    let outcome = 'failed';
    try {
      const result = await inSpan('store.transact', {}, () =>
        this.store.transact((transaction) => work(counting(transaction))),
      );
      outcome = 'committed';
      if (entries > 0) entriesPerTransaction.observe(entries);
      return result;
    } catch (error) {
      if (error instanceof StoreConflict) outcome = 'conflict';
      throw error;
    } finally {
      end({ outcome });
      transactionsRunning.dec();
    }
  }

  takeNumbers(unit: string, series: string, count: number): Promise<number> {
    return this.store.takeNumbers(unit, series, count);
  }

  close(): Promise<void> {
    return this.store.close();
  }
}
