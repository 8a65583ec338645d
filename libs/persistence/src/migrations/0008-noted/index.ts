import type { MigrationInterface, QueryRunner } from 'typeorm';
import { isMysql, mysqlTables, runAll } from '../run.js';

/** Refusals, exceptions and readings beside the entries that they are, so that those who supervise find them. What was before is told from the entries. */
export class Noted1763800000008 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runAll(runner, isMysql(runner) ? await mysqlTables(runner, MYSQL) : SQLITE);
    await runAll(runner, ['entries', 'archived_entries'].map(copied));
  }

  async down(runner: QueryRunner): Promise<void> {
    await runAll(runner, ['DROP TABLE IF EXISTS noted']);
  }
}

/** As it was when this was released: what counts as an exception later is noted from then on. */
const EXCEPTIONS = [
  ...['freezeInstance', 'unfreezeInstance', 'askSubstituteReview', 'objectToPublicity', 'withdrawSignature'],
  ...['askTermination', 'cancelInstance', 'proposeCorrection', 'decideCorrection', 'handOver'],
  ...['setVariables', 'suspendInstance', 'resumeInstance', 'migrateInstance', 'reofferWork', 'resolveIncident'],
  ...['quarantine', 'releaseInstance'],
];

function copied(table: string): string {
  const kinds = EXCEPTIONS.map((kind) => `'${kind}'`).join(', ');
  const noted = `CASE WHEN refused IS NULL THEN 'exception' ELSE 'refusal' END`;
  return `INSERT INTO noted (unit, stream, seq, at, noted, kind, principal, refused)
    SELECT unit, stream, seq, at, ${noted}, kind, principal, refused FROM ${table} WHERE refused IS NOT NULL OR kind IN (${kinds})`;
}

const SQLITE = [
  `CREATE TABLE noted (
    unit TEXT NOT NULL, stream TEXT NOT NULL, seq INTEGER NOT NULL, at INTEGER NOT NULL, noted TEXT NOT NULL, kind TEXT NOT NULL,
    principal TEXT NOT NULL, refused TEXT,
    PRIMARY KEY (unit, stream, seq)
  ) STRICT, WITHOUT ROWID`,
  'CREATE INDEX noted_list ON noted (unit, noted, at, stream, seq)',
];

const MYSQL = [
  `CREATE TABLE noted (
    unit VARCHAR(64) T NOT NULL, stream VARCHAR(200) T NOT NULL, seq BIGINT NOT NULL, at BIGINT NOT NULL, noted VARCHAR(32) T NOT NULL,
    kind VARCHAR(100) T NOT NULL, principal VARCHAR(190) T NOT NULL, refused VARCHAR(100) T,
    PRIMARY KEY (unit, stream, seq),
    KEY noted_list (unit, noted, at, stream, seq)
  )`,
];
