import { POLICY } from '../simulation/world/policy.js';
import {
  OrganisationCache,
  Runtime,
  StoreConflict,
  StoreRefused,
  StoreUnavailable,
  type Answer,
  type Command,
  type Fault,
  type Notice,
  type Policy,
  type Request,
  type RuntimeOptions,
} from '@quanheng/runtime';
import { MemoryDatabase } from '../simulation/index.js';
import { FaultyStore } from './faulty-store.js';
import { officeChanges, person, SEED, TWO_TASKS, UNIT } from './office.js';
import { changes } from './rows.js';

const START: Command = { kind: 'startInstance', process: 'Two' };

/** An office in which the store and the policy may fail. */
async function open(policy: Policy = POLICY, options: RuntimeOptions = {}, now = () => Date.UTC(2026, 0, 5)) {
  const inner = new MemoryDatabase({ writers: 1 }).connect();
  const store = new FaultyStore(inner);
  const { queries } = inner;
  const faults: Fault[] = [];
  const notices: Notice[] = [];
  let chance = 0;
  const runtime = new Runtime(
    {
      store,
      queries,
      policy,
      organisation: new OrganisationCache(queries),
      surroundings: {
        now,
        random: (bytes) => Uint8Array.from({ length: bytes }, () => (chance = (chance * 31 + 7) % 251)),
        sleep: () => Promise.resolve(),
      },
      report: (fault) => void faults.push(fault),
      bell: {
        ring: (rung) => void notices.push(...rung),
        listen: () => () => undefined,
        close: () => Promise.resolve(),
      },
    },
    options,
  );
  const give = (by: string, command: Command, key?: string): Promise<Answer> =>
    runtime.execute({ unit: UNIT, principal: person(by), command, ...(key === undefined ? {} : { key }) });
  await runtime.execute({
    unit: UNIT,
    principal: SEED,
    command: { kind: 'changeOrganisation', changes: officeChanges() },
  });
  const resources = [{ name: 'two.bpmn', text: TWO_TASKS }];
  const deployed = await give('designer', { kind: 'deploy', name: 'two', resources });
  if (deployed.status !== 'accepted') throw new Error(JSON.stringify(deployed));
  await give('publisher', { kind: 'publish', deployment: deployed.result['deployment'] as string });
  const count = async (): Promise<number> => (await queries.instances({ unit: UNIT }, { limit: 200 })).rows.length;
  return { store, queries, runtime, give, faults, notices, count };
}

