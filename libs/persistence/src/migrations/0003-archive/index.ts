import type { MigrationInterface, QueryRunner } from 'typeorm';
import { isMysql, runAll } from '../run.js';

/** Where finished instances go: the same columns, and of the indexes only those by which somebody still asks. */
export class Archive1763800000003 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runAll(runner, isMysql(runner) ? MYSQL : SQLITE);
  }

  /** What was archived goes back first, so that nothing is lost. */
  async down(runner: QueryRunner): Promise<void> {
    await runAll(runner, [
      ...TABLES.map((table) => `INSERT INTO ${table} SELECT * FROM archived_${table}`),
      ...TABLES.map((table) => `DROP TABLE archived_${table}`),
    ]);
  }
}

const TABLES = ['instances', 'work_items', 'attachments', 'entries', 'contents'];

const SQLITE = [
  `CREATE TABLE archived_instances (
    id TEXT NOT NULL PRIMARY KEY, unit TEXT NOT NULL, process TEXT NOT NULL, definition BLOB NOT NULL, status TEXT NOT NULL,
    business_key TEXT, number TEXT, started_at INTEGER NOT NULL, started_by TEXT NOT NULL, ended_at INTEGER,
    revision INTEGER NOT NULL, last_at INTEGER NOT NULL, last_leaf BLOB NOT NULL,
    flow_digest BLOB NOT NULL, work_digest BLOB NOT NULL, trail_digest BLOB NOT NULL,
    flow TEXT NOT NULL, work TEXT NOT NULL, trail TEXT NOT NULL
  ) STRICT`,
  'CREATE UNIQUE INDEX archived_instances_number ON archived_instances (unit, number)',
  `CREATE TABLE archived_work_items (
    instance TEXT NOT NULL, item TEXT NOT NULL, unit TEXT NOT NULL, process TEXT NOT NULL, business_key TEXT, number TEXT,
    element INTEGER NOT NULL, activity TEXT NOT NULL, name TEXT NOT NULL, status TEXT NOT NULL, assignee TEXT, offers TEXT NOT NULL,
    form TEXT, opened_at INTEGER NOT NULL, due INTEGER, closed_at INTEGER, closed_by TEXT, outcome TEXT,
    PRIMARY KEY (instance, item)
  ) STRICT`,
  `CREATE TABLE archived_attachments (
    instance TEXT NOT NULL, seq INTEGER NOT NULL, unit TEXT NOT NULL, name TEXT NOT NULL, digest BLOB NOT NULL,
    size INTEGER NOT NULL, type TEXT NOT NULL, item TEXT, at INTEGER NOT NULL, by TEXT NOT NULL,
    PRIMARY KEY (instance, seq, name)
  ) STRICT`,
  `CREATE TABLE archived_entries (
    stream TEXT NOT NULL, unit TEXT NOT NULL, seq INTEGER NOT NULL, at INTEGER NOT NULL, kind TEXT NOT NULL,
    principal TEXT NOT NULL, refused TEXT, bytes BLOB NOT NULL, leaf BLOB NOT NULL,
    PRIMARY KEY (unit, stream, seq)
  ) STRICT`,
  `CREATE TABLE archived_contents (
    stream TEXT NOT NULL, unit TEXT NOT NULL, seq INTEGER NOT NULL, pieces TEXT NOT NULL,
    PRIMARY KEY (unit, stream, seq)
  ) STRICT`,
];

const MYSQL = [
  ...TABLES.map((table) => `CREATE TABLE archived_${table} LIKE ${table}`),
  `ALTER TABLE archived_instances DROP KEY instances_business_key, DROP KEY instances_status, DROP KEY instances_process,
    DROP KEY instances_started_by`,
  `ALTER TABLE archived_work_items DROP KEY work_items_status, DROP KEY work_items_assignee, DROP KEY work_items_closed_by`,
];
