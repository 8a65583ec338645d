import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Database } from '@quanheng/persistence';
import { changes, copyRow, definitionRow, draftRow, entryRow, instanceRow, itemRow } from './rows.js';
import { jobRow, messageRow, recordRow, sha } from './rows.js';

type Value = string | number | null;
/** Rows of every table of one version of the schema, bytes in hexadecimal behind `hex:`. */
type Contents = Record<string, Record<string, Value>[]>;

/**
 * Each migration, on a database that the version before it has filled: `fixtures/schema-<n>.json` holds what that was, and is never changed once
 * the version is released. `UPDATE_FIXTURES=1` writes those of this version; a new migration begins with the fixture that is there.
 */
export function describeMigrations(name: string, open: () => Promise<Database & { close(): Promise<void> }>): void {
  describe(`migrations: ${name}`, () => {
    let database: Database;
    beforeEach(async () => {
      database = await open();
    }, 60_000);
    afterEach(() => database.close());

    test('every table has the columns that its description says', async () => {
      for (const { tableName, columns } of database.dataSource.entityMetadatas) {
        const found = (await columnsOf(database, tableName)).filter((column) => column !== 'ordinal');
        expect([tableName, ...found.sort()]).toEqual([tableName, ...columns.map((each) => each.databaseName).sort()]);
      }
    });

    test('this version fills a database as its fixtures say', async () => {
      await fill(database);
      for (let version = await versions(database); version > 0; version--) {
        const contents = await dump(database);
        if (process.env.UPDATE_FIXTURES === '1')
          writeFileSync(fixture(version), `${JSON.stringify(contents, null, 1)}\n`);
        expect(contents).toEqual(JSON.parse(readFileSync(fixture(version), 'utf8')));
        await database.revert();
      }
      expect(await dump(database)).toEqual({});
      expect(await database.revert()).toBeNull();
    }, 60_000);

    test('up, down and up again lose nothing of what the version before had', async () => {
      const last = await versions(database);
      for (let before = last - 1; before > 0; before--) {
        for (let version = last; version > before; version--) await database.revert();
        const contents = JSON.parse(readFileSync(fixture(before), 'utf8')) as Contents;
        await restore(database, contents);
        for (let time = 1; time <= 2; time++) {
          await database.migrate();
          expectKept(await dump(database), contents);
          for (let version = last; version > before; version--) await database.revert();
          expect(await dump(database)).toEqual(contents);
        }
        await empty(database, contents);
        await database.migrate();
      }
    }, 120_000);

    test('refusals and exceptions of before stand in the list of what is noted, from the archive, too', async () => {
      for (let version = await versions(database); version >= NOTED; version--) await database.revert();
      const before = JSON.parse(readFileSync(fixture(NOTED - 1), 'utf8')) as Contents;
      const acts = [
        { seq: 11, kind: 'completeWork', refused: 'SOD_SAME_PERSON', noted: 'refusal' },
        { seq: 12, kind: 'suspendInstance', refused: null, noted: 'exception' },
        { seq: 13, kind: 'suspendInstance', refused: 'NOT_OPERATOR', noted: 'refusal' },
        { seq: 14, kind: 'completeWork', refused: null, noted: null },
      ];
      const rowsOf = (table: string): Record<string, Value>[] =>
        acts.map(({ seq, kind, refused }) => ({
          ...before[table]![0]!,
          stream: `instance:${table}`,
          seq,
          kind,
          refused,
        }));
      const tables = ['entries', 'archived_entries'];
      await restore(database, Object.fromEntries(tables.map((table) => [table, rowsOf(table)])));
      await database.migrate();
      const { noted } = await dump(database);
      const expected = tables.flatMap((table) =>
        rowsOf(table).flatMap(({ unit, stream, seq, at, kind, principal, refused }, index) => {
          const { noted: as } = acts[index]!;
          return as === null ? [] : [{ unit, stream, seq, at, kind, principal, refused, noted: as }];
        }),
      );
      expect(noted).toHaveLength(expected.length);
      for (const row of expected) expect(noted).toContainEqual(row);
    }, 60_000);
  });
}

