import type { MigrationInterface, QueryRunner } from 'typeorm';
import { isMysql, runAll } from '../run.js';

/** Which required paper an attachment is. */
export class Papers1763800000005 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    const type = isMysql(runner) ? 'VARCHAR(255) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin' : 'TEXT';
    await runAll(runner, onAttachments(`ADD COLUMN evidence ${type}`));
  }

  async down(runner: QueryRunner): Promise<void> {
    await runAll(runner, onAttachments('DROP COLUMN evidence'));
  }
}

/** The archive has the same columns. */
function onAttachments(change: string): string[] {
  return ['attachments', 'archived_attachments'].map((table) => `ALTER TABLE ${table} ${change}`);
}
