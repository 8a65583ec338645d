import { mariaDbOfFile, openSharedMariaDb, openSharedSqlite } from '../contract/open-stores.js';
import { describeWithServer } from '../servers/index.js';
import { describeActs } from './acts.contract.js';

describeActs('SQLite', async () => {
  const shared = await openSharedSqlite();
  return { ...shared.first, close: () => shared.close() };
});

describeWithServer(['mariadb'], 'MariaDB', () => {
  const server = mariaDbOfFile();
  describeActs('MariaDB', async () => {
    const shared = await openSharedMariaDb(server());
    return { ...shared.first, close: () => shared.close() };
  });
});