describe('when the store gives way or fails', () => {
  test('a value that the store refuses is the fault of whoever gave it, and none of ours', async () => {
    const { store, give, count, faults } = await open();
    store.turns.push({ before: new StoreRefused('too large') });
    await expect(give('clerk', START)).rejects.toBeInstanceOf(StoreRefused);
    expect(faults).toEqual([]);
    expect(await count()).toBe(0);
  });

  test('a batch that gives way is written whole at the next try', async () => {
    const { store, give, count, runtime } = await open();
    store.turns.push({ before: new StoreConflict('deadlock') }, { before: new StoreConflict('deadlock') });
    const answers = await Promise.all([give('clerk', START), give('clerk', START)]);
    expect(answers.map(({ status }) => status)).toEqual(['accepted', 'accepted']);
    expect(await count()).toBe(2);
    expect(runtime.stats()).toEqual({ waiting: 0, retries: 2, takenApart: 0 });
  });

  test('commands that give way together for ever are tried alone', async () => {
    const { store, give, count, runtime } = await open(undefined, { limits: { tries: 2, triesAlone: 2 } });
    const conflict = { before: new StoreConflict('deadlock') };
    store.turns.push(conflict, conflict, conflict, conflict, 'commit');
    const answers = await Promise.all([give('clerk', START), give('clerk', START)]);
    // Which of them came first is the database's to say.
    const inOrder = answers.toSorted((one, other) => one.status.localeCompare(other.status));
    expect(inOrder).toMatchObject([{ status: 'accepted' }, { status: 'rejected', code: 'busy' }]);
    expect(await count()).toBe(1);
    expect(runtime.stats()).toMatchObject({ retries: 2, takenApart: 1 });
  });

  test('when nobody knows whether it was written, the key tells, and nothing is written twice', async () => {
    const { store, give, count } = await open();
    store.turns.push({ after: new StoreUnavailable('connection lost') });
    await expect(give('clerk', START, 'k')).rejects.toThrow(StoreUnavailable);
    expect(await give('clerk', START, 'k')).toMatchObject({ status: 'accepted' });
    expect(await count()).toBe(1);
  });

  test('one command that cannot be written does not take the others with it', async () => {
    const { store, give, count, faults } = await open();
    store.turns.push({ before: new Error('row too long') }, { before: new Error('row too long') }, 'commit');
    const [first, second] = await Promise.allSettled([give('clerk', START), give('clerk', START)]);
    expect([first.status, second.status].toSorted()).toEqual(['fulfilled', 'rejected']);
    expect(await count()).toBe(1);
    expect(faults.map(({ kind }) => kind)).toEqual(['write']);
  });

  test('commands that come while one is written share the next transaction', async () => {
    const { store, give } = await open();
    const before = store.begun;
    await Promise.all(Array.from({ length: 40 }, () => give('clerk', START)));
    expect(store.begun - before).toBeLessThan(10);
  });

  test('what waits is counted', async () => {
    const { give, runtime } = await open(undefined, { limits: { batch: 10 } });
    const seen: number[] = [];
    const look = (): void => {
      seen.push(runtime.stats().waiting);
    };
    await Promise.all(Array.from({ length: 40 }, () => give('clerk', START).then(look)));
    expect(Math.max(...seen)).toBeGreaterThan(0);
    expect(runtime.stats()).toMatchObject({ waiting: 0 });
  });

  test('too many waiting: busy, and nothing of it is done', async () => {
    const { give, count } = await open(undefined, { limits: { waiting: 3 } });
    const answers = await Promise.all(Array.from({ length: 20 }, () => give('clerk', START)));
    const done = answers.filter(({ status }) => status === 'accepted').length;
    expect(answers.filter((answer) => answer.status === 'rejected' && answer.code === 'busy')).toHaveLength(20 - done);
    expect(await count()).toBe(done);
  });

  test('a closing door takes nothing more and finishes what it has', async () => {
    const { runtime, give, count } = await open();
    const under = [give('clerk', START), give('clerk', START)];
    const closing = runtime.close();
    expect(await give('clerk', START)).toMatchObject({ status: 'rejected', code: 'busy' });
    await closing;
    expect((await Promise.all(under)).map(({ status }) => status)).toEqual(['accepted', 'accepted']);
    expect(await count()).toBe(2);
  });
});

