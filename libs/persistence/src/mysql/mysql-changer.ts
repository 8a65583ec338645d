import type { Pool } from 'mysql2';
import type { Found, Sql } from '../queries/reader.js';
import type { Changer } from '../work/changer.js';
import { render } from './mysql-reader.js';
import { begin, rows, type Packets } from './packets.js';
import { send, withConnection } from './pool.js';

export class MysqlChanger implements Changer {
  constructor(
    private readonly pool: Pool,
    private readonly packets: Packets,
  ) {}

  take(
    selects: readonly Sql[],
    writes: (found: readonly Found[]) => readonly Sql[],
    locked: 'skip' | 'wait' = 'skip',
  ): Promise<void> {
    const lock = locked === 'skip' ? 'FOR UPDATE SKIP LOCKED' : 'FOR UPDATE';
    const reads = selects.map(({ text, values }) => `${render(text, values)} ${lock}`);
    return withConnection(this.pool, async (connection) => {
      const found = rows(await send(connection, begin(reads)), reads).flat() as Found[];
      const statements = writes(found).map(({ text, values }) => `${render(text, values)};`);
      await send(connection, this.packets.change(statements.join(''), true));
    });
  }

  run({ text, values }: Sql): Promise<number> {
    return withConnection(this.pool, async (connection) => {
      const { affectedRows } = (await send(connection, render(text, values))) as { affectedRows: number };
      return affectedRows;
    });
  }
}
