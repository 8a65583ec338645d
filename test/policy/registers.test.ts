import type { OpenedStore } from '../contract/door/office.js';
import { mariaDbOfFile, openSharedMariaDb, openSharedSqlite } from '../contract/open-stores.js';
import { describeWithServer } from '../servers/index.js';
import { MemoryDatabase } from '../simulation/index.js';
import { describeInterests } from './interests.contract.js';
import { describeLimitsOverRecords } from './limits-over-records.contract.js';
import { describeRegisters } from './registers.contract.js';
import { describeDrawnRegisters } from './registers-drawn.contract.js';

function describeBoth(name: string, open: () => Promise<OpenedStore>): void {
  describeRegisters(name, open);
  describeDrawnRegisters(name, open);
  describeLimitsOverRecords(name, open);
  describeInterests(name, open);
}

describeBoth('memory', () => {
  const store = new MemoryDatabase().connect();
  return Promise.resolve({ store, queries: store.queries, workSource: store.workSource, close: () => store.close() });
});

describeBoth('SQLite', async () => {
  const shared = await openSharedSqlite();
  return { ...shared.first, close: () => shared.close() };
});

describeWithServer(['mariadb'], 'MariaDB', () => {
  const server = mariaDbOfFile();
  describeBoth('MariaDB', async () => {
    const shared = await openSharedMariaDb(server());
    return { ...shared.first, close: () => shared.close() };
  });
});