describe('when a step hits an assertion', () => {
  /** Falls over when somebody completes with the outcome `bug`. */
  const falling: Policy = {
    ...(POLICY as Policy),
    admit: ({ command }) => {
      if (command.kind === 'completeWork' && command.opinion === 'bug') throw new TypeError('x is undefined');
      return [];
    },
  };

  test('that instance is put aside with a record, all others go on', async () => {
    const { give, queries, faults } = await open(falling);
    const ids: string[] = [];
    for (let i = 0; i < 2; i++) {
      const started = await give('clerk', START);
      if (started.status === 'accepted') ids.push(started.result['instance'] as string);
    }
    const [bad = '', good = ''] = ids;
    const item = (await queries.itemsOf(bad))[0]?.item ?? '';
    const complete = (instance: string, opinion: string): Command => ({
      kind: 'completeWork',
      instance,
      item,
      opinion,
    });
    const answers = await Promise.all([
      give('clerk', complete(bad, 'bug')),
      give('clerk', complete(good, 'fine')),
      give('clerk', complete(bad, 'fine')),
    ]);
    expect(answers).toMatchObject([{ code: 'quarantined' }, { status: 'accepted' }, { code: 'quarantined' }]);
    expect(await queries.instance(bad)).toMatchObject({ status: 'quarantined' });
    expect((await queries.itemsOf(bad)).map(({ status }) => status)).toEqual(['open']);
    expect(await queries.quarantine(UNIT)).toMatchObject([{ instance: bad, message: 'x is undefined' }]);
    expect(faults.map(({ kind }) => kind)).toEqual(['quarantine']);
  });

  /** Counts completions in a scope record; `key` says in which. */
  const counting = (key: (request: Request) => string, named = key): Policy => ({
    ...(POLICY as Policy),
    scopes: (request) => (request.command.kind === 'completeWork' ? [{ kind: 'count', id: named(request) }] : []),
    react: (request, stimulus) => {
      const reaction = (POLICY as Policy).react(request, stimulus);
      if (stimulus.kind !== 'command' || request.command.kind !== 'completeWork') return reaction;
      const [record] = request.instance?.records ?? [];
      const value = record === undefined ? 1 : (JSON.parse(record.value) as number) + 1;
      return { ...reaction, records: [{ kind: 'count', id: key(request), value }] };
    },
  });
  async function started(office: Awaited<ReturnType<typeof open>>): Promise<{ instance: string; item: string }> {
    const answer = await office.give('clerk', START);
    if (answer.status !== 'accepted') throw new Error(JSON.stringify(answer));
    const instance = answer.result['instance'] as string;
    return { instance, item: (await office.queries.itemsOf(instance))[0]?.item ?? '' };
  }
  const counts = async ({ queries }: Awaited<ReturnType<typeof open>>): Promise<unknown> =>
    (await queries.records(UNIT, 'count', { limit: 10 })).rows.map(({ id, revision, value }) => [id, revision, value]);

  test('a scope record is seen as the commands before it in the batch have left it, and its entry tells of each change', async () => {
    const office = await open(counting(() => 'all'));
    const all = [await started(office), await started(office), await started(office)];
    const answers = await Promise.all(all.map((each) => office.give('clerk', { kind: 'completeWork', ...each })));
    expect(answers.map(({ status }) => status)).toEqual(['accepted', 'accepted', 'accepted']);
    expect(await counts(office)).toEqual([['all', 1, '3']]);
    const told = await Promise.all(
      all.map(async ({ instance }) => {
        const entry = (await office.queries.entries(UNIT, `instance:${instance}`, 2, 1))[0];
        return (JSON.parse(entry?.content?.pieces ?? '{}') as { records: { value: unknown[] } }).records.value;
      }),
    );
    expect(told.flat()).toEqual(
      [1, 2, 3].map((value) => ({ kind: 'count', id: 'all', value, revision: 1, write: value })),
    );
  });

  test('asking sees the record that the command would see, also among many of its kind', async () => {
    const good = counting(() => 'last');
    const office = await open({
      ...good,
      authorise: ({ command, instance }) =>
        command.kind === 'completeWork' && instance?.records.length === 1 ? [{ code: 'over-limit', message: '' }] : [],
    });
    const ids = [...Array.from({ length: 200 }, (_, index) => `a${index}`), 'last'];
    const put = ids.map((id) => ({ unit: UNIT, kind: 'count', id, revision: 1, value: '1' }));
    await office.store.transact((transaction) => {
      transaction.flush(changes({ records: { put } }));
      return Promise.resolve();
    });
    const command: Command = { kind: 'completeWork', ...(await started(office)) };
    const asked = await office.runtime.ask({ unit: UNIT, principal: person('clerk'), command });
    expect(asked).toMatchObject({ status: 'refused', reasons: [{ code: 'over-limit' }] });
    expect(await office.give('clerk', command)).toMatchObject({ status: 'refused' });
  });

  test('a command that rests on another record after its predecessors in the batch goes alone', async () => {
    // Which record it is hangs on how often the instance has been acted on: once by its start, and then by the claim.
    const office = await open(counting(({ instance }) => `after-${instance?.trail.length ?? 0}`));
    const { instance, item } = await started(office);
    const claim: Command = { kind: 'claimWork', instance, item };
    const answers = await Promise.all([
      office.give('clerk', claim),
      office.give('clerk', { kind: 'completeWork', instance, item }),
    ]);
    expect(answers.map(({ status }) => status)).toEqual(['accepted', 'accepted']);
    expect(await counts(office)).toEqual([['after-2', 1, '1']]);
    expect(office.faults).toEqual([]);
  });

  test('the policy is asked once for the records of a command, and again when a predecessor changed its instance', async () => {
    let asked = 0;
    const count = counting(() => 'all');
    const office = await open({ ...count, scopes: (request) => (asked++, count.scopes(request)) });
    const { instance, item } = await started(office);
    asked = 0;
    await office.give('clerk', { kind: 'claimWork', instance, item });
    expect(asked).toBe(1);
    await Promise.all([
      office.give('clerk', { kind: 'releaseWork', instance, item }),
      office.give('clerk', { kind: 'completeWork', instance, item }),
    ]);
    expect(asked).toBe(1 + 3);
    expect(await counts(office)).toEqual([['all', 1, '1']]);
  });

  test('a record that hangs on the moment is the one of the moment that the command has', async () => {
    let now = Date.UTC(2026, 11, 31);
    const office = await open(
      counting(({ at }) => `at-${at}`),
      {},
      () => now++,
    );
    const each = await started(office);
    expect(await office.give('clerk', { kind: 'completeWork', ...each })).toMatchObject({ status: 'accepted' });
    const [, entry] = await office.queries.entries(UNIT, `instance:${each.instance}`, 1, 2);
    expect(await counts(office)).toEqual([[`at-${entry?.at}`, 1, '1']]);
  });

  test('a value that cannot be written down changes nothing, also for those who come after in the batch', async () => {
    const good = counting(() => 'all');
    const policy: Policy = {
      ...good,
      react: (request, stimulus) => {
        const reaction = good.react(request, stimulus);
        const { command } = request;
        const isBad = command.kind === 'completeWork' && command.opinion === 'bad';
        const records = (reaction.records ?? []).map((record) => (isBad ? { ...record, value: Number.NaN } : record));
        return { ...reaction, records };
      },
    };
    const office = await open(policy);
    const [first, second] = [await started(office), await started(office)];
    const answers = await Promise.all([
      office.give('clerk', { kind: 'completeWork', ...first, opinion: 'bad' }),
      office.give('clerk', { kind: 'completeWork', ...second }),
    ]);
    expect(answers.map(({ status }) => status)).toEqual(['rejected', 'accepted']);
    expect(await counts(office)).toEqual([['all', 1, '1']]);
  });

  test('a policy that changes a record it did not name, or falls over when it names them, puts the instance aside', async () => {
    const unnamed = counting(
      () => 'one',
      () => 'other',
    );
    const falls: Policy = {
      ...(POLICY as Policy),
      scopes: ({ command }) => {
        if (command.kind === 'completeWork') throw new TypeError('no scope');
        return [];
      },
    };
    for (const policy of [unnamed, falls]) {
      const office = await open(policy);
      const { instance, item } = await started(office);
      expect(await office.give('clerk', { kind: 'completeWork', instance, item })).toMatchObject({
        code: 'quarantined',
      });
      expect(await counts(office)).toEqual([]);
      expect(office.faults.map(({ kind }) => kind)).toEqual(['quarantine']);
    }
  });

  test('one that falls over when it says whom a change concerns fails no command', async () => {
    const forgetful: Policy = {
      ...(POLICY as Policy),
      concerned: () => {
        throw new TypeError('nobody');
      },
    };
    const { give, count, faults, notices } = await open(forgetful);
    expect(await give('clerk', START)).toMatchObject({ status: 'accepted' });
    expect(await count()).toBe(1);
    expect(faults.map(({ kind }) => kind)).toEqual(['notice']);
    expect(notices).toMatchObject([{ kind: 'item' }, { kind: 'instance', persons: ['clerk'], offers: [] }]);
  });
});
