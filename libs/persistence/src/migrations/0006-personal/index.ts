import type { MigrationInterface, QueryRunner } from 'typeorm';
import { isMysql, mysqlTables, runAll } from '../run.js';

/** What people keep for themselves: saved views of a box, and how they want to be reminded. */
export class Personal1763800000006 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runAll(runner, isMysql(runner) ? await mysqlTables(runner, MYSQL) : SQLITE);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runAll(runner, ['DROP TABLE IF EXISTS personal']);
  }
}

const SQLITE = [
  `CREATE TABLE personal (
    unit TEXT NOT NULL, person TEXT NOT NULL, kind TEXT NOT NULL, name TEXT NOT NULL, saved_at INTEGER NOT NULL, value TEXT NOT NULL,
    PRIMARY KEY (unit, person, kind, name)
  ) STRICT`,
];

const MYSQL = [
  `CREATE TABLE personal (
    unit VARCHAR(64) T NOT NULL, person VARCHAR(190) T NOT NULL, kind VARCHAR(32) T NOT NULL, name VARCHAR(100) T NOT NULL,
    saved_at BIGINT NOT NULL, value LONGTEXT T NOT NULL,
    PRIMARY KEY (unit, person, kind, name)
  )`,
];
