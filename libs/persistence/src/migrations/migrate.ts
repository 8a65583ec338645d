import type { DataSource } from 'typeorm';

/** Runs what is missing; gives the names of what ran. */
export async function migrate(dataSource: DataSource): Promise<readonly string[]> {
  const ran = await dataSource.runMigrations({ transaction: 'each' });
  return ran.map(({ name }) => name);
}

/** Undoes the last one; gives its name, or null when there was none. */
export async function revert(dataSource: DataSource): Promise<string | null> {
  const before = await executed(dataSource);
  await dataSource.undoLastMigration({ transaction: 'each' });
  const after = new Set(await executed(dataSource));
  return before.find((name) => !after.has(name)) ?? null;
}

async function executed(dataSource: DataSource): Promise<string[]> {
  const runner = dataSource.createQueryRunner();
  try {
    if (!(await runner.hasTable('migrations'))) return [];
    const rows = (await runner.query('SELECT name FROM migrations')) as { name: string }[];
    return rows.map(({ name }) => name);
  } finally {
    await runner.release();
  }
}
