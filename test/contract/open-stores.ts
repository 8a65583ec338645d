import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openDatabase, type Database, type DatabaseConfig } from '@quanheng/persistence';
import { startMariaDb, type DatabaseServer } from '../servers/index.js';

/** One database, migrated, that two processes have open. */
export interface SharedDatabase {
  readonly first: Database;
  readonly second: Database;
  close(): Promise<void>;
}

export async function openShared(
  config: DatabaseConfig,
  remove: () => void = () => undefined,
): Promise<SharedDatabase> {
  const first = await openDatabase(config);
  await first.migrate();
  const second = await openDatabase(config);
  return {
    first,
    second,
    close: async () => {
      await Promise.all([first.close(), second.close()]);
      remove();
    },
  };
}

export function openSharedSqlite(): Promise<SharedDatabase> {
  const folder = mkdtempSync(join(tmpdir(), 'quanheng-sqlite-'));
  return openShared({ type: 'sqlite', file: join(folder, 'quanheng.db') }, () => rmSync(folder, { recursive: true }));
}

let made = 0;

/** A new database on the server of the test file. */
export async function openSharedMariaDb(server: DatabaseServer): Promise<SharedDatabase> {
  return openShared({ type: 'mysql', url: await server.createDatabase(`contract${++made}`), pool: 8 });
}

/** A MariaDB for the tests of one file: started before the first of them, ended after the last. */
export function mariaDbOfFile(): () => DatabaseServer {
  let server: DatabaseServer | undefined;
  beforeAll(async () => {
    server = await startMariaDb();
  }, 60_000);
  afterAll(() => server?.stop());
  return () => {
    if (!server) throw new Error('The server is there once the tests have begun.');
    return server;
  };
}
