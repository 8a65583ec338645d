import { describeWithServer, startRedis, type Server } from '../../../test/servers/index.js';
import { dispatcherContract } from '../../../test/contract/dispatcher.contract.js';
import { FakeWorld } from './testing/fake-world.js';

describe('the dispatcher within a process', () => {
  dispatcherContract(() => FakeWorld.open(null));
});

describeWithServer(['redis'], 'the dispatcher over BullMQ', () => {
  let redis: Server;
  beforeAll(async () => {
    redis = await startRedis();
  });
  afterAll(() => redis.stop());

  dispatcherContract(() => FakeWorld.open({ url: redis.url }));
});
