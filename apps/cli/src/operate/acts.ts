import {
  composeHost,
  createLogger,
  databaseConfig,
  foundUnit,
  openReady,
  readConfiguration,
  StartError,
  type Founder,
} from '@quanheng/host';
import { backupSqlite } from '@quanheng/persistence';
import type { Host } from '../host.js';

const UNIT = /^[A-Za-z0-9][A-Za-z0-9._-]{0,63}$/;

export async function migrate({ env, stdout }: Host, isReverting: boolean): Promise<void> {
  const config = readConfiguration(env);
  const { database, migrated, close } = await openReady({ ...config, database: { ...config.database, migrate: true } });
  try {
    if (isReverting) {
      const undone = await database.revert();
      stdout.write(undone === null ? 'There was nothing to undo.\n' : `Undone: ${undone}\n`);
    } else stdout.write(migrated.length === 0 ? 'The schema is up to date.\n' : `Ran: ${migrated.join(', ')}\n`);
  } finally {
    await close();
  }
}

export async function found({ env, stdout }: Host, founder: Founder): Promise<void> {
  if (!UNIT.test(founder.unit)) throw new StartError(`"${founder.unit}" cannot be the id of a unit.`);
  const config = readConfiguration(env);
  const { database, close } = await openReady(config);
  const composed = composeHost({
    config,
    environment: env,
    logger: createLogger({ level: 'error' }),
    storage: database,
  });
  try {
    const passwords = await foundUnit(composed, founder);
    stdout.write(
      `The unit ${founder.unit} has three administrators. Each changes the password at the first sign-in:\n`,
    );
    for (const [login, password] of passwords) stdout.write(`${login.padEnd(16)}${password}\n`);
  } finally {
    await composed.close();
    await close();
  }
}

/** Async like the others, so that a failure is a rejection. */
export async function backup({ env, stdout }: Host, file: string): Promise<void> {
  const config = databaseConfig(readConfiguration(env));
  if (config.type !== 'sqlite') {
    throw new StartError('A database server is backed up with its own tools: see docs/operations.md.');
  }
  try {
    backupSqlite(config.file, file);
  } catch (error) {
    throw new StartError(`No backup was made: ${error instanceof Error ? error.message : String(error)}`, {
      cause: error,
    });
  }
  stdout.write(`${config.file} was copied to ${file}\n`);
  return Promise.resolve();
}
