import type { Database } from '@quanheng/persistence';
import type { ChangeSet, NewReminder, ReminderRow } from '@quanheng/runtime/ports';
import { changes, entryRow, itemRow, sha } from './rows.js';

type Kept = Pick<Database, 'store' | 'reminders'> & { close(): Promise<void> };

/** Who was told of what, and what of it is still to be delivered. */
export function describeReminders(name: string, open: () => Promise<Kept>): void {
  describe(`reminders: ${name}`, () => {
    let kept: Kept;
    beforeEach(async () => {
      kept = await open();
    }, 60_000);
    afterEach(() => kept.close());

    const write = (parts: Partial<ChangeSet>): Promise<void> =>
      kept.store.transact((transaction) => {
        transaction.flush(changes(parts));
        return Promise.resolve();
      });
    const told = (id: string, given: Partial<ReminderRow> = {}): NewReminder => ({
      reminder: {
        ...{ id: sha(id), unit: 'U1', person: '甲', kind: 'opened', state: 'unread', instance: 'I', item: '1' },
        ...{ process: '采购', name: '审核', number: null, at: 1 },
        ...given,
      },
      deliveries: [],
    });
    const mailed = (id: string, at = 1): NewReminder => ({
      ...told(id, { at }),
      deliveries: [
        { channel: 'mail', target: '甲@office.example' },
        { channel: 'webhook', target: '' },
      ],
    });
    const listed = async (person: string, unread = false) =>
      (await kept.reminders.list({ unit: 'U1', person, unread }, { limit: 10 })).rows.map(({ at }) => at);
    const take = async (now: number, limit = 10) =>
      (await kept.reminders.takeDeliveries({ now, until: now + 100, limit })).map(({ about, channel, attempts }) =>
        [about.at, channel, attempts].join(' '),
      );

    test('nobody is told the same twice, also by two at once', async () => {
      const all = [told('a'), mailed('b'), told('a')];
      await Promise.all([kept.reminders.add(all), kept.reminders.add(all), kept.reminders.add([mailed('b')])]);
      expect(await listed('甲')).toEqual([1, 1]);
      expect((await take(5)).sort()).toEqual(['1 mail 1', '1 webhook 1']);
      await kept.reminders.add([]);
    });

    test('are listed page by page, the newest first, read or not, and what is hidden is not', async () => {
      for (const at of [1, 2, 3, 4]) await kept.reminders.add([told(`r${at}`, { at })]);
      await kept.reminders.add([told('hidden', { at: 5, state: 'hidden' }), told('other', { person: '乙', at: 6 })]);
      expect(await kept.reminders.read('U1', '甲', [sha('r2'), sha('other'), sha('none')])).toBe(1);
      expect(await listed('甲')).toEqual([4, 3, 2, 1]);
      expect(await listed('甲', true)).toEqual([4, 3, 1]);
      const filter = { unit: 'U1', person: '甲' };
      const first = await kept.reminders.list(filter, { limit: 3 });
      const rest = await kept.reminders.list(filter, { limit: 3, after: first.next ?? '' });
      expect([...first.rows, ...rest.rows].map(({ at, state }) => `${at} ${state}`)).toEqual([
        ...['4 unread', '3 unread', '2 read', '1 unread'],
      ]);
      expect(rest.next).toBeNull();
      expect([
        await kept.reminders.countUnread('U1', '甲', 2),
        await kept.reminders.countUnread('U1', '甲', 9),
      ]).toEqual([2, 3]);
      expect(await kept.reminders.read('U1', '甲')).toBe(3);
      expect(await kept.reminders.read('U1', '甲')).toBe(0);
      expect(await kept.reminders.countUnread('U1', '乙', 9)).toBe(1);
    });

    test('a delivery is taken by one, comes back when it was not ended, and is gone when it was', async () => {
      await kept.reminders.add([mailed('a', 1), mailed('b', 2)]);
      const both = await Promise.all([take(3, 3), take(3, 3)]);
      // One may have been put off by the other; none has what the other has.
      const taken = both.flat();
      expect(new Set(taken).size).toBe(taken.length);
      expect([...taken, ...(await take(3))].sort()).toEqual(['1 mail 1', '1 webhook 1', '2 mail 1', '2 webhook 1']);
      expect(await take(50)).toEqual([]);
      await kept.reminders.endDelivery({ reminder: sha('a'), channel: 'mail' });
      await kept.reminders.deferDelivery({ reminder: sha('a'), channel: 'webhook' }, 500);
      expect((await take(104)).sort()).toEqual(['2 mail 2', '2 webhook 2']);
      expect((await take(500)).sort()).toEqual(['1 webhook 2', '2 mail 3', '2 webhook 3']);
    });

    test('what is old goes, with what was not delivered of it, a few at a time', async () => {
      await kept.reminders.add([mailed('a', 1), mailed('b', 2), mailed('c', 3)]);
      expect(await kept.reminders.dropOld(3, 1)).toBe(1);
      expect(await kept.reminders.dropOld(3, 9)).toBe(1);
      expect(await kept.reminders.dropOld(3, 9)).toBe(0);
      expect(await listed('甲')).toEqual([3]);
      expect((await take(9)).sort()).toEqual(['3 mail 1', '3 webhook 1']);
    });

    test('finds open work by when it came, is due and was urged, with those who declared an interest', async () => {
      const opened = [1, 2, 3].map((i) => itemRow(`I${i}`, '1', { openedAt: i * 10, due: i === 2 ? 77 : null }));
      const done = itemRow('I9', '1', { openedAt: 20, due: 77, status: 'completed', offers: [] });
      await write({
        items: { open: [...opened, done, itemRow('I8', '1', { unit: 'U2', openedAt: 20 })], assign: [], close: [] },
      });
      await write({
        urges: [{ instance: 'I3', item: '1', urges: 1, urgedAt: 55, urgedBy: 'P1' }],
        excepted: [{ instance: 'I2', item: '1', unit: 'U1', process: '采购', person: '丙' }],
      });
      const waiting = async (moment: 'openedAt' | 'due' | 'urgedAt', from: number, to: number) =>
        (await kept.reminders.waiting('U1', moment, { from, to }, { limit: 10 })).rows.map(
          ({ item, excepted }) => item.instance + excepted.join(),
        );
      expect(await waiting('openedAt', 10, 30)).toEqual(['I2丙', 'I3']);
      expect(await waiting('due', 76, 77)).toEqual(['I2丙']);
      expect(await waiting('due', 77, 99)).toEqual([]);
      expect(await waiting('urgedAt', 0, 99)).toEqual(['I3']);
      const first = await kept.reminders.waiting('U1', 'openedAt', { from: 0, to: 99 }, { limit: 2 });
      const page = { limit: 2, after: first.next ?? '' };
      const rest = await kept.reminders.waiting('U1', 'openedAt', { from: 0, to: 99 }, page);
      expect([...first.rows, ...rest.rows].map(({ item }) => item.instance)).toEqual(['I1', 'I2', 'I3']);
    });

    test('knows which instances a command was carried out on, and when', async () => {
      const entry = (instance: string, seq: number, at: number, kind: string, refused: string | null = null) => ({
        ...entryRow(`instance:${instance}`, seq),
        ...{ at, kind, refused },
      });
      const entries = [
        ...[entry('I1', 1, 5, 'returnWork'), entry('I1', 2, 9, 'returnWork'), entry('I1', 3, 10, 'completeWork')],
        ...[entry('I2', 1, 9, 'returnWork', 'NOT_YOURS'), entry('I3', 1, 9, 'returnWork')],
      ];
      await write({ entries: { add: entries } });
      expect([...(await kept.reminders.doneBy('U1', 'returnWork', ['I1', 'I2'], 6))]).toEqual(['I1 9']);
      expect([...(await kept.reminders.doneBy('U1', 'returnWork', [], 6))]).toEqual([]);
    });
  });
}
