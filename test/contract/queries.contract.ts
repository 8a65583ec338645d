import type {
  ChangeSet,
  FactRow,
  InstanceFilter,
  ItemFilter,
  Page,
  PageRequest,
  Queries,
  Store,
  WorkItemRow,
} from '@quanheng/runtime/ports';
import { InvalidCursor } from '@quanheng/runtime/ports';
import { changes, definitionRow, entryRow, instanceRow, itemRow, jobRow, messageRow, recordRow, sha } from './rows.js';

export interface Asked {
  readonly store: Store;
  readonly queries: Queries;
  close(): Promise<void>;
}

/** What `Queries` promises of what a `Store` was given. Each group of tests has a database of its own. */
export function describeQueries(name: string, open: () => Promise<Asked>): void {
  describe(`queries: ${name}`, () => {
    let asked: Asked;
    let queries: Queries;
    beforeAll(async () => {
      asked = await open();
      queries = asked.queries;
    }, 60_000);
    afterAll(() => asked.close());
    const write = (parts: Partial<ChangeSet>): Promise<void> =>
      asked.store.transact((transaction) => {
        transaction.flush(changes(parts));
        return Promise.resolve();
      });

    test('nothing is found where nothing is', async () => {
      const page = { limit: 10 };
      const none = { rows: [], next: null };
      expect(await queries.instance('x')).toBeNull();
      expect(await queries.item('x', '1')).toBeNull();
      expect(await queries.message('x')).toBeNull();
      expect(await queries.definition(sha('x'))).toBeNull();
      expect(await queries.deployment('x')).toBeNull();
      expect(await queries.credential('U1', 'x')).toBeNull();
      expect(await queries.startable('U1', 'x')).toBeNull();
      expect(await queries.lastVersion('U1', 'x')).toBe(0);
      expect(await queries.organisationVersion('U9')).toBe(0);
      expect(await queries.instances({ unit: 'U9' }, page)).toEqual(none);
      expect(await queries.items({ unit: 'U9', box: 'open', person: 'p', offers: [] }, page)).toEqual(none);
      expect(await queries.timers('U9', {}, page)).toEqual(none);
      expect(await queries.entries('U9', 'x', 1, 10)).toEqual([]);
      expect(await queries.streams('U9', '', 10)).toEqual([]);
      expect(await queries.facts('U9', 0, 9)).toEqual([]);
    });

    test('instances are found by what they are, newest first, page by page', async () => {
      const rows = Array.from({ length: 25 }, (_, index) =>
        instanceRow(`L${String(index).padStart(2, '0')}`, {
          ...{ unit: 'list', startedAt: 1_000 + Math.floor(index / 2), process: index % 3 ? '采购' : 'Appoint' },
          ...{ status: index % 4 ? 'active' : 'completed', businessKey: index % 5 ? null : 'key' },
          startedBy: index % 2 ? 'person:P1' : 'person:P2',
        }),
      );
      await write({ instances: { add: rows, put: [] } });
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
        const found = await all(4, (page) => queries.instances(filter, page));
        expect(found).toEqual(newest.filter(fits).map(({ state: _state, digests: _digests, ...row }) => row));
      }
      expect(await queries.instance('L07')).toEqual(rows[7]);
    });

    test('a list goes on where it was, while rows come and go', async () => {
      const row = (id: string, startedAt: number) => instanceRow(id, { unit: 'moving', startedAt });
      await write({ instances: { add: [1, 2, 3, 4].map((at) => row(`m${at}`, at)), put: [] } });
      const first = await queries.instances({ unit: 'moving' }, { limit: 2 });
      expect(first.rows.map(({ id }) => id)).toEqual(['m4', 'm3']);
      await write({ instances: { add: [row('m5', 5)], put: [] } });
      const second = await queries.instances({ unit: 'moving' }, { limit: 2, after: first.next! });
      expect(second.rows.map(({ id }) => id)).toEqual(['m2', 'm1']);
      expect(second.next).toBeNull();
    });

    test.each(['', 'x', 'bnVsbA', 'W10', 'WzEsMiwz', '[1,"a"]', "'; DROP TABLE instances; --"])(
      'the cursor %j, which nobody handed out, is refused',
      async (after) => {
        const asked = queries.instances({ unit: 'list' }, { limit: 2, after });
        await expect(asked).rejects.toBeInstanceOf(InvalidCursor);
      },
    );

    describe('work items', () => {
      const inbox = (person: string, offers: string[]): ItemFilter => ({ unit: 'inbox', box: 'open', person, offers });
      const ids = async (filter: ItemFilter): Promise<string[]> =>
        (await all(2, (page) => queries.items(filter, page))).map(({ item }) => item);
      const item = (id: string, openedAt: number, parts: Partial<WorkItemRow> = {}): WorkItemRow =>
        itemRow('I', id, { unit: 'inbox', openedAt, ...parts });

      test('show in the inbox of whom they are offered to, until somebody takes or closes them', async () => {
        await write({
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
        await write({ items: { open: [], assign: [{ ...key('1'), assignee: 'P2' }], close: [] } });
        expect(await ids(inbox('P1', ['role:a', 'role:b']))).toEqual(['4', '3', '2']);
        expect(await ids(inbox('P2', []))).toEqual(['1']);
        await write({ items: { open: [], assign: [{ ...key('4'), assignee: null }], close: [] } });
        expect(await ids(inbox('P2', ['role:a']))).toEqual(['4', '2', '1']);

        const closed = { status: 'completed', closedAt: 50, closedBy: 'P2', outcome: 'passed' } as const;
        const cancelled = { status: 'cancelled', closedAt: 60, closedBy: null, outcome: null } as const;
        await write({
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
        expect(await queries.item('I', '1')).toEqual(item('1', 10, { ...closed, assignee: 'P2', offers: [] }));
        expect((await queries.itemsOf('I')).map(({ status }) => status).sort()).toEqual([
          ...['cancelled', 'completed', 'open', 'open', 'open'],
        ]);
      });
    });

    test('entries come in order with what they commit to, by unit', async () => {
      const stream = 'organisation';
      const entries = [3, 1, 2].map((seq) =>
        entryRow(stream, seq, { unit: 'E1', refused: seq === 2 ? 'NOT_OFFERED' : null }),
      );
      const content = { unit: 'E1', stream, seq: 2, pieces: '{"a":{"salt":"x","value":1}}' };
      await write({
        entries: { add: [...entries, entryRow(stream, 1, { unit: 'E2' }), entryRow('definitions', 1, { unit: 'E1' })] },
        contents: { add: [content] },
      });
      const [third, first, second] = entries;
      expect(await queries.entries('E1', stream, 1, 10)).toEqual([
        { ...first, content: null },
        { ...second, content },
        { ...third, content: null },
      ]);
      expect(await queries.entries('E1', stream, 2, 1)).toEqual([{ ...second, content }]);
      expect(await queries.entries('E2', stream, 1, 10)).toHaveLength(1);
      expect(await queries.streams('E1', '', 10)).toEqual(['definitions', 'organisation']);
      expect(await queries.streams('E1', 'definitions', 10)).toEqual(['organisation']);
      expect(await queries.streams('E1', '', 1)).toEqual(['definitions']);
    });

    test('what waits is listed by when it is due', async () => {
      const jobs = [
        jobRow('W1', 1, { due: 30 }),
        jobRow('W1', 2, { due: 10, handler: 'fax' }),
        jobRow('W2', 1, { due: 10 }),
      ];
      const timers = [5, 3, 4].map((due, index) => ({
        instance: 'W1',
        subscription: index,
        unit: 'U1',
        element: 'T',
        due,
      }));
      const incidents = [1, 2].map((element) => ({
        ...{
          instance: 'W1',
          element,
          unit: 'U1',
          process: '采购',
          activity: 'A',
          code: 'failed',
          message: '错',
          raisedAt: element,
        },
      }));
      await write({
        jobs: { put: jobs, drop: [] },
        timers: { put: timers, drop: [] },
        incidents: { put: incidents, drop: [] },
      });
      const [thirty, ten, other] = jobs;
      expect(await all(1, (page) => queries.jobs('U1', {}, page))).toEqual([ten, other, thirty]);
      expect(await all(5, (page) => queries.jobs('U1', { instance: 'W1' }, page))).toEqual([ten, thirty]);
      expect(await all(5, (page) => queries.jobs('U1', { handler: 'fax' }, page))).toEqual([ten]);
      expect((await all(2, (page) => queries.timers('U1', {}, page))).map(({ due }) => due)).toEqual([3, 4, 5]);
      expect(await all(1, (page) => queries.incidents('U1', {}, page))).toEqual([...incidents].reverse());
      expect(await all(1, (page) => queries.incidents('U1', { process: 'x' }, page))).toEqual([]);
    });

    test('receivers and messages find each other by name and correlation, the oldest first', async () => {
      const subscription = (id: number, correlation: string | null, name = 'Paid') => ({
        ...{
          instance: 'S',
          subscription: id,
          unit: 'U1',
          kind: 'message' as const,
          name,
          correlation,
          element: 'Wait',
        },
      });
      const put = [subscription(1, 'C2'), subscription(2, null), subscription(3, 'C1'), subscription(4, 'C1', 'Sent')];
      for (const row of [3, 2, 1, 0]) await write({ subscriptions: { put: [put[row]!], drop: [] } });
      const found = async (correlation: string | null, limit = 9): Promise<number[]> =>
        (await queries.subscribers('U1', 'message', 'Paid', correlation, limit)).map((row) => row.subscription);
      expect(await found('C1')).toEqual([3, 2]);
      expect(await found('C1', 1)).toEqual([3]);
      expect(await found(null)).toEqual([3, 2, 1]);
      expect(await queries.subscribers('U1', 'signal', 'Paid', null, 9)).toEqual([]);
      expect(await queries.subscriptionsOf('S')).toEqual(put);
      await write({ subscriptions: { put: [], drop: [put[1]!] } });
      expect(await found('C1')).toEqual([3]);

      const messages = [
        messageRow('Q1', { publishedAt: 3, name: 'Paid' }),
        messageRow('Q2', { publishedAt: 1, correlation: null }),
        messageRow('Q3', { publishedAt: 2, correlation: 'C2' }),
        messageRow('Q4', { publishedAt: 0, expiresAt: 100 }),
      ];
      await write({ messages: { put: messages, drop: [] } });
      const waiting = async (correlation: string | null, limit = 9): Promise<string[]> =>
        (await queries.messagesFor('U1', 'Paid', correlation, 100, limit)).map(({ id }) => id);
      expect(await waiting('C1')).toEqual(['Q2', 'Q1']);
      expect(await waiting('C1', 1)).toEqual(['Q2']);
      expect(await waiting(null)).toEqual(['Q2', 'Q3', 'Q1']);
      expect(await queries.message('Q4')).toEqual(messages[3]);
    });

    test('definitions are found by digest, by version, by deployment', async () => {
      const deployments = [1, 2].map((at) => ({
        ...{
          id: `D${at}`,
          unit: 'U1',
          name: '采购 v' + String(at),
          at,
          by: 'person:P1',
          publishedAt: null,
          publishedBy: null,
        },
      }));
      const resource = {
        deployment: 'D1',
        unit: 'U1',
        name: 'process.bpmn',
        kind: 'bpmn' as const,
        text: '<购/>',
        digest: sha('r'),
      };
      const [first, second, third] = [
        definitionRow('Buy', 1, { status: 'retired' }),
        definitionRow('Buy', 2),
        definitionRow('Buy', 3, { status: 'draft', deployment: 'D2' }),
      ];
      await write({
        deployments: { put: deployments },
        resources: { add: [resource] },
        definitions: { put: [first, second, third, definitionRow('Pay', 1)] },
      });
      expect(await queries.definition(sha('Buy 2'))).toEqual(second);
      expect(await queries.startable('U1', 'Buy')).toEqual(second);
      expect(await queries.startable('U1', 'Buy', 3)).toBeNull();
      expect(await queries.lastVersion('U1', 'Buy')).toBe(3);
      await write({ definitions: { put: [{ ...third, status: 'published' }] } });
      expect((await queries.startable('U1', 'Buy'))?.version).toBe(3);
      expect(await all(1, (page) => queries.definitions('U1', { process: 'Buy' }, page))).toEqual([
        ...[{ ...third, status: 'published' }, second, first],
      ]);
      expect(await all(9, (page) => queries.definitions('U1', { status: 'retired' }, page))).toEqual([first]);
      expect((await queries.definitionsOf('D1')).map(({ process, version }) => [process, version])).toEqual([
        ...[
          ['Buy', 1],
          ['Buy', 2],
          ['Pay', 1],
        ],
      ]);
      expect(await queries.deployment('D1')).toEqual(deployments[0]);
      expect(await all(1, (page) => queries.deployments('U1', page))).toEqual([...deployments].reverse());
      expect(await queries.resources('D1')).toEqual([resource]);
    });

    test('scope records are listed by kind', async () => {
      await write({ records: { put: ['b', 'a', 'c'].map((id) => recordRow(id, 1)) } });
      expect((await all(2, (page) => queries.records('U1', 'contract', page))).map(({ id }) => id)).toEqual([
        'a',
        'b',
        'c',
      ]);
      expect((await queries.records('U1', 'project', { limit: 5 })).rows).toEqual([]);
    });

    test('a quarantined instance has its record', async () => {
      const row = {
        instance: 'I9',
        unit: 'U1',
        at: 5,
        command: '{}',
        principal: 'person:P1',
        message: '断言',
        stack: 'at x',
      };
      await write({ quarantine: { put: [row, { ...row, instance: 'J' }], drop: [] } });
      expect(await queries.quarantine('U1')).toEqual([row, { ...row, instance: 'J' }]);
      expect(await queries.quarantine('U2')).toEqual([]);
      await write({ quarantine: { put: [], drop: ['J', 'none'] } });
      expect(await queries.quarantine('U1')).toEqual([row]);
    });

    test('papers are listed by the entry that brought them', async () => {
      const paper = (seq: number, name: string) => ({
        ...{
          instance: 'I9',
          seq,
          unit: 'U1',
          name,
          digest: sha(name),
          size: 7,
          type: 'application/pdf',
          item: null,
          at: seq,
        },
        by: 'person:P1',
      });
      await write({ attachments: { add: [paper(2, '合同.pdf'), paper(1, '合同.pdf'), paper(1, 'a.pdf')] } });
      expect(await queries.attachments('I9')).toEqual([paper(1, 'a.pdf'), paper(1, '合同.pdf'), paper(2, '合同.pdf')]);
    });

    test('the organisation is known as it was at any version, and by what changed since', async () => {
      const person = (id: string, from: number, since: number, name: string): FactRow => ({
        fact: { kind: 'person', id, from, to: null, data: { name } },
        ...{ since, until: null },
      });
      const credential = { account: 'A1', hash: 'argon2id$x', mustChange: true, changedAt: 7 };
      const one = [person('P1', 0, 1, '张三'), person('P2', 0, 1, '李四')];
      const write1 = { facts: one, superseded: [], credentials: [credential] };
      const two = [person('P1', 5, 2, '张叁')];
      const superseded = [{ kind: 'person', id: 'P1', from: 0 }] as const;
      const ended = [{ ...one[0]!, fact: { ...one[0]!.fact, to: 5 }, since: 2 }];
      const write2 = { facts: [...ended, ...two], superseded, credentials: [{ ...credential, mustChange: false }] };
      await write({ organisation: { unit: 'O', version: 1, rows: write1 } });
      await write({ organisation: { unit: 'O', version: 2, rows: write2 } });
      const gone = { ...one[0], until: 2 };
      expect(sorted(await queries.facts('O', 0, 2))).toEqual(sorted([gone, one[1], ...ended, ...two] as FactRow[]));
      expect(sorted(await queries.facts('O', 1, 2))).toEqual(sorted([gone, ...ended, ...two] as FactRow[]));
      expect(await queries.facts('O', 2, 2)).toEqual([]);
      expect(await queries.credential('O', 'A1')).toEqual({ ...credential, mustChange: false });
      expect(await queries.organisationVersion('O')).toBe(2);
      expect(await queries.units()).toEqual([{ unit: 'O', organisation: 2 }]);
    });

    test('text is data, whatever it looks like', async () => {
      for (const nasty of ["' OR '1'='1", "\\' OR 1=1 -- ", '?', '%', '`', '𠮷"']) {
        const page = { limit: 5 };
        expect((await queries.instances({ unit: 'U1', businessKey: nasty }, page)).rows).toEqual([]);
        expect((await queries.items({ unit: 'U1', box: 'open', person: nasty, offers: [nasty] }, page)).rows).toEqual(
          [],
        );
        expect((await queries.items({ unit: 'U1', box: 'done', person: nasty }, page)).rows).toEqual([]);
        expect(await queries.instance(nasty)).toBeNull();
        expect(await queries.entries(nasty, nasty, 1, 5)).toEqual([]);
        expect(await queries.deployment(nasty)).toBeNull();
        expect(await queries.startable('U1', nasty)).toBeNull();
        expect(await queries.credential(nasty, nasty)).toBeNull();
        expect(await queries.quarantine(nasty)).toEqual([]);
        expect((await queries.definitions('U1', { process: nasty }, page)).rows).toEqual([]);
        expect(await queries.messagesFor('U1', nasty, nasty, 0, 5)).toEqual([]);
      }
    });
  });
}

/** All rows of a list, page by page. */
async function all<Row>(limit: number, ask: (page: PageRequest) => Promise<Page<Row>>): Promise<Row[]> {
  const rows: Row[] = [];
  let next: string | null = null;
  do {
    const page: Page<Row> = await ask({ limit, ...(next === null ? {} : { after: next }) });
    expect(page.rows.length).toBeLessThanOrEqual(limit);
    rows.push(...page.rows);
    next = page.next;
  } while (next !== null);
  return rows;
}

function sorted(rows: readonly FactRow[]): readonly FactRow[] {
  const key = ({ fact, since }: FactRow): string => `${fact.id} ${fact.from} ${since}`;
  return [...rows].sort((a, b) => (key(a) < key(b) ? -1 : 1));
}
