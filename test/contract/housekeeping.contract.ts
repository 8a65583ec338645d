import { setTimeout as after } from 'node:timers/promises';
import { choresOf, Housekeeper, Metrics, readConfiguration } from '@quanheng/host';
import type { Database } from '@quanheng/persistence';
import { NODE_SURROUNDINGS } from '@quanheng/runtime';
import { Registry } from 'prom-client';
import type { SharedDatabase } from './open-stores.js';
import { changes, draftRow, entryRow, instanceRow, itemRow, sha } from './rows.js';

const DAY = 86_400_000;
const CONFIG = readConfiguration({ QH_ARCHIVE_DAYS: '30', QH_ANSWER_DAYS: '7' });

/** Two processes tidy up one database at the same time. */
export function describeHousekeeping(name: string, open: () => Promise<SharedDatabase>): void {
  describe(`housekeeping: ${name}`, () => {
    test('two at once do everything once, and leave what is not old', async () => {
      const shared = await open();
      const now = Date.now();
      await fill(shared.first, now);
      const faults: unknown[] = [];
      const keepers = [shared.first, shared.second].map((each) => keeperOf(each, faults));
      for (const keeper of keepers) keeper.start();
      const { queries, store } = shared.first;
      const listed = async () => (await queries.instances({ unit: 'U1' }, { limit: 200 })).rows.map(({ id }) => id);
      while ((await listed()).length > 2) await after(5);
      await Promise.all(keepers.map((keeper) => keeper.stop()));

      expect(faults).toEqual([]);
      expect((await listed()).sort()).toEqual(['runs', 'young']);
      for (let i = 0; i < OLD; i++) {
        expect(await queries.instance(`old${i}`)).toMatchObject({ status: 'completed' });
        expect(await queries.entries('U1', `instance:old${i}`, 1, 9)).toHaveLength(3);
        expect(await queries.itemsOf(`old${i}`)).toHaveLength(1);
      }
      const answers = ['old', 'young'].map((key) => ({ unit: 'U1', principal: 'person:P1', key }));
      const loaded = await store.transact((each) => each.load({ unit: 'U1', answers }));
      expect(loaded.answers.map(({ key }) => key)).toEqual(['young']);
      const kept = await shared.first.drafts.list('U1', 'P1', { limit: 9 });
      expect(kept.rows.map(({ process }) => process)).toEqual(['P179']);
      expect(await shared.first.sessions.find(sha('ended'))).toBeNull();
      expect(await shared.first.sessions.find(sha('signed in'))).not.toBeNull();
      await shared.close();
    }, 60_000);
  });
}

/** More than one piece. */
const OLD = 50;

async function fill({ store, sessions, drafts }: Database, now: number): Promise<void> {
  const ended = (id: string, days: number) =>
    instanceRow(id, { status: 'completed', startedAt: 1, endedAt: now - days * DAY });
  const old = Array.from({ length: OLD }, (_, i) => ended(`old${i}`, 31));
  const rows = [...old, ended('young', 29), instanceRow('runs')];
  const closed = { status: 'completed', offers: [], closedAt: 4, closedBy: 'P1' } as const;
  const answer = { unit: 'U1', principal: 'person:P1', payload: sha('x'), answer: '{}' };
  await store.transact((transaction) => {
    transaction.flush(
      changes({
        instances: { add: rows, put: [] },
        items: { open: rows.map(({ id }) => itemRow(id, '3', closed)), assign: [], close: [] },
        entries: { add: rows.flatMap(({ id }) => [1, 2, 3].map((seq) => entryRow(`instance:${id}`, seq))) },
        answers: {
          add: [
            { ...answer, key: 'old', at: now - 8 * DAY },
            { ...answer, key: 'young', at: now - 6 * DAY },
          ],
        },
      }),
    );
    return Promise.resolve();
  });
  for (const days of [181, 179]) {
    await drafts.save(draftRow('P1', '', '', { process: `P${days}`, savedAt: now - days * DAY }));
  }
  const session = { unit: 'U1', account: 'A1', createdAt: 1, authenticatedAt: 1, credentialAt: null };
  await sessions.create({ ...session, token: sha('ended'), seenAt: now, expiresAt: now });
  await sessions.create({ ...session, token: sha('signed in'), seenAt: now, expiresAt: now + DAY });
}

function keeperOf(database: Database, faults: unknown[]): Housekeeper {
  return new Housekeeper({
    chores: choresOf(CONFIG, database),
    every: 4,
    surroundings: NODE_SURROUNDINGS,
    metrics: new Metrics(new Registry()),
    logger: { info: () => undefined, error: (about: unknown) => void faults.push(about) } as never,
  });
}
