import {
  StoreConflict,
  StoreUnavailable,
  type InstanceRow,
  type ScopeRecordRow,
  type Store,
} from '@quanheng/runtime/ports';
import { changeSet } from './change-set.js';
import { Host, MemoryDatabase, type MemoryStore } from './index.js';

const UNIT = 'U';

function instance(id: string, revision = 1): InstanceRow {
  return {
    id,
    unit: UNIT,
    process: 'P',
    definition: 'd',
    status: 'active',
    businessKey: null,
    number: null,
    startedAt: 0,
    startedBy: 'person:A',
    endedAt: null,
    revision,
    lastAt: 0,
    lastLeaf: '',
    state: { flow: '{}', work: 'null', trail: '[]' },
    digests: { flow: '', work: '', trail: '' },
  };
}

function record(id: string, revision: number): ScopeRecordRow {
  return { unit: UNIT, kind: 'budget', id, revision, value: '{}' };
}

async function add(store: Store, ...ids: readonly string[]): Promise<void> {
  await store.transact((transaction) => {
    transaction.flush(changeSet({ instances: { add: ids.map((id) => instance(id)), put: [] } }));
    return Promise.resolve();
  });
}

/** Reads the instance and raises its revision by one, as a command does. */
async function raise(store: Store, ...ids: readonly string[]): Promise<void> {
  await store.transact(async (transaction) => {
    const found = [];
    for (const id of ids) {
      const loaded = await transaction.load({ unit: UNIT, instances: [{ id }] });
      found.push(...loaded.instances);
    }
    const put = found.map(({ id, revision }) => instance(id, revision + 1));
    transaction.flush(changeSet({ instances: { add: [], put } }));
  });
}

async function revision(store: MemoryStore, id: string): Promise<number | undefined> {
  return (await store.queries.instance(id))?.revision;
}

describe('transactions', () => {
  it.each([1, 4])('lose no update when many change one row, with %i writers', async (writers) => {
    const store = new MemoryDatabase({ writers }).connect();
    await add(store, 'a');
    await Promise.all(Array.from({ length: 20 }, () => raise(store, 'a')));
    expect(await revision(store, 'a')).toBe(21);
  });

  it('write all or nothing', async () => {
    const store = new MemoryDatabase().connect();
    await add(store, 'a');
    await expect(add(store, 'b', 'a')).rejects.toThrow(StoreConflict);
    expect(await store.queries.instance('b')).toBeNull();
  });

  it('write nothing when the work rejects', async () => {
    const store = new MemoryDatabase().connect();
    const work = store.transact((transaction) => {
      transaction.flush(changeSet({ instances: { add: [instance('a')], put: [] } }));
      return Promise.reject(new Error('changed my mind'));
    });
    await expect(work).rejects.toThrow('changed my mind');
    expect(await store.queries.instance('a')).toBeNull();
  });

  it('end a deadlock by letting one give way', async () => {
    const conflicts = async (seed: number): Promise<number> => {
      const store = new MemoryDatabase({ seed }).connect();
      await add(store, 'a', 'b');
      const ends = await Promise.allSettled([raise(store, 'a', 'b'), raise(store, 'b', 'a')]);
      return ends.filter((end) => end.status === 'rejected' && end.reason instanceof StoreConflict).length;
    };
    const found = [];
    for (let seed = 1; seed <= 20; seed++) found.push(await conflicts(seed));
    expect(found).toContain(1);
    expect(found).not.toContain(2);
  });

  it('let only one be the first to write a record that was not there', async () => {
    const store = new MemoryDatabase({ writers: 4 }).connect();
    const first = (): Promise<void> =>
      store.transact((transaction) => {
        transaction.flush(changeSet({ records: { put: [record('2026', 1)] } }));
        return Promise.resolve();
      });
    const ends = await Promise.allSettled([first(), first()]);
    expect(ends.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
  });

  it('refuse to change an instance that the transaction has not locked', async () => {
    const store = new MemoryDatabase().connect();
    await add(store, 'a');
    const blind = store.transact((transaction) => {
      transaction.flush(changeSet({ instances: { add: [], put: [instance('a', 2)] } }));
      return Promise.resolve();
    });
    await expect(blind).rejects.toThrow('written unlocked');
  });

  it('leave what was committed to nobody to change', async () => {
    const store = new MemoryDatabase().connect();
    await add(store, 'a');
    const row = await store.queries.instance('a');
    expect(() => Object.assign(row!.state, { flow: 'other' })).toThrow(TypeError);
  });
});

describe('faults', () => {
  it('lose a commit before it took effect, or after', async () => {
    const database = new MemoryDatabase();
    const store = database.connect();
    database.faults.orderCommits('lost-before', 'lost-after', 'conflict', null);
    await expect(add(store, 'a')).rejects.toThrow(StoreUnavailable);
    expect(await store.queries.instance('a')).toBeNull();
    await expect(add(store, 'b')).rejects.toThrow(StoreUnavailable);
    expect(await store.queries.instance('b')).not.toBeNull();
    await expect(add(store, 'c')).rejects.toThrow(StoreConflict);
    expect(await store.queries.instance('c')).toBeNull();
    await add(store, 'd');
  });

  it('keep the database from being read', async () => {
    const database = new MemoryDatabase();
    const store = database.connect();
    database.faults.orderUnavailable(1);
    await expect(store.queries.units()).rejects.toThrow(StoreUnavailable);
    expect(await store.queries.units()).toEqual([]);
  });

  it('let a crash free the locks, and nothing come back to who crashed', async () => {
    const database = new MemoryDatabase();
    const before = new Host('before');
    const store = database.connect(before);
    await add(store, 'a');
    const answer = store.transact(async (transaction) => {
      await transaction.load({ unit: UNIT, instances: [{ id: 'a' }] });
      database.crash(before);
      await transaction.load({ unit: UNIT, instances: [{ id: 'b' }] });
    });
    const end = await Promise.race([answer.then(() => 'answered'), before.gone.then(() => 'gone')]);
    expect(end).toBe('gone');
    const after = database.connect(new Host('after'));
    await raise(after, 'a');
    expect(await revision(after, 'a')).toBe(2);
  });
});

describe('the virtual world', () => {
  it('does the same again for the same seed, and else something else', async () => {
    const history = async (seed: number): Promise<string> => {
      const database = new MemoryDatabase({ seed });
      const store = database.connect();
      await add(store, 'a');
      const order: number[] = [];
      const racers = [1, 2, 3, 4, 5].map(async (each) => {
        await raise(store, 'a');
        order.push(each);
      });
      await Promise.all(racers);
      return `${order.join()} at ${database.scheduler.now()}`;
    };
    expect(await history(7)).toBe(await history(7));
    expect(new Set([await history(1), await history(2), await history(3), await history(4)]).size).toBeGreaterThan(1);
  });

  it('sleeps a year in no time', async () => {
    const database = new MemoryDatabase();
    const start = database.scheduler.now();
    const year = 365 * 24 * 3600 * 1000;
    await database.scheduler.sleep(new Host('sleeper'), year);
    expect(database.scheduler.now() - start).toBeGreaterThanOrEqual(year);
  });
});
