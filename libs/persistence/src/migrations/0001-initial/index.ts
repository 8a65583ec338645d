import type { MigrationInterface, QueryRunner } from 'typeorm';
import { isMysql, mysqlTables, runAll } from '../run.js';
import { UP as MYSQL_UP } from './mysql.js';
import { UP as SQLITE_UP } from './sqlite.js';

const TABLES = [
  ...[
    'instances',
    'work_items',
    'work_offers',
    'timers',
    'subscriptions',
    'messages',
    'jobs',
    'incidents',
    'attachments',
  ],
  ...['quarantine', 'scope_records', 'streams', 'entries', 'contents', 'log_pending', 'outbox', 'answers'],
  ...['deployments', 'resources', 'definitions', 'units', 'facts', 'credentials', 'counters'],
];

/** Everything that the runtime keeps. */
export class Initial1763800000001 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runAll(runner, isMysql(runner) ? await mysqlTables(runner, MYSQL_UP) : SQLITE_UP);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runAll(
      runner,
      TABLES.map((table) => `DROP TABLE IF EXISTS ${table}`),
    );
  }
}
