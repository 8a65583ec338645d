import type { Database as Connection } from 'better-sqlite3';
import { DataSource } from 'typeorm';
import { StoreUnavailable } from '@quanheng/runtime/ports';
import type { SqliteConfig } from '../config.js';
import { MIGRATIONS } from '../migrations/index.js';
import { migrate, revert } from '../migrations/migrate.js';
import type { Database } from '../open-database.js';
import { databaseDrafts } from '../drafts/draft-store.js';
import { databasePasskeys } from '../passkeys/passkey-store.js';
import { databasePersonal } from '../personal/personal-store.js';
import { databaseReminders } from '../reminders/reminder-store.js';
import { databaseQueries } from '../queries/index.js';
import { entities } from '../schema/entities.js';
import { databaseRetention } from '../retention/retention.js';
import { databaseSessions } from '../sessions/session-store.js';
import { databaseWorkSource } from '../work/work-source.js';
import { SqliteChanger } from './sqlite-changer.js';
import { SqliteReader } from './sqlite-reader.js';
import { SqliteStore } from './sqlite-store.js';
import { Prepared } from './sqlite-writer.js';

/** How long to stop for another process's commit, in milliseconds: nobody of ours holds the lock longer than one. */
const BUSY_TIMEOUT = 2_000;

export async function openSqlite(config: SqliteConfig): Promise<Database> {
  let connection: Connection | undefined;
  const dataSource = new DataSource({
    type: 'better-sqlite3',
    database: config.file,
    timeout: BUSY_TIMEOUT,
    entities: entities('sqlite'),
    migrations: MIGRATIONS,
    migrationsTableName: 'migrations',
    synchronize: false,
    logging: false,
    prepareDatabase: (opened: Connection) => {
      connection = opened;
      prepare(opened);
    },
  });
  try {
    await dataSource.initialize();
  } catch (error) {
    throw new StoreUnavailable(`${config.file} cannot be opened: ${String(error)}`, { cause: error });
  }
  if (!connection) throw new StoreUnavailable(`${config.file} gave no connection`);
  const prepared = new Prepared(connection);
  const reader = new SqliteReader(prepared);
  const store = new SqliteStore(connection, prepared);
  const changer = new SqliteChanger(store);
  return {
    store,
    queries: databaseQueries(reader, dataSource),
    workSource: databaseWorkSource(reader, changer),
    sessions: databaseSessions(reader, changer),
    drafts: databaseDrafts(reader, changer),
    passkeys: databasePasskeys(reader, changer),
    personal: databasePersonal(reader, changer),
    reminders: databaseReminders(reader, changer),
    retention: databaseRetention(reader, changer),
    dataSource,
    migrate: () => migrate(dataSource),
    revert: () => revert(dataSource),
    close: async () => {
      await store.close();
      await dataSource.destroy();
    },
  };
}

/** A commit is on disk before it is acknowledged (`FULL`), and readers never wait for the writer (WAL). */
function prepare(connection: Connection): void {
  connection.pragma('journal_mode = WAL');
  connection.pragma('synchronous = FULL');
  connection.pragma('cache_size = -65536');
  connection.pragma('temp_store = MEMORY');
  connection.pragma('journal_size_limit = 67108864');
}
