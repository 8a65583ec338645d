import type { Found, Sql } from '../queries/reader.js';

/** Short changes beside the transactions of the door: leases, and what expires. */
export interface Changer {
  /**
   * In one transaction: reads by each of `selects`, leaving out rows that somebody else has locked, and writes what `writes` makes of them. A
   * conflict is tried again some times.
   */
  take(selects: readonly Sql[], writes: (found: readonly Found[]) => readonly Sql[]): Promise<void>;
  /** One statement; gives how many rows it was for. */
  run(statement: Sql): Promise<number>;
}
