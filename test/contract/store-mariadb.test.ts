import { describeWithServer } from '../servers/index.js';
import { describeDoor } from './door.contract.js';
import { describeReminders } from './reminders.contract.js';
import { describePasskeys } from './passkeys.contract.js';
import { describePersonal } from './personal.contract.js';
import { describeDrafts } from './drafts.contract.js';
import { describeHousekeeping } from './housekeeping.contract.js';
import { mariaDbOfFile, openSharedMariaDb } from './open-stores.js';
import { describeMigrations } from './migrations.contract.js';
import { describeQuarantine } from './quarantine.contract.js';
import { describeQueries } from './queries.contract.js';
import { describeRetention } from './retention.contract.js';
import { describeStore } from './store.contract.js';
import { describeWorkSource } from './work-source.contract.js';

describeWithServer(['mariadb'], 'MariaDB', () => {
  const server = mariaDbOfFile();
  describeStore('MariaDB', async () => {
    const shared = await openSharedMariaDb(server());
    return { first: shared.first.store, second: shared.second.store, close: () => shared.close() };
  });
  describeQueries('MariaDB', async () => {
    const shared = await openSharedMariaDb(server());
    return { store: shared.first.store, queries: shared.second.queries, close: () => shared.close() };
  });
  describeWorkSource('MariaDB', async () => {
    const { first, second, ...shared } = await openSharedMariaDb(server());
    return { store: first.store, first: first.workSource, second: second.workSource, close: () => shared.close() };
  });
  describeRetention('MariaDB', async () => {
    const shared = await openSharedMariaDb(server());
    return { ...shared.first, close: () => shared.close() };
  });
  describeDrafts('MariaDB', async () => {
    const shared = await openSharedMariaDb(server());
    return { ...shared.first, close: () => shared.close() };
  });
  describePersonal('MariaDB', async () => {
    const shared = await openSharedMariaDb(server());
    return { ...shared.first, close: () => shared.close() };
  });
  describeReminders('MariaDB', async () => {
    const shared = await openSharedMariaDb(server());
    return { ...shared.first, close: () => shared.close() };
  });
  describePasskeys('MariaDB', async () => {
    const shared = await openSharedMariaDb(server());
    return { ...shared.first, close: () => shared.close() };
  });
  describeMigrations('MariaDB', async () => {
    const shared = await openSharedMariaDb(server());
    return { ...shared.first, close: () => shared.close() };
  });
  describeDoor('MariaDB', async () => {
    const shared = await openSharedMariaDb(server());
    return { ...shared.first, close: () => shared.close() };
  });
  describeHousekeeping('MariaDB', () => openSharedMariaDb(server()));
  describeQuarantine('MariaDB', async () => {
    const shared = await openSharedMariaDb(server());
    return { ...shared.first, close: () => shared.close() };
  });
});
