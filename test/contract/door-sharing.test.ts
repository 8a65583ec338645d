import { OrganisationCache, Runtime, type Answer, type Command, type Store, type Transaction } from '@quanheng/runtime';
import { MemoryDatabase } from '../simulation/index.js';
import { POLICY } from '../simulation/world/policy.js';
import { officeChanges, person, SEED, TWO_TASKS, UNIT } from './office.js';

const START: Command = { kind: 'startInstance', process: 'Two' };
const WORTH = 4;

/** A store whose transactions end when the test lets them. */
class HeldStore implements Store {
  readonly writers: number;
  isHeld = false;
  running = 0;
  /** Commands of each transaction, in the order they began. */
  readonly sizes: number[] = [];
  private held: (() => void)[] = [];

  constructor(private readonly inner: Store) {
    this.writers = inner.writers;
  }

  async transact<T>(work: (transaction: Transaction) => Promise<T>): Promise<T> {
    this.running++;
    const place = this.sizes.push(0) - 1;
    try {
      const counting = (transaction: Transaction): Transaction => ({
        load: (wanted) => transaction.load(wanted),
        flush: (changes) => {
          this.sizes[place] = changes.entries.add.length;
          transaction.flush(changes);
        },
      });
      return await this.inner.transact(async (transaction) => {
        const result = await work(counting(transaction));
        if (this.isHeld) await new Promise<void>((go) => this.held.push(go));
        return result;
      });
    } finally {
      this.running--;
    }
  }

  letGo(): void {
    this.isHeld = false;
    for (const go of this.held.splice(0)) go();
  }

  takeNumbers(unit: string, series: string, count: number): Promise<number> {
    return this.inner.takeNumbers(unit, series, count);
  }

  close(): Promise<void> {
    return this.inner.close();
  }
}

async function open() {
  const inner = new MemoryDatabase({ writers: 3 }).connect();
  const store = new HeldStore(inner);
  const { queries } = inner;
  const sleepers: (() => void)[] = [];
  const runtime = new Runtime(
    {
      store,
      queries,
      policy: POLICY,
      organisation: new OrganisationCache(queries),
      surroundings: {
        now: () => Date.UTC(2026, 0, 5),
        random: (bytes) => crypto.getRandomValues(new Uint8Array(bytes)),
        sleep: () => new Promise((wake) => sleepers.push(wake)),
      },
    },
    { limits: { worth: WORTH } },
  );
  const give = (command: Command): Promise<Answer> =>
    runtime.execute({ unit: UNIT, principal: person('clerk'), command });
  const prepare = { kind: 'changeOrganisation', changes: officeChanges() } as const;
  await runtime.execute({ unit: UNIT, principal: SEED, command: prepare });
  const resources = [{ name: 'two.bpmn', text: TWO_TASKS }];
  const deploy = { kind: 'deploy', name: 'd', resources } as const;
  const deployed = await runtime.execute({ unit: UNIT, principal: person('designer'), command: deploy });
  if (deployed.status !== 'accepted') throw new Error(JSON.stringify(deployed));
  const publish = { kind: 'publish', deployment: String(deployed.result['deployment']) } as const;
  await runtime.execute({ unit: UNIT, principal: person('publisher'), command: publish });
  store.sizes.length = 0;
  /** As many, one after the other, each in line before the next comes. */
  const giveMany = async (count: number): Promise<Promise<Answer>[]> => {
    const given: Promise<Answer>[] = [];
    for (let i = 0; i < count; i++) {
      given.push(give(START));
      await settled();
    }
    return given;
  };
  const wake = async (): Promise<void> => {
    for (const go of sleepers.splice(0)) go();
    await settled();
  };
  return { store, giveMany, give, wake, queries };
}

/** Everything that can go on has gone on. */
async function settled(): Promise<void> {
  for (let i = 0; i < 30; i++) await new Promise((resolve) => setImmediate(resolve));
}

describe('transactions side by side', () => {
  it('another one begins when enough commands wait for it, and never more than the store takes', async () => {
    const { store, giveMany } = await open();
    store.isHeld = true;
    const given = await giveMany(1 + (WORTH - 1));
    expect(store.sizes).toEqual([1]);
    given.push(...(await giveMany(1)));
    expect(store.sizes).toEqual([1, WORTH]);
    given.push(...(await giveMany(WORTH * 3)));
    expect(store.sizes).toEqual([1, WORTH, WORTH]);
    expect(store.running).toBe(3);
    store.letGo();
    const answers = await Promise.all(given);
    expect(new Set(answers.map(({ status }) => status))).toEqual(new Set(['accepted']));
    expect(store.sizes).toEqual([1, WORTH, WORTH, WORTH * 2]);
  });

  it('many that come at once make two, fewer make one', async () => {
    const { store, give } = await open();
    const send = (count: number): Promise<Answer[]> =>
      Promise.all(Array.from({ length: count }, () => give({ kind: 'publishMessage', name: 'm', variables: {} })));
    await send(2 * WORTH - 1);
    expect(store.sizes).toEqual([2 * WORTH - 1]);
    await send(2 * WORTH);
    expect(store.sizes).toEqual([2 * WORTH - 1, WORTH, WORTH]);
  });

  it('one that has waited for long goes beside what is held up', async () => {
    const { store, giveMany, wake } = await open();
    store.isHeld = true;
    const [held, waiting] = await giveMany(2);
    expect(store.sizes).toEqual([1]);
    await wake();
    expect(store.sizes).toEqual([1, 1]);
    store.letGo();
    expect(await Promise.all([held, waiting])).toMatchObject([{ status: 'accepted' }, { status: 'accepted' }]);
  });

  it('but not when it is for the instance that is held up', async () => {
    const { store, give, wake, queries } = await open();
    const started = await give(START);
    if (started.status !== 'accepted') throw new Error(JSON.stringify(started));
    const instance = String(started.result['instance']);
    const [open0] = await queries.itemsOf(instance);
    store.isHeld = true;
    const first = give({ kind: 'claimWork', instance, item: open0?.item ?? '' });
    await settled();
    const second = give({ kind: 'completeWork', instance, item: open0?.item ?? '' });
    await settled();
    const before = [...store.sizes];
    await wake();
    expect(store.sizes).toEqual(before);
    store.letGo();
    expect(await Promise.all([first, second])).toMatchObject([{ status: 'accepted' }, { status: 'accepted' }]);
  });
});