/** The version of the schema from which on there is a list of what is noted. */
const NOTED = 8;

function fixture(version: number): string {
  return join(__dirname, 'fixtures', `schema-${version}.json`);
}

async function versions(database: Database): Promise<number> {
  const rows = await database.dataSource.query<unknown[]>('SELECT name FROM migrations');
  return rows.length;
}

/** Rows in every table, some of them archived. */
async function fill({ store, retention, sessions, drafts, personal, reminders, passkeys }: Database): Promise<void> {
  const old = instanceRow('old', { status: 'completed', endedAt: 10 });
  const paper = {
    ...{ instance: 'new', seq: 1, unit: 'U1', name: '合同.pdf', digest: sha('a'), size: 1, type: 'application/pdf' },
    ...{ item: null, evidence: '合同', at: 1, by: 'person:P1' },
  };
  const waits = { unit: 'U1', element: 'Wait' };
  const entries = [entryRow('instance:old', 1), entryRow('instance:new', 1), entryRow('organisation', 1)];
  const fact = { kind: 'person', id: 'P1', from: 0, to: null, data: { name: '张三' } } as const;
  const credential = { account: 'A1', hash: 'argon2id$x', mustChange: true, changedAt: 7 };
  const everything = changes({
    instances: { add: [old, instanceRow('new')], put: [] },
    items: {
      open: [itemRow('new', '3'), itemRow('old', '3', { status: 'completed', offers: [] })],
      assign: [],
      close: [],
    },
    timers: { put: [{ instance: 'new', subscription: 1, due: 9, ...waits }], drop: [] },
    subscriptions: {
      put: [{ instance: 'new', subscription: 2, kind: 'message', name: 'Paid', correlation: null, ...waits }],
      drop: [],
    },
    jobs: { put: [jobRow('new', 4)], drop: [] },
    incidents: {
      put: [
        {
          instance: 'new',
          element: 5,
          unit: 'U1',
          process: '采购',
          activity: 'A',
          code: 'c',
          message: '错',
          raisedAt: 1,
        },
      ],
      drop: [],
    },
    attachments: { add: [paper, { ...paper, instance: 'old' }] },
    quarantine: {
      put: [{ instance: 'new', unit: 'U1', at: 1, command: '{}', principal: 'p', message: 'm', stack: 's' }],
      drop: [],
    },
    copies: { put: [copyRow('new', 'P2'), copyRow('new', 'P3', { readAt: 8 }), copyRow('old', 'P2')] },
    urges: [{ instance: 'new', item: '3', urges: 2, urgedAt: 7, urgedBy: 'P1' }],
    records: { put: [recordRow('K1', 1)] },
    messages: { put: [messageRow('M1')], drop: [] },
    outbox: { put: [{ id: 'O1', unit: 'U1', kind: 'signal', payload: '{}', createdAt: 1 }], drop: [] },
    entries: { add: entries },
    contents: { add: entries.map(({ unit, stream, seq }) => ({ unit, stream, seq, pieces: '{}' })) },
    answers: { add: [{ unit: 'U1', principal: 'p', key: 'k', payload: sha('x'), answer: '{}', at: 1 }] },
    deployments: {
      put: [{ id: 'D1', unit: 'U1', name: '采购', at: 1, by: 'p', publishedAt: null, publishedBy: null }],
    },
    resources: {
      add: [{ deployment: 'D1', unit: 'U1', name: 'a.bpmn', kind: 'bpmn', text: '<购/>', digest: sha('r') }],
    },
    definitions: { put: [definitionRow('Buy', 1)] },
    organisation: {
      ...{ unit: 'U1', version: 1 },
      rows: { facts: [{ fact, since: 1, until: null }], superseded: [], credentials: [credential] },
    },
  });
  await store.transact((transaction) => {
    transaction.flush(everything);
    return Promise.resolve();
  });
  await store.takeNumbers('U1', '采购', 3);
  await drafts.save(draftRow('P1', 'new', '3'));
  await personal.save({ unit: 'U1', person: 'P1', kind: 'view', name: 'todo/急件', savedAt: 4, value: '{}' });
  const passkey = {
    key: sha('p'),
    unit: 'U1',
    account: 'A1',
    credential: 'cA',
    publicKey: Buffer.from('a501', 'hex'),
    counter: 3,
  };
  await passkeys.add({ ...passkey, transports: ['usb'], name: '办公室的钥匙', createdAt: 1, usedAt: null });
  await passkeys.keepChallenge({ challenge: sha('c'), unit: '', account: '', expiresAt: 9 });
  const told = { id: sha('told'), unit: 'U1', person: 'P1', kind: 'soon', state: 'unread' } as const;
  const about = { instance: 'new', item: '3', process: '采购', name: '审核', number: null, at: 5 };
  await reminders.add([{ reminder: { ...told, ...about }, deliveries: [{ channel: 'mail', target: 'a@b.example' }] }]);
  await retention.archiveFinished({ before: 50, batch: 9 });
  const key = sha('login');
  await sessions.changeAttempts(key, () => ({ key, count: 2, lastAt: 5 }));
  await sessions.create({
    ...{ token: sha('t'), unit: 'U1', account: 'A1', createdAt: 1, authenticatedAt: 1, seenAt: 1, expiresAt: 100 },
    credentialAt: null,
  });
}

