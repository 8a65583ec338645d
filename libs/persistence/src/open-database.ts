import type {
  DraftStore,
  PasskeyStore,
  PersonalStore,
  Queries,
  ReminderStore,
  SessionStore,
  Store,
  WorkSource,
} from '@quanheng/runtime/ports';
import type { DataSource } from 'typeorm';
import type { DatabaseConfig } from './config.js';
import { openMysql } from './mysql/open-mysql.js';
import type { Retention } from './retention/retention.js';
import { openSqlite } from './sqlite/open-sqlite.js';

/** An open database with everything that the ports ask of it. */
export interface Database {
  readonly store: Store;
  readonly queries: Queries;
  readonly workSource: WorkSource;
  readonly sessions: SessionStore;
  readonly drafts: DraftStore;
  readonly passkeys: PasskeyStore;
  readonly personal: PersonalStore;
  readonly reminders: ReminderStore;
  readonly retention: Retention;
  readonly dataSource: DataSource;
  /** Brings the schema up to date; gives the names of the migrations that ran. */
  migrate(): Promise<readonly string[]>;
  /** Undoes the last migration; gives its name, or null when there was none. What only it had tables for is lost. */
  revert(): Promise<string | null>;
  /** Waits for what runs, then closes every connection. */
  close(): Promise<void>;
}

/**
 * Connects, without changing anything: call `migrate` before the first use.
 * @throws StoreUnavailable when the file cannot be opened or the server cannot be reached.
 */
export async function openDatabase(config: DatabaseConfig): Promise<Database> {
  return config.type === 'sqlite' ? openSqlite(config) : openMysql(config);
}
