import { describeWithServer, startRedis, type Server } from '../servers/index.js';
import { MemoryDatabase } from '../simulation/index.js';
import { dispatcherContract } from './dispatcher.contract.js';
import type { OpenedStore } from './door/office.js';
import { RuntimeWorld } from './runtime-world.js';

function open(): OpenedStore {
  const store = new MemoryDatabase().connect();
  return { store, queries: store.queries, workSource: store.workSource, close: () => store.close() };
}

describe('the dispatcher within a process, the real door over memory', () => {
  dispatcherContract(() => RuntimeWorld.open(open(), null));
});

describeWithServer(['redis'], 'the dispatcher over BullMQ, the real door over memory', () => {
  let redis: Server;
  beforeAll(async () => {
    redis = await startRedis();
  });
  afterAll(() => redis.stop());

  dispatcherContract(() => RuntimeWorld.open(open(), { url: redis.url }));
});
