import { describeDoor } from './door.contract.js';
import { describeReminders } from './reminders.contract.js';
import { describePasskeys } from './passkeys.contract.js';
import { describePersonal } from './personal.contract.js';
import { describeDrafts } from './drafts.contract.js';
import { describeHousekeeping } from './housekeeping.contract.js';
import { openSharedSqlite } from './open-stores.js';
import { describeMigrations } from './migrations.contract.js';
import { describeQuarantine } from './quarantine.contract.js';
import { describeQueries } from './queries.contract.js';
import { describeRetention } from './retention.contract.js';
import { describeStore } from './store.contract.js';
import { describeWorkSource } from './work-source.contract.js';

describeStore('SQLite', async () => {
  const shared = await openSharedSqlite();
  return { first: shared.first.store, second: shared.second.store, close: () => shared.close() };
});
describeQueries('SQLite', async () => {
  const shared = await openSharedSqlite();
  return { store: shared.first.store, queries: shared.second.queries, close: () => shared.close() };
});
describeWorkSource('SQLite', async () => {
  const { first, second, ...shared } = await openSharedSqlite();
  return { store: first.store, first: first.workSource, second: second.workSource, close: () => shared.close() };
});
describeRetention('SQLite', async () => {
  const shared = await openSharedSqlite();
  return { ...shared.first, close: () => shared.close() };
});
describeDrafts('SQLite', async () => {
  const shared = await openSharedSqlite();
  return { ...shared.first, close: () => shared.close() };
});
describePersonal('SQLite', async () => {
  const shared = await openSharedSqlite();
  return { ...shared.first, close: () => shared.close() };
});
describeReminders('SQLite', async () => {
  const shared = await openSharedSqlite();
  return { ...shared.first, close: () => shared.close() };
});
describePasskeys('SQLite', async () => {
  const shared = await openSharedSqlite();
  return { ...shared.first, close: () => shared.close() };
});
describeMigrations('SQLite', async () => {
  const shared = await openSharedSqlite();
  return { ...shared.first, close: () => shared.close() };
});
describeDoor('SQLite', async () => {
  const shared = await openSharedSqlite();
  return { ...shared.first, close: () => shared.close() };
});
describeHousekeeping('SQLite', openSharedSqlite);
describeQuarantine('SQLite', async () => {
  const shared = await openSharedSqlite();
  return { ...shared.first, close: () => shared.close() };
});
