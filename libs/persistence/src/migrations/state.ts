import type { DataSource } from 'typeorm';

/** How the schema of a database stands to this version of the product. */
export interface SchemaState {
  /** Migrations that have not run yet. */
  readonly missing: readonly string[];
  /** Migrations that ran and that this version does not know: the database belongs to a newer one. */
  readonly unknown: readonly string[];
}

/** Changes nothing; an empty database misses everything. */
export async function schemaState(dataSource: DataSource): Promise<SchemaState> {
  const known = dataSource.migrations.map(({ name, constructor }) => name ?? constructor.name);
  const ran = await executedMigrations(dataSource);
  return { missing: known.filter((name) => !ran.includes(name)), unknown: ran.filter((name) => !known.includes(name)) };
}

/** Names of what ran, in order. */
export async function executedMigrations(dataSource: DataSource): Promise<string[]> {
  const runner = dataSource.createQueryRunner();
  try {
    if (!(await runner.hasTable('migrations'))) return [];
    const rows = (await runner.query('SELECT name FROM migrations ORDER BY id')) as { name: string }[];
    return rows.map(({ name }) => name);
  } finally {
    await runner.release();
  }
}
