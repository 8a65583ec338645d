import { openSharedSqlite } from './open-stores.js';
import { describeStore } from './store.contract.js';

describeStore('SQLite', async () => {
  const shared = await openSharedSqlite();
  return { first: shared.first.store, second: shared.second.store, close: () => shared.close() };
});
