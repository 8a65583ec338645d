import type { Database } from '@quanheng/persistence';
import type { ChangeSet, DraftKey } from '@quanheng/runtime/ports';
import { changes, draftRow, itemRow } from './rows.js';

type Kept = Pick<Database, 'store' | 'drafts'> & { close(): Promise<void> };

/** What somebody has filled in and not sent. */
export function describeDrafts(name: string, open: () => Promise<Kept>): void {
  describe(`drafts: ${name}`, () => {
    let kept: Kept;
    beforeEach(async () => {
      kept = await open();
      await write({
        items: { open: ['1', '2', '3'].map((item) => itemRow('I', item)), assign: [], close: [] },
      });
    }, 60_000);
    afterEach(() => kept.close());

    const write = (parts: Partial<ChangeSet>): Promise<void> =>
      kept.store.transact((transaction) => {
        transaction.flush(changes(parts));
        return Promise.resolve();
      });
    const close = (item: string) =>
      write({
        items: {
          ...{ open: [], assign: [] },
          close: [{ instance: 'I', item, status: 'completed', closedAt: 5, closedBy: 'P1', outcome: null }],
        },
      });
    const listed = async (person: string, unit = 'U1') =>
      (await kept.drafts.list(unit, person, { limit: 10 })).rows.map(({ item, process }) =>
        item === '' ? process : item,
      );
    const keyOf = ({ unit, person, instance, item, process }: DraftKey): DraftKey => ({
      ...{ unit, person, instance, item, process },
    });
    const forStart = (person: string, process: string, savedAt = 9) =>
      draftRow(person, '', '', { process, name: process, savedAt });

    test('the newest replaces the one before, and is its owner’s alone', async () => {
      const first = draftRow('甲', 'I', '1', { content: '{"variables":{"金额":1}}' });
      const second = { ...first, savedAt: 10, content: `{"text":"${'长'.repeat(50_000)}"}` };
      await kept.drafts.save(first);
      await kept.drafts.save(second);
      expect(await kept.drafts.find(keyOf(first))).toEqual(second);
      expect(await kept.drafts.find({ ...keyOf(first), person: '乙' })).toBeNull();
      expect(await kept.drafts.find({ ...keyOf(first), unit: 'U2' })).toBeNull();
      expect(await listed('乙')).toEqual([]);
      expect(await listed('甲', 'U2')).toEqual([]);
      expect(await kept.drafts.count('U1', '甲')).toBe(1);
      const page = await kept.drafts.list('U1', '甲', { limit: 10 });
      const { content: _content, ...summary } = second;
      expect(page).toEqual({ rows: [summary], next: null });
    });

    test('saved twice at once, one of the two is kept whole', async () => {
      const drafts = Array.from({ length: 8 }, (_, i) =>
        draftRow('P1', 'I', '1', { savedAt: i, content: `{"i":${i}}` }),
      );
      await Promise.all(drafts.map((draft) => kept.drafts.save(draft)));
      expect(drafts).toContainEqual(await kept.drafts.find(drafts[0]!));
      expect(await kept.drafts.count('U1', 'P1')).toBe(1);
    });

    test('are listed page by page, the newest first, for work and for starting processes', async () => {
      await kept.drafts.save(draftRow('P1', 'I', '1', { savedAt: 1 }));
      await kept.drafts.save(draftRow('P1', 'I', '2', { savedAt: 3 }));
      await kept.drafts.save(forStart('P1', '报销', 2));
      await kept.drafts.save(forStart('P1', '采购', 3));
      expect(await listed('P1')).toEqual(['2', '采购', '报销', '1']);
      const first = await kept.drafts.list('U1', 'P1', { limit: 2 });
      const rest = await kept.drafts.list('U1', 'P1', { limit: 2, after: first.next! });
      expect([...first.rows, ...rest.rows].map(({ savedAt }) => savedAt)).toEqual([3, 3, 2, 1]);
      expect(rest.next).toBeNull();
    });

    test('are gone with their work, whoever did it, and when they are thrown away', async () => {
      const [done, other] = [draftRow('P1', 'I', '1'), draftRow('P1', 'I', '2')];
      for (const draft of [done, other, forStart('P1', '报销')]) await kept.drafts.save(draft);
      await close('1');
      expect(await kept.drafts.find(done)).toBeNull();
      expect(await listed('P1')).toEqual(['2', '报销']);
      await kept.drafts.drop(other);
      await kept.drafts.drop(other);
      await kept.drafts.drop(forStart('P1', '报销'));
      expect(await listed('P1')).toEqual([]);
      expect(await kept.drafts.count('U1', 'P1')).toBe(0);
      expect(await kept.drafts.dropStale(0, 10)).toBe(1);
      expect(await kept.drafts.dropStale(0, 10)).toBe(0);
    });

    test('what is old is thrown away, a few at a time, and nothing else', async () => {
      for (const savedAt of [1, 2, 3]) await kept.drafts.save(forStart('P1', `P${savedAt}`, savedAt));
      await kept.drafts.save(draftRow('P1', 'I', '1', { savedAt: 1 }));
      await kept.drafts.save(draftRow('P1', 'I', '3', { savedAt: 9 }));
      expect(await kept.drafts.dropStale(3, 2)).toBe(2);
      expect(await kept.drafts.dropStale(3, 2)).toBe(1);
      expect(await kept.drafts.dropStale(3, 2)).toBe(0);
      expect(await listed('P1')).toEqual(['3', 'P3']);
    });
  });
}
