import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { StoreConflict } from '@quanheng/runtime/ports';
import { openDatabase, type Database } from '../index.js';
import { changes, instanceRow } from '../../../../test/contract/rows.js';

const folder = mkdtempSync(join(tmpdir(), 'quanheng-sqlite-'));
const file = join(folder, 'data', 'quanheng.db');
let first: Database;
let second: Database;

beforeAll(async () => {
  first = await openDatabase({ type: 'sqlite', file });
  await first.migrate();
  second = await openDatabase({ type: 'sqlite', file });
});
afterAll(async () => {
  await Promise.all([first.close(), second.close()]);
  rmSync(folder, { recursive: true });
});

test('an instance comes back as it was given', async () => {
  const row = instanceRow('I1');
  await first.store.transact(async (transaction) => {
    expect((await transaction.load({ unit: 'U1', instances: [{ id: 'I1' }] })).instances).toEqual([]);
    transaction.flush(changes({ instances: { add: [row], put: [] } }));
  });
  const loaded = await second.store.transact((each) => each.load({ unit: 'U1', instances: [{ id: 'I1' }] }));
  expect(loaded.instances).toEqual([row]);
});

test('gives way when another process wrote meanwhile, also while it thinks', async () => {
  await first.store.transact((one) => {
    one.flush(changes({ instances: { add: [instanceRow('I2')], put: [] } }));
    return Promise.resolve();
  });
  const fight = first.store.transact(async (one) => {
    await one.load({ unit: 'U1', instances: [{ id: 'I2' }] });
    await second.store.transact(async (other) => {
      await other.load({ unit: 'U1', instances: [{ id: 'I2' }] });
      other.flush(changes({ instances: { add: [], put: [instanceRow('I2', { revision: 2 })] } }));
    });
    one.flush(changes({ instances: { add: [], put: [instanceRow('I2', { revision: 9 })] } }));
  });
  await expect(fight).rejects.toBeInstanceOf(StoreConflict);
  const loaded = await first.store.transact((each) => each.load({ unit: 'U1', instances: [{ id: 'I2' }] }));
  expect(loaded.instances[0]?.revision).toBe(2);
});

test('numbers can be taken in the middle of a transaction', async () => {
  const numbers = await first.store.transact(() => first.store.takeNumbers('U1', 'purchase', 3));
  expect(numbers).toBe(1);
  expect(await second.store.takeNumbers('U1', 'purchase', 1)).toBe(4);
});

test('transactions one after the other let everything else in the process go on', async () => {
  let turns = 0;
  let running = true;
  const count = (): void => {
    turns++;
    if (running) setImmediate(count);
  };
  setImmediate(count);
  for (let turn = 0; turn < 50; turn++) {
    await first.store.transact((transaction) => {
      transaction.flush(changes({ instances: { add: [instanceRow(`turn-${turn}`)], put: [] } }));
      return Promise.resolve();
    });
  }
  running = false;
  expect(turns).toBeGreaterThanOrEqual(50);
});
