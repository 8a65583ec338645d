import type { LaneName } from '../settings.js';

/** One kind of work: how it is found, and how one piece of it is done. */
export interface Lane {
  readonly name: LaneName;
  /** Takes up to so many of the pieces that may be taken at `now`; each is done by calling it, once. */
  take(limit: number, now: number): Promise<readonly (() => Promise<void>)[]>;
  /** When there will be work that nobody may take yet at `now`; null: not that is known. */
  next(now: number): Promise<number | null>;
}
