import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openDatabase, type DatabaseConfig } from '@quanheng/persistence';
import Connection from 'better-sqlite3';
import { createConnection } from 'mysql2/promise';
import { mariaDbOfFile } from '../contract/open-stores.js';
import { describeWithServer } from '../servers/index.js';
import { MemoryDatabase } from '../simulation/index.js';
import { describeTampering, type Place, type TamperedStore } from './tampering.contract.js';

/** A statement that gives one value, and one that changes one; `?` for each parameter. */
interface Sql {
  readonly get: (text: string, parameters: readonly unknown[]) => Promise<unknown>;
  readonly run: (text: string, parameters: readonly unknown[]) => Promise<number>;
}

function tamperBy({ get, run }: Sql): TamperedStore['tamper'] {
  return async ({ table, column, where }: Place, change) => {
    const keys = Object.keys(where);
    const condition = keys.map((key) => `${key} = ?`).join(' AND ');
    const value = await get(`SELECT ${column} FROM ${table} WHERE ${condition}`, Object.values(where));
    const changed = changedOf(value, change);
    const rows = await run(`UPDATE ${table} SET ${column} = ? WHERE ${condition}`, [changed, ...Object.values(where)]);
    if (rows !== 1) throw new Error(`${rows} rows of ${table} were changed`);
  };
}

function changedOf(value: unknown, change: (value: string) => string): string {
  if (typeof value !== 'string') throw new Error(`there is no text to change, but ${String(value)}`);
  const changed = change(value);
  if (changed === value) throw new Error('the change changes nothing');
  return changed;
}

async function openSql(config: DatabaseConfig, sql: Sql, end: () => Promise<void> | void): Promise<TamperedStore> {
  const database = await openDatabase(config);
  await database.migrate();
  const close = async (): Promise<void> => {
    await database.close();
    await end();
  };
  return { ...database, tamper: tamperBy(sql), close };
}

describeTampering('memory', () => {
  const database = new MemoryDatabase();
  const store = database.connect();
  const { queries, workSource } = store;
  const { entries, contents, instances } = database.tables;
  const tamper: TamperedStore['tamper'] = ({ table, column, where }, change) => {
    if (table === 'instances') {
      const row = instances.get(String(where['id']));
      if (row === undefined) throw new Error('there is no such row');
      instances.put({ ...row, state: { ...row.state, flow: changedOf(row.state.flow, change) } });
      return Promise.resolve();
    }
    const rows = table === 'entries' ? entries : contents;
    for (const row of rows.group(String(where['stream']))) {
      if (row.seq !== where['seq']) continue;
      const value = (row as unknown as Record<string, unknown>)[column];
      rows.put({ ...row, [column]: changedOf(value, change) } as never);
    }
    return Promise.resolve();
  };
  return Promise.resolve({ store, queries, workSource, tamper, close: () => store.close() });
});

describeTampering('SQLite', () => {
  const folder = mkdtempSync(join(tmpdir(), 'quanheng-tampering-'));
  const file = join(folder, 'quanheng.db');
  const sql: Sql = {
    get: (text, parameters) =>
      withSqlite((connection) =>
        connection
          .prepare(text)
          .pluck()
          .get(...parameters),
      ),
    run: (text, parameters) => withSqlite((connection) => connection.prepare(text).run(...parameters).changes),
  };
  function withSqlite<T>(work: (connection: Connection.Database) => T): Promise<T> {
    const connection = new Connection(file);
    try {
      return Promise.resolve(work(connection));
    } finally {
      connection.close();
    }
  }
  return openSql({ type: 'sqlite', file }, sql, () => rmSync(folder, { recursive: true }));
});

describeWithServer(['mariadb'], 'MariaDB', () => {
  const server = mariaDbOfFile();
  let made = 0;
  describeTampering('MariaDB', async () => {
    const url = await server().createDatabase(`tampering${++made}`);
    const connection = await createConnection(url);
    const sql: Sql = {
      get: async (text, parameters) => {
        const [rows] = await connection.query(text, [...parameters]);
        return Object.values((rows as readonly Record<string, unknown>[])[0] ?? {})[0];
      },
      run: async (text, parameters) => {
        const [result] = await connection.query(text, [...parameters]);
        return (result as { readonly affectedRows: number }).affectedRows;
      },
    };
    return openSql({ type: 'mysql', url, pool: 8 }, sql, () => connection.end());
  });
});
