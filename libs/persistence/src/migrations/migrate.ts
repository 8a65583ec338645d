import { StoreUnavailable } from '@quanheng/runtime/ports';
import type { DataSource } from 'typeorm';
import { isMysql } from './run.js';
import { executedMigrations } from './state.js';

/** Runs what is missing; gives the names of what ran. Of several processes that begin at once, one does it and the others wait. */
export function migrate(dataSource: DataSource): Promise<readonly string[]> {
  return alone(dataSource, async () => {
    const ran = await dataSource.runMigrations({ transaction: 'each' });
    return ran.map(({ name }) => name);
  });
}

/** Undoes the last one; gives its name, or null when there was none. */
export function revert(dataSource: DataSource): Promise<string | null> {
  return alone(dataSource, async () => {
    const last = (await executedMigrations(dataSource)).at(-1) ?? null;
    await dataSource.undoLastMigration({ transaction: 'each' });
    return last;
  });
}

/** Seconds. */
const PATIENCE = 120;

/** A server's lock by name, which ends with its connection; a file of SQLite has one owner anyway. */
async function alone<T>(dataSource: DataSource, act: () => Promise<T>): Promise<T> {
  const runner = dataSource.createQueryRunner();
  try {
    if (!isMysql(runner)) return await act();
    const name = "CONCAT('quanheng.migrate.', LEFT(SHA2(DATABASE(), 256), 40))";
    const taken: unknown = await runner.query(`SELECT GET_LOCK(${name}, ${PATIENCE}) AS taken`);
    if ((taken as { taken: unknown }[])[0]?.taken !== 1) {
      throw new StoreUnavailable(
        `another process has been migrating this database for ${PATIENCE} seconds: wait for it`,
      );
    }
    try {
      return await act();
    } finally {
      await runner.query(`SELECT RELEASE_LOCK(${name})`);
    }
  } finally {
    await runner.release();
  }
}
