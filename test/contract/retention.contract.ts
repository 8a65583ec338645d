import type { ChangeSet } from '@quanheng/runtime/ports';
import type { Database } from '@quanheng/persistence';
import { changes, copyRow, entryRow, instanceRow, itemRow, sha } from './rows.js';

type Kept = Pick<Database, 'store' | 'queries' | 'retention' | 'sessions'> & { close(): Promise<void> };

/** What becomes of old rows, and of sessions. */
export function describeRetention(name: string, open: () => Promise<Kept>): void {
  describe(`retention: ${name}`, () => {
    let kept: Kept;
    beforeAll(async () => {
      kept = await open();
    }, 60_000);
    afterAll(() => kept.close());
    const write = (parts: Partial<ChangeSet>): Promise<void> =>
      kept.store.transact((transaction) => {
        transaction.flush(changes(parts));
        return Promise.resolve();
      });

    test('what ended long ago is archived whole, the oldest first, and still found by its id', async () => {
      const ended = (id: string, endedAt: number, parts = {}) =>
        instanceRow(id, { status: 'completed', startedAt: endedAt - 1, endedAt, ...parts });
      const rows = [
        ended('old', 10),
        ended('older', 5, { status: 'cancelled' }),
        ended('young', 100),
        instanceRow('runs'),
      ];
      const all = rows.flatMap(({ id }) =>
        Array.from({ length: 1_201 }, (_, seq) => entryRow(`instance:${id}`, seq + 1)),
      );
      const contents = all.map(({ unit, stream, seq }) => ({ unit, stream, seq, pieces: `{"seq":${seq}}` }));
      const items = rows.map(({ id }) =>
        itemRow(id, '3', { status: 'completed', offers: [], closedAt: 4, closedBy: 'P1' }),
      );
      const paper = {
        ...{ instance: 'old', seq: 1, unit: 'U1', name: 'a.pdf', digest: sha('a'), size: 1, type: 'application/pdf' },
        ...{ item: null, evidence: null, at: 1, by: 'person:P1' },
      };
      const box = (isRead: boolean) =>
        kept.queries.copies({ unit: 'U1', person: 'P2', isRead }, { limit: 9 }).then((page) => page.rows);
      const shown = [copyRow('old', 'P2'), copyRow('older', 'P2', { readAt: 7 }), copyRow('young', 'P2')];
      await write({
        copies: { put: shown },
        instances: { add: rows, put: [] },
        items: { open: items, assign: [], close: [] },
        ...{ attachments: { add: [paper] }, entries: { add: all }, contents: { add: contents } },
      });
      const look = async (id: string) => ({
        instance: await kept.queries.instance(id),
        entries: await kept.queries.entries('U1', `instance:${id}`, 1, 2_000),
        items: await kept.queries.itemsOf(id),
        item: await kept.queries.item(id, '3'),
        papers: await kept.queries.attachments(id),
        streams: await kept.queries.streams('U1', '', 10),
      });
      const before = await Promise.all(rows.map(({ id }) => look(id)));
      expect(before[0]!.entries).toHaveLength(1_201);
      expect(await kept.retention.archiveFinished({ before: 50, batch: 1 })).toBe(1);
      expect(await kept.retention.archiveFinished({ before: 50, batch: 9 })).toBe(1);
      expect(await kept.retention.archiveFinished({ before: 50, batch: 9 })).toBe(0);

      expect(await Promise.all(rows.map(({ id }) => look(id)))).toEqual(before);
      expect(await kept.queries.entries('U1', 'instance:old', 1_200, 1)).toEqual([before[0]!.entries[1_199]]);
      const listed = await kept.queries.instances({ unit: 'U1' }, { limit: 9 });
      expect(listed.rows.map(({ id }) => id).sort()).toEqual(['runs', 'young']);
      expect([...(await box(false)), ...(await box(true))]).toEqual([shown[2]]);
      const instances = rows.map(({ id }) => ({ id }));
      const loaded = await kept.store.transact((each) => each.load({ unit: 'U1', instances }));
      expect(loaded.instances.map(({ id }) => id).sort()).toEqual(['runs', 'young']);
    }, 60_000);

    test('old answers are forgotten, a few at a time', async () => {
      const answers = [1, 2, 3, 4].map((at) => ({
        ...{ unit: 'U1', principal: 'person:P1', key: `k${at}`, payload: sha('x'), answer: '{}', at },
      }));
      await write({ answers: { add: answers } });
      expect(await kept.retention.forgetAnswers({ before: 4, batch: 2 })).toBe(2);
      expect(await kept.retention.forgetAnswers({ before: 4, batch: 2 })).toBe(1);
      const loaded = await kept.store.transact((each) => each.load({ unit: 'U1', answers }));
      expect(loaded.answers).toEqual([answers[3]]);
    });

    test('a session is found by the digest of its token until it ends', async () => {
      const session = (token: string, parts = {}) => ({
        ...{
          token: sha(token),
          unit: 'U1',
          account: 'A1',
          createdAt: 1,
          authenticatedAt: 1,
          seenAt: 1,
          expiresAt: 100,
        },
        ...{ credentialAt: null, ...parts },
      });
      const { sessions } = kept;
      await sessions.create(session('a'));
      await expect(sessions.create(session('a'))).rejects.toThrow();
      await sessions.create(session('b', { credentialAt: 7, account: '乙' }));
      await sessions.create(session('c', { expiresAt: 50 }));
      expect(await sessions.find(sha('b'))).toEqual(session('b', { credentialAt: 7, account: '乙' }));
      for (const none of [sha('none'), '', "' OR 1=1 -- "]) expect(await sessions.find(none)).toBeNull();
      await sessions.touch(sha('a'), { seenAt: 60 });
      await sessions.touch(sha('b'), { seenAt: 5, authenticatedAt: 5 });
      await sessions.touch(sha('none'), { seenAt: 5 });
      expect(await sessions.find(sha('a'))).toEqual(session('a', { seenAt: 60 }));
      expect(await sessions.find(sha('b'))).toMatchObject({ seenAt: 5, authenticatedAt: 5 });
      expect(await sessions.dropExpired(50, 6, 9)).toBe(2);
      expect(await sessions.find(sha('b'))).toBeNull();
      await sessions.create(session('d'));
      await sessions.end(sha('d'));
      expect(await sessions.find(sha('d'))).toBeNull();
      expect(await sessions.endAllOf('U1', 'A1')).toBe(1);
      expect(await sessions.endAllOf('U1', 'A1')).toBe(0);
    });

    test('attempts are counted one after the other, also the first two at once', async () => {
      const key = sha('login');
      const { sessions } = kept;
      const tries = Array.from({ length: 8 }, () =>
        sessions.changeAttempts(key, (known) => ({ key, count: (known?.count ?? 0) + 1, lastAt: 5 })),
      );
      await Promise.all(tries);
      await sessions.changeAttempts(key, (known) => {
        expect(known).toEqual({ key, count: 8, lastAt: 5 });
        return { key, count: 0, lastAt: 9 };
      });
      expect(await sessions.dropAttempts(9, 5)).toBe(0);
      expect(await sessions.dropAttempts(10, 5)).toBe(1);
      await sessions.changeAttempts(key, (known) => {
        expect(known).toBeNull();
        return null;
      });
    });
  });
}
