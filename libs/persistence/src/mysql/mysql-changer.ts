import type { Pool } from 'mysql2';
import type { Found, Sql } from '../queries/reader.js';
import type { Changer } from '../work/changer.js';
import { render } from './mysql-reader.js';
import { send, withConnection } from './pool.js';

export class MysqlChanger implements Changer {
  constructor(private readonly pool: Pool) {}

  take(
    selects: readonly Sql[],
    writes: (found: readonly Found[]) => readonly Sql[],
    locked: 'skip' | 'wait' = 'skip',
  ): Promise<void> {
    const lock = locked === 'skip' ? 'FOR UPDATE SKIP LOCKED' : 'FOR UPDATE';
    const reads = selects.map(({ text, values }) => `${render(text, values)} ${lock}`);
    return withConnection(this.pool, async (connection) => {
      const answers = (await send(connection, `START TRANSACTION;${reads.join(';')}`)) as Found[][];
      const statements = writes(answers.slice(1).flat()).map(({ text, values }) => `${render(text, values)};`);
      await send(connection, `${statements.join('')}COMMIT`);
    });
  }

  run({ text, values }: Sql): Promise<number> {
    return withConnection(this.pool, async (connection) => {
      const { affectedRows } = (await send(connection, render(text, values))) as { affectedRows: number };
      return affectedRows;
    });
  }
}