function isSqlite({ dataSource }: Database): boolean {
  return dataSource.options.type === 'better-sqlite3';
}

async function tablesOf(database: Database): Promise<string[]> {
  const text = isSqlite(database)
    ? "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%'"
    : 'SELECT table_name AS name FROM information_schema.tables WHERE table_schema = DATABASE()';
  const rows = await database.dataSource.query<{ name: string }[]>(text);
  return rows.map(({ name }) => name).filter((name) => name !== 'migrations');
}

async function columnsOf(database: Database, table: string): Promise<string[]> {
  const text = isSqlite(database)
    ? `SELECT name FROM pragma_table_info('${table}')`
    : `SELECT column_name AS name FROM information_schema.columns WHERE table_schema = DATABASE() AND table_name = '${table}'`;
  const rows = await database.dataSource.query<{ name: string }[]>(text);
  return rows.map(({ name }) => name);
}

async function dump(database: Database): Promise<Contents> {
  const contents: Contents = {};
  for (const table of (await tablesOf(database)).sort()) {
    const rows = await database.dataSource.query<Record<string, unknown>[]>(`SELECT * FROM ${table}`);
    contents[table] = rows.map(shown).sort((a, b) => (JSON.stringify(a) < JSON.stringify(b) ? -1 : 1));
  }
  return contents;
}

/** Ordinals are the database's own: which ones it gives is no promise. */
function shown(row: Record<string, unknown>): Record<string, Value> {
  const columns = Object.keys(row)
    .filter((column) => column !== 'ordinal')
    .sort();
  return Object.fromEntries(
    columns.map((column) => {
      const value = row[column];
      return [column, Buffer.isBuffer(value) ? `hex:${value.toString('hex')}` : (value as Value)];
    }),
  );
}

async function restore({ dataSource }: Database, contents: Contents): Promise<void> {
  for (const [table, rows] of Object.entries(contents)) {
    for (const row of rows) {
      const columns = Object.keys(row).map((column) => `\`${column}\``);
      const values = Object.values(row).map((value) =>
        typeof value === 'string' && value.startsWith('hex:') ? Buffer.from(value.slice(4), 'hex') : value,
      );
      const places = columns.map(() => '?').join(', ');
      await dataSource.query(`INSERT INTO ${table} (${columns.join(', ')}) VALUES (${places})`, values);
    }
  }
}

async function empty({ dataSource }: Database, contents: Contents): Promise<void> {
  for (const table of Object.keys(contents)) await dataSource.query(`DELETE FROM ${table}`);
}

/** Every row is still there, with at least the columns that it had. */
function expectKept(now: Contents, before: Contents): void {
  for (const [table, rows] of Object.entries(before)) {
    expect(now[table]).toHaveLength(rows.length);
    for (const row of rows) expect(now[table]).toContainEqual(expect.objectContaining(row));
  }
}
