import type { MigrationInterface, QueryRunner } from 'typeorm';
import { isMysql, mysqlTables, runAll } from '../run.js';

/** Passkeys, and what one of them has to sign. */
export class Passkeys1763800000009 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runAll(runner, isMysql(runner) ? await mysqlTables(runner, MYSQL) : SQLITE);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runAll(runner, ['DROP TABLE IF EXISTS passkeys', 'DROP TABLE IF EXISTS passkey_challenges']);
  }
}

const SQLITE = [
  `CREATE TABLE passkeys (
    key BLOB NOT NULL PRIMARY KEY, unit TEXT NOT NULL, account TEXT NOT NULL, credential TEXT NOT NULL, public_key BLOB NOT NULL,
    counter INTEGER NOT NULL, transports TEXT NOT NULL, name TEXT NOT NULL, created_at INTEGER NOT NULL, used_at INTEGER
  ) STRICT, WITHOUT ROWID`,
  'CREATE INDEX passkeys_account ON passkeys (unit, account, created_at)',
  `CREATE TABLE passkey_challenges (
    challenge BLOB NOT NULL PRIMARY KEY, unit TEXT NOT NULL, account TEXT NOT NULL, expires_at INTEGER NOT NULL
  ) STRICT, WITHOUT ROWID`,
  'CREATE INDEX passkey_challenges_expiry ON passkey_challenges (expires_at)',
];

const MYSQL = [
  `CREATE TABLE passkeys (
    \`key\` BINARY(32) NOT NULL, unit VARCHAR(64) T NOT NULL, account VARCHAR(190) T NOT NULL, credential LONGTEXT T NOT NULL, public_key LONGBLOB NOT NULL,
    counter BIGINT NOT NULL, transports LONGTEXT T NOT NULL, name VARCHAR(60) T NOT NULL, created_at BIGINT NOT NULL, used_at BIGINT,
    PRIMARY KEY (\`key\`),
    KEY passkeys_account (unit, account, created_at)
  )`,
  `CREATE TABLE passkey_challenges (
    challenge BINARY(32) NOT NULL, unit VARCHAR(64) T NOT NULL, account VARCHAR(190) T NOT NULL, expires_at BIGINT NOT NULL,
    PRIMARY KEY (challenge),
    KEY passkey_challenges_expiry (expires_at)
  )`,
];
