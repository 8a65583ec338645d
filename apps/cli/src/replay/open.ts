import { existsSync } from 'node:fs';
import {
  ConfigurationError,
  databaseConfig,
  openStorage,
  readConfiguration,
  StartError,
  type Environment,
} from '@quanheng/host';
import { schemaState } from '@quanheng/persistence';
import { WORK } from '@quanheng/policy';
import { DefinitionCatalogue, type Queries } from '@quanheng/runtime';
import { CalendarHistory } from './calendars.js';
import { NoDatabase } from './no-database.js';
import type { ReplayParts } from './parts.js';

/** The configured database, to be read only. */
export interface OpenedReplay {
  readonly parts: ReplayParts;
  readonly queries: Queries;
  close(): Promise<void>;
}

/**
 * Opens the database that the server with the same environment works on. It may go on working meanwhile.
 * @throws NoDatabase
 */
export async function openReplay(environment: Environment): Promise<OpenedReplay> {
  try {
    return await open(environment);
  } catch (error) {
    if (error instanceof ConfigurationError || error instanceof StartError) {
      throw new NoDatabase(error.message, { cause: error });
    }
    throw error;
  }
}

async function open(environment: Environment): Promise<OpenedReplay> {
  const config = readConfiguration(environment);
  const where = databaseConfig(config);
  // Opening would make an empty one.
  if (where.type === 'sqlite' && !existsSync(where.file)) {
    throw new NoDatabase(`There is no database ${where.file}. Set QH_DATA or QH_DATABASE_URL as the server has it.`);
  }
  const database = await openStorage(config);
  const close = (): Promise<void> => database.close();
  const { missing, unknown } = await schemaState(database.dataSource);
  if (missing.length > 0 || unknown.length > 0) {
    await close();
    throw new NoDatabase(
      missing.length > 0
        ? `The schema of the database lacks ${missing.join(', ')}. Start the server once, so that it is brought up to date.`
        : `The database was written by a newer version of the product (it knows ${unknown.join(', ')}); use that version.`,
    );
  }
  const { queries } = database;
  const calendars = new CalendarHistory(queries);
  const definitions = new DefinitionCatalogue(queries);
  return { parts: { queries, definitions, policy: WORK, calendars }, queries, close };
}
