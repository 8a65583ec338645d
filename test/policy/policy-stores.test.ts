import { mariaDbOfFile, openSharedMariaDb, openSharedSqlite } from '../contract/open-stores.js';
import { describeWithServer } from '../servers/index.js';
import { describePolicy } from './policy.contract.js';

describePolicy('SQLite', async () => {
  const shared = await openSharedSqlite();
  return { ...shared.first, close: () => shared.close() };
});

describeWithServer(['mariadb'], 'MariaDB', () => {
  const server = mariaDbOfFile();
  describePolicy('MariaDB', async () => {
    const shared = await openSharedMariaDb(server());
    return { ...shared.first, close: () => shared.close() };
  });
});
