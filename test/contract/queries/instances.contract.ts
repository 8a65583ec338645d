import { InvalidCursor, type InstanceFilter, type ItemFilter, type WorkItemRow } from '@quanheng/runtime/ports';
import { copyRow, instanceRow, itemRow } from '../rows.js';
import { all, type Given } from './given.js';

/** Instances and work items, page by page. */
export function describeInstanceQueries(given: Given): void {
  test('instances are found by what they are, newest first, page by page', async () => {
    const rows = Array.from({ length: 25 }, (_, index) =>
      instanceRow(`L${String(index).padStart(2, '0')}`, {
        ...{ unit: 'list', startedAt: 1_000 + Math.floor(index / 2), process: index % 3 ? '采购' : 'Appoint' },
        ...{ status: index % 4 ? 'active' : 'completed', businessKey: index % 5 ? null : 'key' },
        startedBy: index % 2 ? 'person:P1' : 'person:P2',
      }),
    );
    await given.write({ instances: { add: rows, put: [] } });
    const newest = [...rows].sort((a, b) => b.startedAt - a.startedAt || (a.id < b.id ? 1 : -1));
    const filters: [InstanceFilter, (row: (typeof rows)[number]) => boolean][] = [
      [{ unit: 'list' }, () => true],
      [{ unit: 'list', process: '采购' }, ({ process }) => process === '采购'],
      [{ unit: 'list', status: 'completed' }, ({ status }) => status === 'completed'],
      [
        { unit: 'list', process: 'Appoint', status: 'active' },
        (row) => row.process === 'Appoint' && row.status === 'active',
      ],
      [{ unit: 'list', businessKey: 'key' }, ({ businessKey }) => businessKey === 'key'],
      [
        { unit: 'list', startedBy: 'person:P1', status: 'active' },
        (row) => row.startedBy === 'person:P1' && row.status === 'active',
      ],
      [{ unit: 'list', number: 'N-L07' }, ({ id }) => id === 'L07'],
      [{ unit: 'list', number: 'N-L07', process: 'Appoint' }, () => false],
    ];
    for (const [filter, fits] of filters) {
      const found = await all(4, (page) => given.queries.instances(filter, page));
      expect(found).toEqual(newest.filter(fits).map(({ state: _state, digests: _digests, ...row }) => row));
    }
    expect(await given.queries.instance('L07')).toEqual(rows[7]);
  });

  test('a list goes on where it was, while rows come and go', async () => {
    const row = (id: string, startedAt: number) => instanceRow(id, { unit: 'moving', startedAt });
    await given.write({ instances: { add: [1, 2, 3, 4].map((at) => row(`m${at}`, at)), put: [] } });
    const first = await given.queries.instances({ unit: 'moving' }, { limit: 2 });
    expect(first.rows.map(({ id }) => id)).toEqual(['m4', 'm3']);
    await given.write({ instances: { add: [row('m5', 5)], put: [] } });
    const second = await given.queries.instances({ unit: 'moving' }, { limit: 2, after: first.next! });
    expect(second.rows.map(({ id }) => id)).toEqual(['m2', 'm1']);
    expect(second.next).toBeNull();
  });

  test.each(['', 'x', 'bnVsbA', 'W10', 'WzEsMiwz', '[1,"a"]', "'; DROP TABLE instances; --"])(
    'the cursor %j, which nobody handed out, is refused',
    async (after) => {
      const asked = given.queries.instances({ unit: 'list' }, { limit: 2, after });
      await expect(asked).rejects.toBeInstanceOf(InvalidCursor);
    },
  );

  test('what was shown to somebody is to be read, and then was', async () => {
    const rows = [1, 2, 3].map((at) => copyRow(`C${at}`, '甲', { unit: 'copies', at }));
    await given.write({ copies: { put: [...rows, copyRow('C1', '乙', { unit: 'copies' })] } });
    const box = (isRead: boolean, more = {}) =>
      all(2, (page) => given.queries.copies({ unit: 'copies', person: '甲', isRead, ...more }, page));
    expect(await box(false)).toEqual([rows[2], rows[1], rows[0]]);
    expect(await box(false, { process: 'Other' })).toEqual([]);
    expect(await box(false, { unit: 'others' })).toEqual([]);
    const read = { ...rows[1]!, readAt: 9 };
    await given.write({ copies: { put: [read] } });
    expect(await box(false)).toEqual([rows[2], rows[0]]);
    expect(await box(true)).toEqual([read]);
    await given.write({ copies: { put: [rows[1]!] } });
    expect(await box(true)).toEqual([]);
  });

  describe('work items', () => {
    const inbox = (person: string, offers: string[]): ItemFilter => ({ unit: 'inbox', box: 'open', person, offers });
    const ids = async (filter: ItemFilter): Promise<string[]> =>
      (await all(2, (page) => given.queries.items(filter, page))).map(({ item }) => item);
    const item = (id: string, openedAt: number, parts: Partial<WorkItemRow> = {}): WorkItemRow =>
      itemRow('I', id, { unit: 'inbox', openedAt, ...parts });

    test('show in the inbox of whom they are offered to, until somebody takes or closes them', async () => {
      await given.write({
        items: {
          open: [
            item('1', 10, { offers: ['role:a', 'role:b'] }),
            item('2', 20, { offers: ['role:a'] }),
            item('3', 30, { offers: ['role:b', 'role:b'], process: 'Appoint' }),
            item('4', 40, { offers: ['role:a'], assignee: 'P1' }),
            item('5', 20, { offers: ['person:P2'] }),
          ],
          ...{ assign: [], close: [] },
        },
      });
      expect(await ids(inbox('P1', ['role:a', 'role:b']))).toEqual(['4', '3', '2', '1']);
      expect(await ids(inbox('P2', ['role:a', 'person:P2']))).toEqual(['5', '2', '1']);
      expect(await ids(inbox('P2', []))).toEqual([]);
      expect(await ids({ ...inbox('P1', ['role:a', 'role:b']), process: 'Appoint' })).toEqual(['3']);
      expect(await ids({ unit: 'inbox', box: 'all' })).toEqual(['4', '3', '5', '2', '1']);
      expect(await ids({ unit: 'other', box: 'all' })).toEqual([]);

      const key = (id: string) => ({ instance: 'I', item: id });
      await given.write({ items: { open: [], assign: [{ ...key('1'), assignee: 'P2' }], close: [] } });
      expect(await ids(inbox('P1', ['role:a', 'role:b']))).toEqual(['4', '3', '2']);
      expect(await ids(inbox('P2', []))).toEqual(['1']);
      await given.write({ items: { open: [], assign: [{ ...key('4'), assignee: null }], close: [] } });
      expect(await ids(inbox('P2', ['role:a']))).toEqual(['4', '2', '1']);

      const urging = { urges: 2, urgedAt: 45, urgedBy: '甲' };
      await given.write({ urges: [{ ...key('3'), ...urging }] });
      expect(await given.queries.item('I', '3')).toMatchObject(urging);
      expect(await given.queries.item('I', '2')).toMatchObject({ urges: 0, urgedAt: null, urgedBy: null });

      const closed = { status: 'completed', closedAt: 50, closedBy: 'P2', outcome: 'passed' } as const;
      const cancelled = { status: 'cancelled', closedAt: 60, closedBy: null, outcome: null } as const;
      await given.write({
        items: {
          open: [],
          assign: [],
          close: [
            { ...key('1'), ...closed },
            { ...key('4'), ...cancelled },
          ],
        },
      });
      expect(await ids(inbox('P2', ['role:a', 'role:b']))).toEqual(['3', '2']);
      expect(await ids({ unit: 'inbox', box: 'done', person: 'P2' })).toEqual(['1']);
      expect(await given.queries.item('I', '1')).toEqual(item('1', 10, { ...closed, assignee: 'P2', offers: [] }));
      expect((await given.queries.itemsOf('I')).map(({ status }) => status).sort()).toEqual([
        ...['cancelled', 'completed', 'open', 'open', 'open'],
      ]);
    });
  });
}
