import { mariaDbOfFile, openSharedMariaDb, openSharedSqlite } from '../../contract/open-stores.js';
import { describeWithServer } from '../../servers/index.js';
import { describeScenarios } from './scenarios.contract.js';

describeScenarios('SQLite', async () => {
  const shared = await openSharedSqlite();
  return { ...shared.first, close: () => shared.close() };
});

describeWithServer(['mariadb'], 'MariaDB', () => {
  const server = mariaDbOfFile();
  describeScenarios('MariaDB', async () => {
    const shared = await openSharedMariaDb(server());
    return { ...shared.first, close: () => shared.close() };
  });
});
