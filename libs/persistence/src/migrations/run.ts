import type { QueryRunner } from 'typeorm';

export function isMysql(runner: QueryRunner): boolean {
  return runner.dataSource.options.type !== 'better-sqlite3';
}

export async function runAll(runner: QueryRunner, statements: readonly string[]): Promise<void> {
  for (const statement of statements) await runner.query(statement);
}

/** Names of collations that compare byte by byte, trailing spaces included: the two servers name them differently. */
export async function exactCollations(runner: QueryRunner): Promise<{ readonly text: string; readonly ascii: string }> {
  const [row] = (await runner.query('SELECT VERSION() AS version')) as { version: string }[];
  return row?.version.includes('MariaDB')
    ? { text: 'utf8mb4_nopad_bin', ascii: 'ascii_nopad_bin' }
    : { text: 'utf8mb4_0900_bin', ascii: 'ascii_bin' };
}
