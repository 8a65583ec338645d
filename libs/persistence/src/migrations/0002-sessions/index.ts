import type { MigrationInterface, QueryRunner } from 'typeorm';
import { isMysql, mysqlTables, runAll } from '../run.js';

/** Who is signed in, and how often somebody tried. */
export class Sessions1763800000002 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runAll(runner, isMysql(runner) ? await mysqlTables(runner, MYSQL) : SQLITE);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runAll(runner, ['DROP TABLE IF EXISTS sessions', 'DROP TABLE IF EXISTS attempts']);
  }
}

const SQLITE = [
  `CREATE TABLE sessions (
    token BLOB NOT NULL PRIMARY KEY, unit TEXT NOT NULL, account TEXT NOT NULL, created_at INTEGER NOT NULL,
    authenticated_at INTEGER NOT NULL, seen_at INTEGER NOT NULL, expires_at INTEGER NOT NULL, credential_at INTEGER
  ) STRICT, WITHOUT ROWID`,
  'CREATE INDEX sessions_account ON sessions (unit, account)',
  'CREATE INDEX sessions_expiry ON sessions (expires_at)',
  'CREATE INDEX sessions_seen ON sessions (seen_at)',
  'CREATE TABLE attempts (key BLOB NOT NULL PRIMARY KEY, count INTEGER NOT NULL, last_at INTEGER NOT NULL) STRICT, WITHOUT ROWID',
  'CREATE INDEX attempts_last ON attempts (last_at)',
];

const MYSQL = [
  `CREATE TABLE sessions (
    token BINARY(32) NOT NULL, unit VARCHAR(64) T NOT NULL, account VARCHAR(190) T NOT NULL, created_at BIGINT NOT NULL,
    authenticated_at BIGINT NOT NULL, seen_at BIGINT NOT NULL, expires_at BIGINT NOT NULL, credential_at BIGINT,
    PRIMARY KEY (token),
    KEY sessions_account (unit, account),
    KEY sessions_expiry (expires_at),
    KEY sessions_seen (seen_at)
  )`,
  `CREATE TABLE attempts (
    \`key\` BINARY(32) NOT NULL, count BIGINT NOT NULL, last_at BIGINT NOT NULL,
    PRIMARY KEY (\`key\`),
    KEY attempts_last (last_at)
  )`,
];
