import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { composeHost, createLogger, openReady, readConfiguration } from '@quanheng/host';
import { changes, jobRow } from '../contract/rows.js';

/** As a process of the product is composed, over a database in which something has been due for long. */
test('what waits and how late it is can be seen, and the rest also when the database does not answer', async () => {
  const data = mkdtempSync(join(tmpdir(), 'quanheng-metrics-'));
  const environment = { QH_DATA: data, QH_RUNTIME_WAITING: '77' };
  const config = readConfiguration(environment);
  const { database, close } = await openReady(config);
  const host = composeHost({ config, environment, logger: createLogger({ level: 'silent' }), storage: database });
  const value = async (name: string): Promise<number | undefined> => {
    const line = (await host.metrics.registry.metrics()).split('\n').find((each) => each.startsWith(`${name} `));
    return line === undefined ? undefined : Number(line.slice(name.length + 1));
  };
  try {
    expect(await value('quanheng_outbox_late_seconds')).toBe(0);
    const ago = Date.now() - 100_000;
    const timer = { instance: 'I', subscription: 1, unit: 'U1', element: 'T', due: ago };
    const row = { id: '01A', unit: 'U1', kind: 'signal', payload: '{}', createdAt: ago } as const;
    await database.store.transact((transaction) => {
      transaction.flush(
        changes({
          timers: { put: [timer, { ...timer, subscription: 2, due: Date.now() + 3_600_000 }], drop: [] },
          jobs: { put: [jobRow('I', 1, { due: ago, handler: 'external:fax' })], drop: [] },
          outbox: { put: [row], drop: [] },
        }),
      );
      return Promise.resolve();
    });
    const due = ['timers', 'jobs', 'external', 'outbox'].map((kind) => value(`quanheng_due{kind="${kind}"}`));
    expect(await Promise.all(due)).toEqual([1, 0, 1, 1]);
    for (const lane of ['outbox', 'timers', 'jobs']) {
      const late = await value(`quanheng_${lane}_late_seconds`);
      expect(late).toBeGreaterThanOrEqual(100);
      expect(late).toBeLessThan(200);
    }
    const waiting = ['waiting', 'waiting_limit'].map((each) => value(`quanheng_commands_${each}`));
    expect(await Promise.all(waiting)).toEqual([0, 77]);
    const again = ['transactions_retried', 'batches_taken_apart'].map((each) => value(`quanheng_${each}`));
    expect(await Promise.all(again)).toEqual([0, 0]);
  } finally {
    await host.close();
    await close();
    rmSync(data, { recursive: true });
  }
  expect(await value('quanheng_outbox_late_seconds')).toBeNaN();
  expect(await value('quanheng_due{kind="timers"}')).toBeUndefined();
  expect(await value('quanheng_commands_waiting_limit')).toBe(77);
});
