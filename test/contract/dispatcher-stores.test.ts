import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openDatabase, type DatabaseConfig } from '@quanheng/persistence';
import { describeWithServer, startMariaDb, startRedis, type DatabaseServer, type Server } from '../servers/index.js';
import { dispatcherContract } from './dispatcher.contract.js';
import type { OpenedStore } from './door/office.js';
import { RuntimeWorld } from './runtime-world.js';

jest.setTimeout(60_000);

async function open(config: DatabaseConfig, removed: () => void = () => undefined): Promise<OpenedStore> {
  const database = await openDatabase(config);
  await database.migrate();
  const { store, queries, workSource } = database;
  return { store, queries, workSource, close: () => database.close().then(removed) };
}

describe('the dispatcher within a process, over SQLite', () => {
  dispatcherContract(async () => {
    const folder = mkdtempSync(join(tmpdir(), 'quanheng-dispatch-'));
    const remove = (): void => rmSync(folder, { recursive: true });
    return RuntimeWorld.open(await open({ type: 'sqlite', file: join(folder, 'quanheng.db') }, remove), null);
  });
});

describeWithServer(['mariadb', 'redis'], 'the dispatcher over MariaDB', () => {
  let mariaDb: DatabaseServer;
  let redis: Server;
  let made = 0;
  beforeAll(async () => {
    [mariaDb, redis] = await Promise.all([startMariaDb(), startRedis()]);
  });
  afterAll(() => Promise.all([mariaDb.stop(), redis.stop()]));

  async function database(): Promise<OpenedStore> {
    return open({ type: 'mysql', url: await mariaDb.createDatabase(`dispatch${(made += 1)}`), pool: 8 });
  }

  describe('within a process', () => {
    dispatcherContract(async () => RuntimeWorld.open(await database(), null));
  });
  describe('by BullMQ', () => {
    dispatcherContract(async () => RuntimeWorld.open(await database(), { url: redis.url }));
  });
});
