import type { ChangeSet, DefinitionRow, Loaded, StartableKey, Store, Wanted } from '@quanheng/runtime/ports';
import { StoreConflict, StoreRefused } from '@quanheng/runtime/ports';
import { changes, definitionRow, entryRow, instanceRow, itemRow, jobRow, messageRow, recordRow, sha } from './rows.js';

/** One database that two processes have open: what both need of it. */
export interface Shared {
  readonly first: Store;
  readonly second: Store;
  close(): Promise<void>;
}

/** What a `Store` promises, whatever it keeps its rows in. Each test has a database of its own. */
export function describeStore(name: string, open: () => Promise<Shared>): void {
  describe(`store: ${name}`, () => {
    let shared: Shared;
    let store: Store;
    beforeAll(async () => {
      shared = await open();
      store = shared.first;
    }, 60_000);
    afterAll(() => shared.close());

    const write = (parts: Partial<ChangeSet>, by: Store = store): Promise<void> =>
      by.transact((transaction) => {
        transaction.flush(changes(parts));
        return Promise.resolve();
      });
    const read = (wanted: Omit<Wanted, 'unit'>, by: Store = shared.second): Promise<Loaded> =>
      by.transact((transaction) => transaction.load({ unit: 'U1', ...wanted }));

    test('nothing is there at first', async () => {
      const all = {
        ...{ instances: [{ id: 'none' }], records: [{ kind: 'contract', id: 'none' }], messages: ['none'] },
        ...{ answers: [{ unit: 'U1', principal: 'p', key: 'k' }], jobs: [{ instance: 'none', job: 1 }] },
        ...{ streams: ['organisation:none'], lockOrganisation: true },
      };
      expect(await read(all)).toEqual({
        ...{ instances: [], records: [], messages: [], answers: [], jobs: [], streams: [], startable: [] },
        organisation: 0,
      });
      expect((await read({})).organisation).toBe(0);
    });

    test('a process starts in its newest published version, or in the published one that is named', async () => {
      const made = (version: number, status: DefinitionRow['status']): DefinitionRow =>
        definitionRow('Started', version, { status });
      const other = definitionRow('Started', 9, { unit: 'U2', status: 'published' });
      const rows = [made(1, 'published'), made(2, 'published'), made(3, 'draft'), made(4, 'retired'), other];
      await write({ definitions: { put: rows } });
      const key = (version: number | null, process = 'Started'): StartableKey => ({ process, version });
      const wanted = [key(null), key(1), key(3), key(4), key(9), key(null, 'started'), key(null, "' OR 1 = 1 --")];
      expect((await read({ startable: wanted })).startable).toEqual([
        { ...key(null), digest: made(2, 'published').digest },
        { ...key(1), digest: made(1, 'published').digest },
      ]);
    });

    test('every kind of row comes back as it was given', async () => {
      const instance = instanceRow('whole', { endedAt: 9_007_199_254_740_991, status: 'completed' });
      const bare = instanceRow('bare', { businessKey: null, number: null });
      const job = jobRow('whole', 4, { lastError: '错误\n', lock: 'L1', lockedUntil: 4_000 });
      const message = messageRow('M1', { targets: ['Wait', '等待'], variables: '{"a":"\\u0000"}' });
      const answer = {
        ...{ unit: 'U1', principal: 'person:P1', key: 'k-1', payload: sha('command') },
        ...{ answer: '{"status":"accepted"}', at: 5 },
      };
      const entry = entryRow('definitions:U1', 1);
      await write({
        instances: { add: [instance, bare], put: [] },
        jobs: { put: [job], drop: [] },
        messages: { put: [message], drop: [] },
        records: { put: [recordRow('K1', 1)] },
        answers: { add: [answer] },
        entries: { add: [entry] },
      });
      const loaded = await read({
        ...{ instances: [{ id: 'whole' }, { id: 'bare' }, { id: 'absent' }], jobs: [job], messages: ['M1'] },
        ...{ records: [recordRow('K1', 1)], answers: [answer], streams: [entry.stream] },
      });
      expect([...loaded.instances].sort((a, b) => (a.id < b.id ? -1 : 1))).toEqual([bare, instance]);
      expect(loaded).toMatchObject({
        jobs: [job],
        messages: [message],
        records: [recordRow('K1', 1)],
        answers: [answer],
      });
      const { stream, seq, leaf, at } = entry;
      expect(loaded.streams).toEqual([{ stream, seq, leaf, at }]);
    });

    test('a state comes only where the caller knows another one', async () => {
      const one = instanceRow('known', { revision: 7, lastLeaf: sha('a') });
      await write({ instances: { add: [one, instanceRow('other')], put: [] } });
      const known = (last: string): Promise<Loaded> => read({ instances: [{ id: 'known', known: last }] });
      expect((await known(sha('a'))).instances).toEqual([{ ...one, state: null }]);
      expect((await known(sha('b'))).instances).toEqual([one]);
      const both = await read({ instances: [{ id: 'other' }, { id: 'known', known: sha('a') }] });
      expect(both.instances.map(({ id, state }) => [id, state === null]).sort()).toEqual([
        ['known', true],
        ['other', false],
      ]);
    });

    test('nothing is written when the work fails, or when it flushes nothing', async () => {
      const failing = store.transact(async (transaction) => {
        await transaction.load({ unit: 'U1', records: [{ kind: 'contract', id: 'failed' }] });
        transaction.flush(changes({ instances: { add: [instanceRow('failed')], put: [] } }));
        throw new Error('no');
      });
      await expect(failing).rejects.toThrow(/^no$/);
      expect((await read({ instances: [{ id: 'failed' }] })).instances).toEqual([]);
      expect(await store.transact(() => Promise.resolve(5))).toBe(5);
    });

    test('all of a change set is written or none of it', async () => {
      await write({ entries: { add: [entryRow('message:double', 1)] } });
      const double = write({
        instances: { add: [instanceRow('torn')], put: [] },
        entries: { add: [entryRow('message:torn', 1), entryRow('message:double', 1)] },
      });
      await expect(double).rejects.toBeInstanceOf(StoreConflict);
      const loaded = await read({ instances: [{ id: 'torn' }], streams: ['message:torn'] });
      expect(loaded).toMatchObject({ instances: [], streams: [] });
    });

    describe('a double of what must be new is a conflict', () => {
      const answer = { unit: 'U1', principal: 'person:P1', key: 'twice', payload: sha('a'), answer: '{}', at: 1 };
      const content = { unit: 'U1', stream: 'instance:twice', seq: 1, pieces: '{}' };
      const attachment = {
        ...{ instance: 'twice', seq: 1, unit: 'U1', name: 'a.pdf', digest: sha('a'), size: 1, type: 'application/pdf' },
        ...{ item: null, evidence: null, at: 1, by: 'person:P1' },
      };
      const resource = {
        ...{ deployment: 'twice', unit: 'U1', name: 'a.bpmn', kind: 'bpmn' as const, text: '<a/>', digest: sha('a') },
      };
      const cases: [string, Partial<ChangeSet>][] = [
        ['an instance', { instances: { add: [instanceRow('twice')], put: [] } }],
        ['an entry', { entries: { add: [entryRow('instance:twice', 1)] } }],
        ['a content', { contents: { add: [content] } }],
        ['an answer', { answers: { add: [answer] } }],
        ['an attachment', { attachments: { add: [attachment] } }],
        ['a resource', { resources: { add: [resource] } }],
      ];
      test.each(cases)('%s', async (_name, parts) => {
        await write(parts);
        await expect(write(parts, shared.second)).rejects.toBeInstanceOf(StoreConflict);
      });
      test('an instance number, which is unique in its unit only', async () => {
        await write({ instances: { add: [instanceRow('n1', { number: '2026-1' })], put: [] } });
        const again = write({ instances: { add: [instanceRow('n2', { number: '2026-1' })], put: [] } });
        await expect(again).rejects.toBeInstanceOf(StoreConflict);
        const stolen = write({ instances: { add: [], put: [instanceRow('n3', { number: '2026-1' })] } });
        await expect(stolen).rejects.toBeInstanceOf(StoreConflict);
        await write({ instances: { add: [instanceRow('n4', { number: '2026-1', unit: 'U2' })], put: [] } });
        expect((await read({ instances: [{ id: 'n1' }] })).instances).toHaveLength(1);
      });
    });

    test('a scope record grows by one from 1, and nothing else', async () => {
      await write({ records: { put: [recordRow('grow', 1)] } });
      await expect(write({ records: { put: [recordRow('grow', 1)] } })).rejects.toBeInstanceOf(StoreConflict);
      await expect(write({ records: { put: [recordRow('grow', 3)] } })).rejects.toBeInstanceOf(StoreConflict);
      await write({ records: { put: [recordRow('grow', 2, '{"spent":2}')] } });
      expect((await read({ records: [{ kind: 'contract', id: 'grow' }] })).records).toEqual([
        recordRow('grow', 2, '{"spent":2}'),
      ]);
    });

    test('put replaces by key, and drop comes before put', async () => {
      const [before, after] = [jobRow('replace', 1), jobRow('replace', 1, { handler: 'external:fax', retries: 0 })];
      await write({ jobs: { put: [before, jobRow('replace', 2)], drop: [] } });
      await write({ jobs: { put: [after], drop: [before, jobRow('replace', 2), jobRow('replace', 3)] } });
      expect((await read({ jobs: [before, jobRow('replace', 2)] })).jobs).toEqual([after]);
    });

    test('numbers are given out once, from 1, by series and unit', async () => {
      const takes = await Promise.all(
        [store, shared.second, store, shared.second].map((each) => each.takeNumbers('U1', '采购', 5)),
      );
      expect(takes.sort((a, b) => a - b)).toEqual([1, 6, 11, 16]);
      expect(await store.takeNumbers('U2', '采购', 1)).toBe(1);
      expect(await store.takeNumbers('U1', "'; DROP TABLE counters; --", 2)).toBe(1);
    });

    test('the organisation has one version, which only grows by one', async () => {
      const rows = { facts: [], superseded: [], credentials: [] };
      await write({ organisation: { unit: 'U1', version: 1, rows } });
      await expect(write({ organisation: { unit: 'U1', version: 1, rows } })).rejects.toBeInstanceOf(StoreConflict);
      expect((await read({ lockOrganisation: true })).organisation).toBe(1);
    });

    describe('what no column can hold as it is gets refused, and nothing is written', () => {
      const cases: [string, Partial<ChangeSet>, RegExp][] = [
        [
          'a name that is too long',
          { instances: one({ process: 'x'.repeat(191) }) },
          /process takes at most 190 characters/,
        ],
        ['an id in another script', { instances: one({ id: '编号' }) }, /id takes visible ASCII/],
        ['half a character', { instances: one({ businessKey: 'a\ud800' }) }, /business_key takes Unicode text only/],
        ['a digest that is none', { instances: one({ lastLeaf: 'abc' }) }, /last_leaf takes a SHA-256/],
        ['a fraction', { instances: one({ startedAt: 1.5 }) }, /started_at takes whole numbers/],
        ['a state of 17 MB', { instances: one({ state: huge(17) }) }, /flow takes at most 16777216 bytes/],
      ];
      test.each(cases)('%s', async (_name, parts, message) => {
        const refused = write({ entries: { add: [entryRow('message:refused', 1)] }, ...parts });
        await expect(refused).rejects.toThrow(message);
        await expect(refused).rejects.toBeInstanceOf(StoreRefused);
        expect((await read({ streams: ['message:refused'] })).streams).toEqual([]);
      });
      test('as many characters as fit do fit, in any script', async () => {
        const row = instanceRow('long', { process: '购'.repeat(189) + '𠮷', businessKey: '𠮷'.repeat(255) });
        await write({ instances: { add: [row], put: [] } });
        expect((await read({ instances: [{ id: 'long' }] })).instances).toEqual([row]);
      });
      test('a state of some megabytes is no problem', async () => {
        const row = instanceRow('large', { state: huge(5) });
        await write({ instances: { add: [row], put: [] } });
        expect((await read({ instances: [{ id: 'large' }] })).instances).toEqual([row]);
      });
    });

    test('text is data, whatever it looks like', async () => {
      for (const [index, nasty] of NASTY.entries()) {
        const instance = instanceRow(`nasty-${index}`, {
          ...{ process: nasty, businessKey: nasty, number: `${index}${nasty}`, startedBy: nasty },
          state: { flow: nasty, work: nasty, trail: nasty },
        });
        const job = jobRow(instance.id, 1, { element: nasty, handler: nasty, lastError: nasty });
        const message = messageRow(`nasty-${index}`, {
          name: nasty,
          correlation: nasty,
          variables: nasty,
          targets: [nasty],
        });
        const record = { ...recordRow(nasty, 1, nasty), kind: nasty };
        const answer = { unit: 'U1', principal: nasty, key: nasty, payload: sha(nasty), answer: nasty, at: 1 };
        await write({
          instances: { add: [instance], put: [] },
          items: {
            open: [itemRow(instance.id, nasty, { name: nasty, offers: [nasty], form: nasty })],
            assign: [],
            close: [],
          },
          jobs: { put: [job], drop: [] },
          messages: { put: [message], drop: [] },
          records: { put: [record] },
          answers: { add: [answer] },
        });
        const wanted = {
          instances: [instance],
          jobs: [job],
          messages: [message.id],
          records: [record],
          answers: [answer],
        };
        const loaded = await read({ ...wanted, instances: [{ id: instance.id }] });
        const { organisation: _version, streams: _streams, startable: _startable, ...rows } = loaded;
        expect(rows).toEqual({ ...wanted, messages: [message] });
      }
    });

    test('keys differ by case, accents and trailing spaces', async () => {
      const keys = ['a', 'A', 'a ', 'á', 'ａ'];
      await write({ records: { put: keys.map((key) => recordRow(key, 1, JSON.stringify(key))) } });
      for (const id of keys) {
        const { records } = await read({ records: [{ kind: 'contract', id }] });
        expect(records).toEqual([recordRow(id, 1, JSON.stringify(id))]);
      }
    });

    test('two processes that fight for the same rows lose no update, and the only failure is a conflict', async () => {
      await write({
        instances: { add: ['f1', 'f2', 'f3'].map((id) => instanceRow(id, { revision: 0 })), put: [] },
      });
      let conflicts = 0;
      const increase = async (by: Store, turn: number): Promise<void> => {
        const ids = [`f${1 + (turn % 3)}`, `f${1 + ((turn + 1) % 3)}`].sort();
        const fight = by.transact(async (transaction) => {
          const wanted = { instances: ids.map((id) => ({ id })), records: [{ kind: 'contract', id: 'fight' }] };
          const { instances, records } = await transaction.load({ unit: 'U1', ...wanted });
          await new Promise((resolve) => setTimeout(resolve, turn % 2));
          const spent = JSON.parse(records[0]?.value ?? '0') as number;
          const revision = (records[0]?.revision ?? 0) + 1;
          transaction.flush(
            changes({
              instances: {
                add: [],
                put: instances.map((row) => instanceRow(row.id, { revision: row.revision + 1 })),
              },
              records: { put: [recordRow('fight', revision, JSON.stringify(spent + 1))] },
            }),
          );
        });
        await fight.catch((error: unknown) => {
          if (!(error instanceof StoreConflict)) throw error;
          conflicts++;
          return increase(by, turn);
        });
      };
      const rounds = 60;
      await Promise.all(Array.from({ length: rounds }, (_, turn) => increase(turn % 2 ? store : shared.second, turn)));
      const { records, instances } = await read({
        ...{ records: [{ kind: 'contract', id: 'fight' }], instances: ['f1', 'f2', 'f3'].map((id) => ({ id })) },
      });
      expect(records).toEqual([recordRow('fight', rounds, String(rounds))]);
      expect(instances.map(({ revision }) => revision)).toEqual([(2 * rounds) / 3, (2 * rounds) / 3, (2 * rounds) / 3]);
      expect(conflicts).toBeLessThan(rounds * rounds);
    }, 60_000);

    test('a thousand rows at once', async () => {
      const rows = Array.from({ length: 1_000 }, (_, index) => instanceRow(`many-${index}`));
      await write({
        instances: { add: rows, put: [] },
        entries: { add: rows.map(({ id }) => entryRow(`instance:${id}`, 1)) },
      });
      const { instances } = await read({ instances: rows.map(({ id }) => ({ id })) });
      expect(new Set(instances.map(({ id }) => id)).size).toBe(1_000);
    }, 30_000);
  });
}

function one(parts: Parameters<typeof instanceRow>[1]): ChangeSet['instances'] {
  return { add: [instanceRow('refused', parts)], put: [] };
}
function huge(megabytes: number): { flow: string; work: string; trail: string } {
  return { flow: '购a'.repeat((megabytes * 1_048_576) / 4), work: 'null', trail: '[]' };
}

const NASTY = [
  "'; DROP TABLE instances; --",
  "\\'; DELETE FROM entries; #",
  '" OR ""="',
  '`; SELECT SLEEP(9); `',
  '?',
  ':name @name $1 %s {{x}}',
  '\\',
  "\\' OR 1=1 -- ",
  '/*!50000 SELECT 1*/',
  'a\nb\tc\r\n',
  '𠮷 权衡 ünï',
  "0x27 %27 ' '' ''' \u2019 \uff07",
  '[]{}"\\u0000',
];
