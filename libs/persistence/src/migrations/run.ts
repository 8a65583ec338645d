import type { QueryRunner } from 'typeorm';

export function isMysql(runner: QueryRunner): boolean {
  return runner.dataSource.options.type !== 'better-sqlite3';
}

export async function runAll(runner: QueryRunner, statements: readonly string[]): Promise<void> {
  for (const statement of statements) await runner.query(statement);
}

/** Statements that create tables, with `T` behind each type of text made the one exact collation. */
export async function mysqlTables(runner: QueryRunner, statements: readonly string[]): Promise<string[]> {
  const text = `CHARACTER SET utf8mb4 COLLATE ${await exactCollation(runner)}`;
  return statements.map(
    (statement) =>
      `${statement.replace(/\b([A-Z]+(?:\(\d+\))?) T\b/g, `$1 ${text}`)} ENGINE=InnoDB ROW_FORMAT=DYNAMIC DEFAULT ${text}`,
  );
}

/** The collation that compares byte by byte, trailing spaces included: the two servers name it differently. */
async function exactCollation(runner: QueryRunner): Promise<string> {
  const [row] = (await runner.query('SELECT VERSION() AS version')) as { version: string }[];
  return row?.version.includes('MariaDB') ? 'utf8mb4_nopad_bin' : 'utf8mb4_0900_bin';
}
