import { jobRow, messageRow } from '../rows.js';
import { all, type Given } from './given.js';

/** What waits for something: jobs, timers, incidents, receivers, messages. */
export function describeWaitingQueries(given: Given): void {
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
    await given.write({
      jobs: { put: jobs, drop: [] },
      timers: { put: timers, drop: [] },
      incidents: { put: incidents, drop: [] },
    });
    const [thirty, ten, other] = jobs;
    expect(await Promise.all([1, 2, 3].map((job) => given.queries.job('W1', job)))).toEqual([thirty, ten, null]);
    expect(await Promise.all([2, 3].map((id) => given.queries.timer('W1', id)))).toEqual([timers[2], null]);
    expect(await all(1, (page) => given.queries.jobs('U1', {}, page))).toEqual([ten, other, thirty]);
    expect(await all(5, (page) => given.queries.jobs('U1', { instance: 'W1' }, page))).toEqual([ten, thirty]);
    expect(await all(5, (page) => given.queries.jobs('U1', { handler: 'fax' }, page))).toEqual([ten]);
    expect((await all(2, (page) => given.queries.timers('U1', {}, page))).map(({ due }) => due)).toEqual([3, 4, 5]);
    expect(await all(1, (page) => given.queries.incidents('U1', {}, page))).toEqual([...incidents].reverse());
    expect(await all(1, (page) => given.queries.incidents('U1', { process: 'x' }, page))).toEqual([]);
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
    for (const row of [3, 2, 1, 0]) await given.write({ subscriptions: { put: [put[row]!], drop: [] } });
    const found = async (correlation: string | null, limit = 9): Promise<number[]> =>
      (await given.queries.subscribers('U1', 'message', 'Paid', correlation, limit)).map((row) => row.subscription);
    expect(await found('C1')).toEqual([3, 2]);
    expect(await found('C1', 1)).toEqual([3]);
    expect(await found(null)).toEqual([3, 2, 1]);
    expect(await given.queries.subscribers('U1', 'signal', 'Paid', null, 9)).toEqual([]);
    expect(await given.queries.subscriptionsOf('S')).toEqual(put);
    await given.write({ subscriptions: { put: [], drop: [put[1]!] } });
    expect(await found('C1')).toEqual([3]);

    const messages = [
      messageRow('Q1', { publishedAt: 3, name: 'Paid' }),
      messageRow('Q2', { publishedAt: 1, correlation: null }),
      messageRow('Q3', { publishedAt: 2, correlation: 'C2' }),
      messageRow('Q4', { publishedAt: 0, expiresAt: 100 }),
    ];
    await given.write({ messages: { put: messages, drop: [] } });
    const waiting = async (correlation: string | null, limit = 9): Promise<string[]> =>
      (await given.queries.messagesFor('U1', 'Paid', correlation, 100, limit)).map(({ id }) => id);
    expect(await waiting('C1')).toEqual(['Q2', 'Q1']);
    expect(await waiting('C1', 1)).toEqual(['Q2']);
    expect(await waiting(null)).toEqual(['Q2', 'Q3', 'Q1']);
    expect(await given.queries.message('Q4')).toEqual(messages[3]);
  });

  test('signals that are kept are found by their instance', async () => {
    const row = (id: string) => ({ id, unit: 'U1', kind: 'kept' as const, payload: '{}', createdAt: 7 });
    const put = ['kept:I1:02', 'kept:I1:01', 'kept:I10:01', 'kept:I:01', 'I1:01'].map(row);
    await given.write({ outbox: { put, drop: [] } });
    expect(await given.queries.keptSignals('I1')).toEqual([row('kept:I1:01'), row('kept:I1:02')]);
    expect(await given.queries.keptSignals('I2')).toEqual([]);
    await given.write({ outbox: { put: [], drop: put.map(({ id }) => id) } });
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
    await given.write({ quarantine: { put: [row, { ...row, instance: 'J' }], drop: [] } });
    expect(await given.queries.quarantine('U1')).toEqual([row, { ...row, instance: 'J' }]);
    expect(await given.queries.quarantine('U2')).toEqual([]);
    await given.write({ quarantine: { put: [], drop: ['J', 'none'] } });
    expect(await given.queries.quarantine('U1')).toEqual([row]);
  });
}
