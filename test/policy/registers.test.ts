import { mariaDbOfFile, openSharedMariaDb, openSharedSqlite } from '../contract/open-stores.js';
import { describeWithServer } from '../servers/index.js';
import { MemoryDatabase } from '../simulation/index.js';
import { describeRegisters } from './registers.contract.js';

describeRegisters('memory', () => {
  const store = new MemoryDatabase().connect();
  return Promise.resolve({ store, queries: store.queries, workSource: store.workSource, close: () => store.close() });
});

describeRegisters('SQLite', async () => {
  const shared = await openSharedSqlite();
  return { ...shared.first, close: () => shared.close() };
});

describeWithServer(['mariadb'], 'MariaDB', () => {
  const server = mariaDbOfFile();
  describeRegisters('MariaDB', async () => {
    const shared = await openSharedMariaDb(server());
    return { ...shared.first, close: () => shared.close() };
  });
});
