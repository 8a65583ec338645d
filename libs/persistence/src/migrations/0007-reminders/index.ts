import type { MigrationInterface, QueryRunner } from 'typeorm';
import { isMysql, mysqlTables, runAll } from '../run.js';

/** Who was told of what, what of it is still to be delivered, and work items by when they are due and were urged. */
export class Reminders1763800000007 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runAll(runner, isMysql(runner) ? await mysqlTables(runner, MYSQL) : SQLITE);
    await runAll(runner, ['due', 'urged_at'].map(indexOf));
  }

  async down(runner: QueryRunner): Promise<void> {
    const on = isMysql(runner) ? ' ON work_items' : '';
    const indexes = ['due', 'urged_at'].map((column) => `DROP INDEX work_items_${column}${on}`);
    await runAll(runner, [...indexes, 'DROP TABLE IF EXISTS deliveries', 'DROP TABLE IF EXISTS reminders']);
  }
}

function indexOf(column: string): string {
  return `CREATE INDEX work_items_${column} ON work_items (unit, ${column}, instance, item)`;
}

const SQLITE = [
  `CREATE TABLE reminders (
    id TEXT NOT NULL PRIMARY KEY, unit TEXT NOT NULL, person TEXT NOT NULL, kind TEXT NOT NULL, state TEXT NOT NULL, instance TEXT NOT NULL,
    item TEXT NOT NULL, process TEXT NOT NULL, name TEXT NOT NULL, number TEXT, at INTEGER NOT NULL
  ) STRICT, WITHOUT ROWID`,
  'CREATE INDEX reminders_person ON reminders (unit, person, state, at, id)',
  'CREATE INDEX reminders_at ON reminders (at)',
  `CREATE TABLE deliveries (
    reminder TEXT NOT NULL, channel TEXT NOT NULL, target TEXT NOT NULL, attempts INTEGER NOT NULL, created_at INTEGER NOT NULL,
    available_at INTEGER NOT NULL,
    PRIMARY KEY (reminder, channel)
  ) STRICT, WITHOUT ROWID`,
  'CREATE INDEX deliveries_available ON deliveries (available_at)',
];

const MYSQL = [
  `CREATE TABLE reminders (
    id VARCHAR(64) T NOT NULL, unit VARCHAR(64) T NOT NULL, person VARCHAR(190) T NOT NULL, kind VARCHAR(32) T NOT NULL, state VARCHAR(32) T NOT NULL,
    instance VARCHAR(100) T NOT NULL, item VARCHAR(120) T NOT NULL, process VARCHAR(190) T NOT NULL, name LONGTEXT T NOT NULL,
    number VARCHAR(100) T, at BIGINT NOT NULL,
    PRIMARY KEY (id),
    KEY reminders_person (unit, person, state, at, id),
    KEY reminders_at (at)
  )`,
  `CREATE TABLE deliveries (
    reminder VARCHAR(64) T NOT NULL, channel VARCHAR(32) T NOT NULL, target VARCHAR(255) T NOT NULL, attempts BIGINT NOT NULL,
    created_at BIGINT NOT NULL, available_at BIGINT NOT NULL,
    PRIMARY KEY (reminder, channel),
    KEY deliveries_available (available_at)
  )`,
];
