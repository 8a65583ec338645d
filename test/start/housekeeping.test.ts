import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as after } from 'node:timers/promises';
import { composeHost, createLogger, openReady, readConfiguration } from '@quanheng/host';
import { changes, instanceRow } from '../contract/rows.js';

/** As worker and embedded API are composed, with the shortest period that can be set. */
test('a process that does timers and jobs tidies up as it is configured, until it is closed', async () => {
  const data = mkdtempSync(join(tmpdir(), 'quanheng-housekeeping-'));
  const environment = { QH_DATA: data, QH_HOUSEKEEPING_SECONDS: '1', QH_ARCHIVE_DAYS: '1' };
  const config = readConfiguration(environment);
  const { database, close } = await openReady(config);
  const host = composeHost({ config, environment, logger: createLogger({ level: 'silent' }), storage: database });
  await database.store.transact((transaction) => {
    transaction.flush(
      changes({ instances: { add: [instanceRow('old', { status: 'completed', endedAt: 2 })], put: [] } }),
    );
    return Promise.resolve();
  });
  const listed = async () => (await database.queries.instances({ unit: 'U1' }, { limit: 5 })).rows.length;
  const lastDone = async (): Promise<string[]> => {
    const found = (await host.metrics.registry.metrics()).matchAll(
      /quanheng_housekeeping_success_timestamp_seconds\{chore="(\w+)"\} (\d+)/g,
    );
    return [...found].flatMap(([, chore = '', at]) => (Number(at) > 1e9 ? [chore] : []));
  };
  try {
    await after(1_500);
    // Nothing is done by a process that does no timers and jobs.
    expect([await listed(), await lastDone()]).toEqual([1, []]);
    host.startDispatcher();
    while ((await listed()) > 0 || !(await lastDone()).includes('archive')) await after(20);
    expect(await lastDone()).toEqual(['sessions', 'attempts', 'challenges', 'drafts', 'reminders', 'archive']);
  } finally {
    await host.close();
    await close();
    rmSync(data, { recursive: true });
  }
});
