import { ALL_OPERATIONS, OPERATIONS, problemSchema } from '@quanheng/contracts';
import { StoreConflict, StoreRefused, StoreUnavailable } from '@quanheng/runtime';
import { z } from 'zod';
import { ACCESS, type TriedId } from './access-table.js';
import { openOffice, startApi, startInstance, UNIT, type Api, type Got, type Stage, type Who } from './harness.js';
import { OF_IDENTITY } from './of-identity.js';
import { proposedLines } from './registers.js';

/** What these operations say is known without the database; a stream has begun by the time anything can break. */
const WITHOUT_DATABASE = new Set<string>([
  ...['health', 'readiness', 'openApi', 'docs', 'metrics', 'events'],
  ...['readOrganisation', 'listDelegations', 'listRegisters', 'readRegisterTemplate', 'readNames', 'findPersons'],
  ...['readDesignBasis', 'readAnonymousOrganisation'],
]);
const TRIED = ALL_OPERATIONS.filter(({ id, tag }) => !OF_IDENTITY.has(tag) && !WITHOUT_DATABASE.has(id));
const LISTS = TRIED.filter(({ query }) => query instanceof z.ZodObject && 'after' in query.shape);

const whoMay = (id: TriedId): Who => ACCESS[id].ok.find((who) => who !== 'nobody') ?? 'nobody';

/** Told to nobody. */
const SECRET = 'geheim at /srv/quanheng/secret.sqlite';

describe('what goes wrong behind the API', () => {
  const fault: { current: Error | null } = { current: null };
  let api: Api;
  let stage: Stage;
  beforeAll(async () => {
    api = await startApi({ fault });
    stage = { ...(await openOffice(api)), ...(await startInstance(api)) };
  });
  afterEach(() => (fault.current = null));
  afterAll(() => api.close());

  function expectProblem({ status, headers, json, text }: Got): void {
    expect(headers['content-type']).toBe('application/problem+json; charset=utf-8');
    expect(problemSchema.safeParse(json).error).toBeUndefined();
    expect(json).toMatchObject({ status, instance: headers['x-request-id'] });
    expect(text).not.toMatch(/geheim|node_modules|\.[jt]s:\d|at \w+ \(/);
  }

  describe.each(TRIED.map(({ id }) => id as TriedId))('%s', (id) => {
    it.each([
      [413, 'too-large', new StoreRefused('name takes at most 200 characters, and 201 were given'), null],
      [503, 'unavailable', new StoreUnavailable(SECRET), '1'],
      [503, 'busy', new StoreConflict(SECRET), '1'],
      [500, 'internal-error', new TypeError(SECRET), null],
    ] as const)('answers %i %s', async (status, code, error, retryAfter) => {
      const sent = (await ACCESS[id].prepare?.(api, { ...stage, ...(await startInstance(api)) })) ?? {};
      const before = await api.entries();
      fault.current = error;
      const got = await api.call(whoMay(id), OPERATIONS[id], sent);
      expect({ status: got.status, code: got.json.code }).toEqual({ status, code });
      expectProblem(got);
      expect(got.headers['retry-after'] ?? null).toBe(retryAfter);
      if (status === 413) expect(got.json.detail).toContain('at most 200 characters');
      if (status === 500) expect(JSON.stringify(api.log.slice(-3))).toContain('geheim');
      expect(await api.entries()).toBe(before);
    });
  });

  it('makes the server not ready, and says by which part alone', async () => {
    fault.current = new StoreUnavailable(SECRET);
    const got = await api.call('nobody', OPERATIONS.readiness);
    expect(got.status).toBe(503);
    expect(got.text).not.toContain('geheim');
  });

  describe.each(LISTS.map(({ id }) => id as TriedId))('a cursor for %s', (id) => {
    const cursorOf = (value: unknown) => Buffer.from(JSON.stringify(value)).toString('base64url');
    const list = async (after: string) => {
      const valid = (await ACCESS[id].prepare?.(api, stage)) ?? {};
      return api.call(whoMay(id), OPERATIONS[id], { ...valid, query: { ...valid.query, after } });
    };

    it.each([
      ['that is none', 'no-cursor'],
      ['that is no base64', '%%%'],
      ['of an object', cursorOf({ a: 1 })],
      ['of a text', cursorOf('a')],
      ['of nothing', cursorOf(null)],
      ['of an empty list', cursorOf([])],
      ['with other things in it', cursorOf([null, {}, true])],
      ['of a list that there is not', cursorOf(['unheardOf', 1, 'a', 'b'])],
      ['without names, of numbers', cursorOf([1])],
      ['without names, of numbers and texts', cursorOf([1, 'a', 1])],
      ['that is nested without end', Buffer.from('['.repeat(700)).toString('base64url')],
      ['with a number beyond all', Buffer.from('["due",1e999,"a",1]').toString('base64url')],
      ['with an end of text in it', cursorOf(['a\0', 1])],
    ])('%s is named as such', async (_, cursor) => {
      const got = await list(cursor);
      expect({ status: got.status, code: got.json.code }).toEqual({ status: 400, code: 'invalid-input' });
      expect(got.json.detail).toContain('cursor');
      expectProblem(got);
    });
  });
});

/** Lists that ask which of several. */
const BOXES: Readonly<Record<string, Record<string, string>>> = {
  listItems: { box: 'all' },
  listCopies: { box: 'toRead' },
  listNoted: { noted: 'exception' },
};

/** Rows of one list, told of with more and with less. */
const OF_INSTANCES: readonly string[] = ['listInstances', 'listMatters'];

describe('a cursor', () => {
  it('is good for the list that handed it out and for no other', async () => {
    const api = await startApi();
    await openOffice(api);
    const clerk = { kind: 'person', person: 'clerk', account: 'account-clerk', authenticatedAt: 0 } as const;
    for (let i = 0; i < 2; i++) {
      const { instance } = await startInstance(api);
      await api.execute(clerk, { kind: 'copyInstance', instance, persons: ['operator'] });
      await api.call('operator', OPERATIONS.suspendInstance, { params: { instance }, body: { reason: '核实' } });
    }
    for (const process of ['A', 'B']) {
      const kept = { instance: '', item: '', process, name: process, number: null, savedAt: Date.now(), content: '{}' };
      await api.parts.drafts.save({ unit: UNIT, person: 'operator', ...kept });
    }
    await api.parts.reminders.add(
      ['1', '2'].map((id) => ({
        reminder: {
          ...{ id, unit: UNIT, person: 'operator', kind: 'opened', state: 'unread', at: Date.now() },
          ...{ instance: 'i', item: id, process: 'A', name: '办理', number: null },
        },
        deliveries: [],
      })),
    );
    const params = { register: 'budgetLine', proposal: await proposedLines(api) };
    const handedOut = new Map<TriedId, string>();
    for (const { id } of LISTS) {
      const { json } = await api.call('operator', OPERATIONS[id as TriedId], {
        params,
        query: { ...queryOf(id), limit: '1' },
      });
      expect({ id, next: json.next }).toEqual({ id, next: expect.any(String) });
      handedOut.set(id as TriedId, String(json.next));
    }
    for (const { id } of LISTS) {
      for (const [from, after] of handedOut) {
        const got = await api.call('operator', OPERATIONS[id as TriedId], { params, query: { ...queryOf(id), after } });
        const isOfList = from === id || [from, id].every((each) => OF_INSTANCES.includes(each));
        expect({ id, from, status: got.status }).toEqual({ id, from, status: isOfList ? 200 : 400 });
      }
    }
    await api.close();
  });

  const queryOf = (id: string): Record<string, string> => BOXES[id] ?? {};
});
