import { mkdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { openDatabase, type Database, type DatabaseConfig, type Retention } from '@quanheng/persistence';
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
import type { Config } from '../configuration/index.js';
import { StartError } from './start-error.js';

/** Everything durable that the door, the dispatcher and the housekeeper need. */
export interface Storage {
  readonly store: Store;
  readonly queries: Queries;
  readonly workSource: WorkSource;
  readonly sessions: SessionStore;
  readonly drafts: DraftStore;
  readonly passkeys: PasskeyStore;
  readonly personal: PersonalStore;
  readonly reminders: ReminderStore;
  readonly retention: Retention;
  close(): Promise<void>;
}

const FILE = 'quanheng.sqlite';

export function databaseConfig(config: Config): DatabaseConfig {
  const { database, data } = config;
  if (database.url === undefined) return { type: 'sqlite', file: join(data, FILE) };
  const url = new URL(database.url);
  if (database.password !== undefined) url.password = encodeURIComponent(database.password.reveal());
  const ca = database.ca === undefined ? {} : { ca: readCa(database.ca) };
  return { type: 'mysql', url: url.href, pool: database.pool, ...ca };
}

function readCa(file: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch (error) {
    throw new StartError(`QH_DATABASE_CA: ${file} cannot be read. Name the file with the CA of the database server.`, {
      cause: error,
    });
  }
}

/** Opens the database, without changing it. @throws StartError that says what to do. */
export async function openStorage(config: Config): Promise<Database> {
  const isSqlite = config.database.url === undefined;
  if (isSqlite) makeFolder(config.data);
  try {
    return await openDatabase(databaseConfig(config));
  } catch (error) {
    const where = config.database.url === undefined ? join(config.data, FILE) : new URL(config.database.url).host;
    throw new StartError(
      `The database ${where} cannot be opened: ${withoutPassword(error, config)}\n` +
        (isSqlite
          ? 'Look whether the file is readable and a database of this product, or set QH_DATA to another folder.'
          : 'Look whether the server runs and QH_DATABASE_URL, QH_DATABASE_PASSWORD and QH_DATABASE_CA are right.'),
      { cause: error },
    );
  }
}

/** A driver may quote the address that it was given. */
function withoutPassword(error: unknown, { database }: Config): string {
  const message = error instanceof Error ? error.message : String(error);
  const password = database.password?.reveal();
  if (password === undefined) return message;
  return [password, encodeURIComponent(password)].reduce((text, each) => text.replaceAll(each, '[secret]'), message);
}

function makeFolder(folder: string): void {
  try {
    mkdirSync(folder, { recursive: true, mode: 0o700 });
  } catch (error) {
    throw new StartError(
      `The data folder ${folder} cannot be made (${error instanceof Error && 'code' in error ? String(error.code) : 'unknown'}). ` +
        'Give this user the right to write there, or set QH_DATA to another folder.',
      { cause: error },
    );
  }
}
