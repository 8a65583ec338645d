import { mariaDbOfFile, openSharedMariaDb, openSharedSqlite } from '../../contract/open-stores.js';
import { describeWithServer } from '../../servers/index.js';
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

describeWithServer(['mariadb'], 'MariaDB', () => {
  const server = mariaDbOfFile();
  describeScenarios(
    'MariaDB',
    async () => {
      const shared = await openSharedMariaDb(server());
      return { ...shared.first, close: () => shared.close() };
    },
    EACH,
  );
});
