import { join } from 'node:path';
import { holdFile, schemaState, type Hold } from '@quanheng/persistence';
import { isEmbedded, type Config } from '../configuration/index.js';
import { StartError } from './start-error.js';
import { openStorage } from './storage.js';

type Database = Awaited<ReturnType<typeof openStorage>>;

/** A database that is ready for use, and how to let go of it. */
export interface ReadyDatabase {
  readonly database: Database;
  /** Migrations that ran just now. */
  readonly migrated: readonly string[];
  readonly close: () => Promise<void>;
}

/**
 * Opens the database and brings its schema up to date, unless the configuration says that somebody else does.
 * @throws StartError when another process has the embedded database, when the schema is a newer one, or when it is an older one that must stay.
 */
export async function openReady(config: Config): Promise<ReadyDatabase> {
  const database = await openStorage(config);
  let hold: Hold | null = null;
  const close = async (): Promise<void> => {
    await database.close();
    hold?.release();
  };
  try {
    if (isEmbedded(config)) hold = takeFolder(config.data);
    return { database, migrated: await bringUpToDate(database, config), close };
  } catch (error) {
    await close();
    throw error;
  }
}

function takeFolder(folder: string): Hold {
  const hold = holdFile(join(folder, 'quanheng.lock'));
  if (hold !== null) return hold;
  throw new StartError(
    `Another process of the product uses the data folder ${folder}. End it first, or set QH_DATA to another folder. ` +
      'Several processes side by side need a database server: see docs/operations.md.',
  );
}

async function bringUpToDate(database: Database, { database: { migrate } }: Config): Promise<readonly string[]> {
  const { missing, unknown } = await schemaState(database.dataSource);
  if (unknown.length > 0) {
    throw new StartError(
      `The database was written by a newer version of the product (it knows ${unknown.join(', ')}). ` +
        'Start that version, or restore a backup from before the upgrade.',
    );
  }
  if (missing.length === 0) return [];
  if (migrate) return database.migrate();
  throw new StartError(
    `The schema of the database lacks ${missing.join(', ')}. Run \`quanheng migrate\` first, or set QH_DATABASE_MIGRATE=true.`,
  );
}
