import { describeWithServer } from '../servers/index.js';
import { mariaDbOfFile, openSharedMariaDb } from './open-stores.js';
import { describeStore } from './store.contract.js';

describeWithServer(['mariadb'], 'MariaDB', () => {
  const server = mariaDbOfFile();
  describeStore('MariaDB', async () => {
    const shared = await openSharedMariaDb(server());
    return { first: shared.first.store, second: shared.second.store, close: () => shared.close() };
  });
});
