import type { ChangeSet, Store, WorkSource } from '@quanheng/runtime/ports';
import { changes, jobRow, messageRow } from './rows.js';

/** One database that two dispatchers work on. */
export interface Worked {
  readonly store: Store;
  readonly first: WorkSource;
  readonly second: WorkSource;
  close(): Promise<void>;
}

/** What a `WorkSource` promises. */
export function describeWorkSource(name: string, open: () => Promise<Worked>): void {
  describe(`work source: ${name}`, () => {
    let worked: Worked;
    let source: WorkSource;
    beforeEach(async () => {
      worked = await open();
      source = worked.first;
    }, 60_000);
    afterEach(() => worked.close());
    const write = (parts: Partial<ChangeSet>): Promise<void> =>
      worked.store.transact((transaction) => {
        transaction.flush(changes(parts));
        return Promise.resolve();
      });
    const request = { unit: null, handlers: null, limit: 10, now: 100, until: 200, token: tokens() };

    test('a timer is taken when it is due, by one at a time, and again when the lease has ended', async () => {
      const timer = (subscription: number, due: number) => ({
        instance: 'I',
        subscription,
        unit: 'U1',
        element: 'T',
        due,
      });
      const [late, early, future] = [timer(1, 90), timer(2, 10), timer(3, 150)];
      await write({ timers: { put: [late, early, future], drop: [] } });
      expect(await source.nextTimer(0)).toBe(10);
      expect(await source.takeTimers({ limit: 1, now: 100, until: 200 })).toEqual([early]);
      expect(await worked.second.takeTimers({ limit: 9, now: 100, until: 200 })).toEqual([late]);
      expect(await source.takeTimers({ limit: 9, now: 100, until: 200 })).toEqual([]);
      expect(await source.nextTimer(100)).toBe(150);
      expect(await source.takeTimers({ limit: 9, now: 200, until: 300 })).toEqual([early, late, future]);
      await source.deferTimer(early, 300, 900);
      await source.deferTimer({ instance: 'none', subscription: 1 }, 300, 900);
      expect(await source.takeTimers({ limit: 9, now: 300, until: 400 })).toEqual([late, future]);
      await source.deferTimer(late, 300, 900); // the lease of one that was too slow
      expect(await source.nextTimer(300)).toBe(400);
      await write({ timers: { put: [early, late], drop: [] } });
      await source.deferTimer(late, 400, 900); // it was put anew meanwhile
      expect(await source.takeTimers({ limit: 9, now: 301, until: 401 })).toEqual([early, late]);
      await write({ timers: { put: [], drop: [early, late, future] } });
      expect(await source.nextTimer(0)).toBeNull();
    });

    test('a job is locked by one, and by another when the lease has ended', async () => {
      const [old, young, external] = [
        jobRow('I', 1, { due: 10 }),
        jobRow('I', 2, { due: 20, unit: 'U2' }),
        jobRow('I', 3, { due: 5, handler: 'external:fax' }),
      ];
      await write({ jobs: { put: [old, young, external, jobRow('I', 4, { due: 101 })], drop: [] } });
      const locked = await source.lockJobs({ ...request, limit: 1 });
      expect(locked).toEqual([{ ...old, lock: locked[0]!.lock, lockedUntil: 200 }]);
      const rest = await worked.second.lockJobs(request);
      expect(rest.map(({ job }) => job)).toEqual([2]);
      expect(rest[0]!.lock).not.toBe(locked[0]!.lock);
      expect(await source.lockJobs(request)).toEqual([]);
      expect(await source.nextJob(100)).toBe(101);

      expect(await source.extendLock('I', 1, locked[0]!.lock, 500)).toBe(true);
      expect(await source.extendLock('I', 1, 'wrong', 500)).toBe(false);
      expect(await source.extendLock('I', 9, locked[0]!.lock, 500)).toBe(false);
      const again = await source.lockJobs({ ...request, now: 200, until: 300 });
      expect(again.map(({ job }) => job)).toEqual([2, 4]);
      expect(await source.extendLock('I', 2, rest[0]!.lock, 500)).toBe(false);
      const loaded = await worked.store.transact((each) => each.load({ unit: 'U1', jobs: [young] }));
      expect(loaded.jobs).toEqual([again[0]]);
    });

    test("a job that is given back is nobody's, and taken when it is due and no longer put off", async () => {
      await write({ jobs: { put: [jobRow('I', 1, { due: 10 }), jobRow('I', 2, { due: 700 })], drop: [] } });
      const [job] = await source.lockJobs(request);
      await source.deferJob(job!, 'wrong', 900);
      await source.deferJob(job!, null, 900);
      await source.deferJob({ instance: 'I', job: 9 }, null, 900);
      expect(await source.nextJob(100)).toBe(200);
      await source.deferJob(job!, job!.lock, 500);
      await source.deferJob({ instance: 'I', job: 2 }, null, 600);
      const given = { ...job!, lock: null, lockedUntil: null };
      expect((await worked.store.transact((each) => each.load({ unit: 'U1', jobs: [job!] }))).jobs).toEqual([given]);
      expect(await source.extendLock('I', 1, job!.lock, 900)).toBe(false);
      expect(await source.lockJobs({ ...request, now: 499, until: 999 })).toEqual([]);
      expect(await source.nextJob(100)).toBe(500);
      expect(await source.nextJob(500)).toBe(700);
      await write({ jobs: { put: [given], drop: [] } });
      expect((await source.lockJobs({ ...request, now: 450, until: 999 })).map((each) => each.job)).toEqual([1]);
    });

    test('jobs are locked by handler and unit', async () => {
      const jobs = ['external:a', 'external:b', 'mail'].map((handler, job) =>
        jobRow('I', job, { handler, due: 50 - job }),
      );
      await write({
        jobs: { put: [...jobs, jobRow('I', 9, { handler: 'external:a', due: 1, unit: 'U2' })], drop: [] },
      });
      const lock = async (handlers: string[], unit: string | null = 'U1', limit = 9): Promise<number[]> =>
        (await source.lockJobs({ ...request, handlers, unit, limit })).map(({ job }) => job);
      expect(await lock([])).toEqual([]);
      expect(await lock(['none'])).toEqual([]);
      expect(await lock(['external:a', 'external:b'], 'U1', 1)).toEqual([1]);
      expect(await lock(['external:a', 'external:b'])).toEqual([0]);
      expect(await lock(['mail', 'external:a'], null)).toEqual([9, 2]);
    });

    test('a hundred jobs and ten dispatchers: each job goes to one', async () => {
      const jobs = Array.from({ length: 100 }, (_, job) => jobRow(`I${job % 7}`, job, { due: job }));
      await write({ jobs: { put: jobs, drop: [] } });
      const taken: number[] = [];
      const dispatch = async (by: WorkSource): Promise<void> => {
        for (let idle = 0; idle < 5;) {
          const locked = await by.lockJobs({ ...request, limit: 7 });
          taken.push(...locked.map(({ job }) => job));
          idle = locked.length === 0 ? idle + 1 : 0;
        }
      };
      await Promise.all(Array.from({ length: 10 }, (_, index) => dispatch(index % 2 ? source : worked.second)));
      expect(taken.sort((a, b) => a - b)).toEqual(jobs.map(({ job }) => job));
    }, 30_000);

    test('the outbox is taken by one at a time, the oldest first', async () => {
      const row = (id: string, createdAt: number) => ({
        id,
        unit: 'U1',
        kind: 'signal' as const,
        payload: '{}',
        createdAt,
      });
      const [old, young] = [row('b', 1), row('a', 2)];
      await write({ outbox: { put: [young, old], drop: [] } });
      expect(await source.takeOutbox({ limit: 1, now: 100, until: 200 })).toEqual([old]);
      expect(await worked.second.takeOutbox({ limit: 9, now: 100, until: 200 })).toEqual([young]);
      await source.deferOutbox('a', 50);
      expect(await source.takeOutbox({ limit: 9, now: 100, until: 200 })).toEqual([young]);
      await write({ outbox: { put: [], drop: ['a', 'b'] } });
      expect(await source.takeOutbox({ limit: 9, now: 999, until: 1_000 })).toEqual([]);
    });

    test('what could be taken is counted, up to a limit, and how long the outbox waits is told', async () => {
      const none = { timers: 0, jobs: 0, external: 0, outbox: 0 };
      expect(await source.due(100, 10)).toEqual(none);
      expect(await source.oldestOutbox()).toBeNull();
      const timer = (subscription: number, due: number) => ({
        ...{ instance: 'I', subscription, unit: 'U1', element: 'T', due },
      });
      const row = (id: string, createdAt: number) => ({
        ...{ id, unit: 'U1', kind: 'signal' as const, payload: '{}', createdAt },
      });
      await write({
        timers: { put: [timer(1, 90), timer(2, 100), timer(3, 101)], drop: [] },
        jobs: {
          put: [
            ...[1, 2, 3].map((job) => jobRow('I', job, { due: job })),
            jobRow('I', 4, { due: 1, handler: 'external:fax' }),
            jobRow('I', 5, { due: 101 }),
          ],
          drop: [],
        },
        outbox: { put: [row('01A', 7), row('01B', 9)], drop: [] },
      });
      expect(await source.due(100, 10)).toEqual({ timers: 2, jobs: 3, external: 1, outbox: 2 });
      expect(await worked.second.due(100, 2)).toEqual({ timers: 2, jobs: 2, external: 1, outbox: 2 });
      await source.takeTimers({ limit: 1, now: 100, until: 200 });
      await source.lockJobs({ ...request, limit: 2 });
      // Also what somebody has taken, or put off, is not delivered yet.
      await source.takeOutbox({ limit: 9, now: 100, until: 200 });
      await source.deferOutbox('01A', 900);
      expect(await source.due(100, 10)).toEqual({ timers: 1, jobs: 1, external: 1, outbox: 0 });
      expect(await source.oldestOutbox()).toBe(7);
      await write({ outbox: { put: [], drop: ['01A'] } });
      expect(await source.oldestOutbox()).toBe(9);
    });

    test('messages that expired are dropped, a few at a time', async () => {
      const messages = [1, 2, 3, 4].map((expiresAt) => messageRow(`M${expiresAt}`, { expiresAt }));
      await write({ messages: { put: messages, drop: [] } });
      expect(await source.dropExpiredMessages(3, 2)).toBe(2);
      expect(await source.dropExpiredMessages(3, 2)).toBe(1);
      expect(await source.dropExpiredMessages(3, 2)).toBe(0);
      const loaded = await worked.store.transact((each) =>
        each.load({ unit: 'U1', messages: ['M1', 'M2', 'M3', 'M4'] }),
      );
      expect(loaded.messages).toEqual([messages[3]]);
    });
  });
}

function tokens(): () => string {
  let last = 0;
  return () => `token-${++last}`;
}
