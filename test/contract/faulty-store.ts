import type { Store, Transaction } from '@quanheng/runtime/ports';

/** What happens to the next transactions, one word each: `commit` as usual, or an error before or after the commit took effect. */
export type Turn = 'commit' | { readonly before: Error } | { readonly after: Error };

/** A store whose transactions fail as the test says; when nothing more is said they succeed. */
export class FaultyStore implements Store {
  readonly turns: Turn[] = [];
  /** Transactions begun. */
  begun = 0;

  constructor(
    private readonly inner: Store,
    readonly writers = inner.writers,
  ) {}

  async transact<T>(work: (transaction: Transaction) => Promise<T>): Promise<T> {
    this.begun++;
    const turn = this.turns.shift() ?? 'commit';
    if (turn !== 'commit' && 'before' in turn) throw turn.before;
    const result = await this.inner.transact(work);
    if (turn !== 'commit') throw turn.after;
    return result;
  }

  takeNumbers(unit: string, series: string, count: number): Promise<number> {
    return this.inner.takeNumbers(unit, series, count);
  }

  close(): Promise<void> {
    return this.inner.close();
  }
}
