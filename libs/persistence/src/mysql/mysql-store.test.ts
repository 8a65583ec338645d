import { StoreConflict, StoreRefused, StoreUnavailable, type ChangeSet, type Store } from '@quanheng/runtime/ports';
import { changes, entryRow, instanceRow, recordRow } from '../../../../test/contract/rows.js';
import { describeWithServer, startMariaDb, type DatabaseServer } from '../../../../test/servers/index.js';
import { openDatabase, type Database } from '../index.js';
import { MIGRATIONS } from '../migrations/index.js';

const PACKET = 256 * 1024;

/** What only a server can do to a transaction. */
describeWithServer(['mariadb'], 'MariaDB as a server', () => {
  let server: DatabaseServer;
  let database: Database;
  let store: Store;
  beforeAll(async () => {
    server = await startMariaDb({ args: [`--max-allowed-packet=${PACKET}`] });
    database = await openDatabase({ type: 'mysql', url: server.url, pool: 4 });
    await database.migrate();
    store = database.store;
  }, 60_000);
  afterAll(async () => {
    await database.close();
    await server.stop();
  });
  const write = (parts: Partial<ChangeSet>): Promise<void> =>
    store.transact((transaction) => {
      transaction.flush(changes(parts));
      return Promise.resolve();
    });
  const count = async (id: string): Promise<number> =>
    (await store.transact((each) => each.load({ unit: 'U1', instances: [{ id }] }))).instances.length;

  test('what is larger than a packet goes in several, and is committed at once', async () => {
    const state = { flow: '购'.repeat(20_000), work: 'null', trail: '[]' };
    const rows = Array.from({ length: 20 }, (_, index) => instanceRow(`p${index}`, { state }));
    await write({ instances: { add: rows, put: [] } });
    expect(await count('p19')).toBe(1);
    const double = {
      instances: {
        add: [...rows.slice(0, 10).map((row) => ({ ...row, id: `q${row.id}`, number: null })), rows[0]!],
        put: [],
      },
    };
    await expect(write(double)).rejects.toBeInstanceOf(StoreConflict);
    expect(await count('qp0')).toBe(0);
  });

  test('a row that no packet takes is refused, and nothing is written', async () => {
    const state = { flow: 'x'.repeat(PACKET), work: 'null', trail: '[]' };
    const refused = write({ instances: { add: [instanceRow('small'), instanceRow('large', { state })], put: [] } });
    await expect(refused).rejects.toBeInstanceOf(StoreRefused);
    await expect(refused).rejects.toThrow(/max_allowed_packet/);
    expect(await count('small')).toBe(0);
  });

  test('two that lock in opposite orders: one gives way, the other goes on', async () => {
    await write({ instances: { add: [instanceRow('d1'), instanceRow('d2')], put: [] } });
    const results = await Promise.allSettled(
      [
        ['d1', 'd2'],
        ['d2', 'd1'],
      ].map((ids) =>
        store.transact(async (transaction) => {
          for (const id of ids) {
            await transaction.load({ unit: 'U1', instances: [{ id }] });
            await new Promise((resolve) => setTimeout(resolve, 100));
          }
        }),
      ),
    );
    const failed = results.flatMap((each) => (each.status === 'rejected' ? [each.reason as unknown] : []));
    expect(failed).toHaveLength(1);
    expect(failed[0]).toBeInstanceOf(StoreConflict);
  });

  test('several processes that migrate at once do it once', async () => {
    const url = await server.createDatabase('together');
    const all = await Promise.all([1, 2, 3].map(() => openDatabase({ type: 'mysql', url, pool: 2 })));
    const ran = await Promise.all(all.map((each) => each.migrate()));
    expect(ran.map((names) => names.length).sort()).toEqual([0, 0, MIGRATIONS.length]);
    await Promise.all(all.map((each) => each.close()));
  }, 30_000);

  test('a server that is killed under load: nothing acknowledged is lost, and the pool finds it again', async () => {
    const acknowledged: number[] = [];
    const failures: unknown[] = [];
    let next = 0;
    let running = true;
    const client = async (): Promise<void> => {
      while (running) {
        const turn = ++next;
        const row = recordRow(`load-${turn}`, 1);
        try {
          await write({ records: { put: [row] }, entries: { add: [entryRow(`message:load-${turn}`, 1)] } });
          acknowledged.push(turn);
        } catch (error) {
          failures.push(error);
          await new Promise((resolve) => setTimeout(resolve, 20));
        }
      }
    };
    const clients = Array.from({ length: 8 }, client);
    await new Promise((resolve) => setTimeout(resolve, 300));
    const before = acknowledged.length;
    await server.kill();
    await new Promise((resolve) => setTimeout(resolve, 100));
    await server.restart();
    await new Promise((resolve) => setTimeout(resolve, 500));
    running = false;
    await Promise.all(clients);

    expect(before).toBeGreaterThan(0);
    expect(acknowledged.length).toBeGreaterThan(before);
    expect(failures.length).toBeGreaterThan(0);
    expect(failures.filter((error) => !(error instanceof StoreUnavailable))).toEqual([]);
    const records = acknowledged.map((turn) => ({ kind: 'contract', id: `load-${turn}` }));
    const loaded = await store.transact((each) => each.load({ unit: 'U1', records }));
    expect(loaded.records).toHaveLength(acknowledged.length);
  }, 60_000);

  test('a server that is not there says so', async () => {
    const gone = openDatabase({ type: 'mysql', url: 'mysql://root@127.0.0.1:1/none' });
    await expect(gone).rejects.toBeInstanceOf(StoreUnavailable);
    const stranger = openDatabase({ type: 'mysql', url: server.url.replace('root@', 'stranger:wrong@') });
    await expect(stranger).rejects.toBeInstanceOf(StoreUnavailable);
  });
});
