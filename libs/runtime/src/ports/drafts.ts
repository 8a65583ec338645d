import type { Page, PageRequest } from './queries.js';

/** What somebody has filled in and not sent (草稿): theirs alone, no part of any matter, and in no entry. */
export interface DraftRow extends DraftKey {
  readonly process: string;
  /** Of the work item, or of the process. */
  readonly name: string;
  /** Of the instance. */
  readonly number: string | null;
  readonly savedAt: number;
  /** JSON text. */
  readonly content: string;
}
/** For a work item, or, with `instance` and `item` empty, for starting a process. */
export interface DraftKey {
  readonly unit: string;
  readonly person: string;
  readonly instance: string;
  readonly item: string;
  readonly process: string;
}

/** One draft of a person for each thing, the newest. One for a work item that is no longer open is not shown any more. */
export interface DraftStore {
  /** Replaces the one before. */
  save(draft: DraftRow): Promise<void>;
  find(key: DraftKey): Promise<DraftRow | null>;
  /** Newest first, without what is in them. */
  list(unit: string, person: string, page: PageRequest): Promise<Page<DraftSummary>>;
  /** How many are shown. */
  count(unit: string, person: string): Promise<number>;
  /** Nothing happens when there is none. */
  drop(key: DraftKey): Promise<void>;
  /** Deletes what was saved before a moment, and what was for work that is no longer open; at most `limit`, and gives their number. */
  dropStale(before: number, limit: number): Promise<number>;
}
export type DraftSummary = Omit<DraftRow, 'content'>;
