import type { Found, Sql } from '../queries/reader.js';

/** Short changes beside the transactions of the door: leases, and what expires. */
export interface Changer {
  /**
   * In one transaction: reads and locks by each of `selects`, leaving out or waiting for rows that somebody else has locked, and writes what `writes` makes of them. A
   * conflict is tried again some times.
   */
  take(
    selects: readonly Sql[],
    writes: (found: readonly Found[]) => readonly Sql[],
    locked?: 'skip' | 'wait',
  ): Promise<void>;
  /** One statement; gives how many rows it was for. */
  run(statement: Sql): Promise<number>;
}
