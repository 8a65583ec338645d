import type { MigrationInterface, QueryRunner } from 'typeorm';
import { isMysql, mysqlTables, runAll } from '../run.js';

/** What lies beside a matter: to whom it was shown, what somebody has filled in and not sent, and how often an item was urged. */
export class Beside1763800000004 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    const isServer = isMysql(runner);
    await runAll(runner, isServer ? await mysqlTables(runner, MYSQL) : SQLITE);
    const [number, text] = isServer ? ['BIGINT', 'VARCHAR(190)'] : ['INTEGER', 'TEXT'];
    const added = [`urges ${number} NOT NULL DEFAULT 0`, `urged_at ${number}`, `urged_by ${text}`];
    await runAll(runner, onItems(added.map((column) => `ADD COLUMN ${column}`)));
  }

  async down(runner: QueryRunner): Promise<void> {
    await runAll(runner, onItems(['urged_by', 'urged_at', 'urges'].map((column) => `DROP COLUMN ${column}`)));
    await runAll(runner, ['DROP TABLE IF EXISTS drafts', 'DROP TABLE IF EXISTS copies']);
  }
}

/** The archive has the same columns. */
function onItems(changes: readonly string[]): string[] {
  return ['work_items', 'archived_work_items'].flatMap((table) =>
    changes.map((change) => `ALTER TABLE ${table} ${change}`),
  );
}

const SQLITE = [
  `CREATE TABLE copies (
    instance TEXT NOT NULL, person TEXT NOT NULL, unit TEXT NOT NULL, process TEXT NOT NULL, business_key TEXT, number TEXT,
    by TEXT NOT NULL, at INTEGER NOT NULL, read_at INTEGER, is_read INTEGER NOT NULL,
    PRIMARY KEY (instance, person)
  ) STRICT`,
  'CREATE INDEX copies_box ON copies (unit, person, is_read, at, instance)',
  `CREATE TABLE drafts (
    unit TEXT NOT NULL, person TEXT NOT NULL, instance TEXT NOT NULL, item TEXT NOT NULL, process TEXT NOT NULL,
    name TEXT NOT NULL, number TEXT, saved_at INTEGER NOT NULL, content TEXT NOT NULL,
    PRIMARY KEY (unit, person, instance, item, process)
  ) STRICT`,
  'CREATE INDEX drafts_person ON drafts (unit, person, saved_at)',
  'CREATE INDEX drafts_saved ON drafts (saved_at)',
];

const MYSQL = [
  `CREATE TABLE copies (
    instance VARCHAR(100) T NOT NULL, person VARCHAR(190) T NOT NULL, unit VARCHAR(64) T NOT NULL, process VARCHAR(190) T NOT NULL,
    business_key VARCHAR(255) T, number VARCHAR(100) T, \`by\` VARCHAR(190) T NOT NULL, at BIGINT NOT NULL, read_at BIGINT,
    is_read TINYINT NOT NULL,
    PRIMARY KEY (instance, person),
    KEY copies_box (unit, person, is_read, at, instance)
  )`,
  `CREATE TABLE drafts (
    unit VARCHAR(64) T NOT NULL, person VARCHAR(190) T NOT NULL, instance VARCHAR(100) T NOT NULL, item VARCHAR(120) T NOT NULL,
    process VARCHAR(190) T NOT NULL, name LONGTEXT T NOT NULL, number VARCHAR(100) T, saved_at BIGINT NOT NULL, content LONGTEXT T NOT NULL,
    PRIMARY KEY (unit, person, instance, item, process),
    KEY drafts_person (unit, person, saved_at),
    KEY drafts_saved (saved_at)
  )`,
];
