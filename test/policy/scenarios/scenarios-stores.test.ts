import { mariaDbOfFile, openSharedMariaDb, openSharedSqlite } from '../../contract/open-stores.js';
import { describeWithServer, startRedis, type Server } from '../../servers/index.js';
import { describeScenarios } from './scenarios.contract.js';

/** In memory all are played: over a database it is the database that is tried, and a database of its own for each takes a second. */
const EACH = 5;

describeScenarios(
  'SQLite',
  async () => {
    const shared = await openSharedSqlite();
    return { ...shared.first, close: () => shared.close() };
  },
  EACH,
);

describeWithServer(['mariadb', 'redis'], 'MariaDB', () => {
  const server = mariaDbOfFile();
  let redis: Server;
  beforeAll(async () => {
    redis = await startRedis();
  });
  afterAll(() => redis.stop());
  describeScenarios(
    'MariaDB and BullMQ',
    async () => {
      const shared = await openSharedMariaDb(server());
      return { ...shared.first, close: () => shared.close() };
    },
    EACH,
    () => ({ url: redis.url }),
  );
});
