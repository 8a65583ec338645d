import { shippedProfiles } from '@quanheng/host';
import { createPolicy, type Policy } from '@quanheng/policy';
import { NODE_HASHING, NODE_SURROUNDINGS, Runtime, type Answer } from '@quanheng/runtime';
import type { Command, Principal } from '@quanheng/runtime/ports';
import { MemoryDatabase } from '../../simulation/index.js';
import { median, SAMPLES } from '../measure.js';
import { province } from './organisation.js';
import { doings, DRAWING, starter, type Counted } from './payment.js';
import { Stopwatch, Times, type Spent } from './stopwatch.js';

/** Of one command: medians of the samples. */
interface Quantiles {
  readonly value: number;
  readonly p99: number;
}
export interface GuardResult extends Quantiles {
  readonly name: Counted;
  readonly unit: 'us';
  /** The guard, and what the policy makes of the command once it may be: work items, signatures, trail. */
  readonly policy: Quantiles;
}
export interface GuardReport {
  readonly suite: 'guard';
  readonly results: readonly GuardResult[];
}

const UNIT = 'u1';
const WARM_UP = 200;
const PAYMENTS = 300;
const COUNTED: readonly Counted[] = ['claim', 'complete', 'sign', 'return', 'not-offered', 'conflict'];

/**
 * What the guard (`authorise` and `admit`) costs a command, and what the whole policy does, with 100,000 people in 10,000 posts; the engine, the store and
 * the entry are not counted, but work between two questions as they do in a server. Everybody signs in before a payment begins, where the session asks what
 * they are; nobody acts twice within some hundred payments.
 */
export async function guardSuite(progress: (text: string) => void): Promise<GuardReport> {
  progress('100,000 people');
  const watch = new Stopwatch();
  const policy = createPolicy({
    effects: () => undefined,
    profiles: shippedProfiles(),
    digest: (text) => NODE_HASHING.text(text),
  });
  const view = province(UNIT);
  const open = (): Office => Office.open(watch.over(policy), { view: () => Promise.resolve(view) });
  let payments = 0;
  const run = async (count: number): Promise<Times> => {
    // What was stored for earlier samples is no part of this one.
    const office = open();
    await office.publish();
    const times = new Times();
    for (let i = 0; i < count; i++) await office.payment(payments++, watch, times);
    await office.close();
    return times;
  };
  await run(WARM_UP);
  const samples: Times[] = [];
  for (let sample = 0; sample < SAMPLES; sample++) {
    progress(`sample ${sample + 1} of ${SAMPLES}`);
    samples.push(await run(PAYMENTS));
  }
  const of = (name: Counted, part: keyof Spent): Quantiles => ({
    value: median(samples.map((times) => times.quantile(name, part, 0.5))),
    p99: median(samples.map((times) => times.quantile(name, part, 0.99))),
  });
  const results = COUNTED.map((name): GuardResult => ({
    name,
    ...of(name, 'guard'),
    unit: 'us',
    policy: of(name, 'policy'),
  }));
  return { suite: 'guard', results };
}

/** A runtime over a database of its own, and somebody who makes payments in it. */
class Office {
  private constructor(
    private readonly runtime: Runtime,
    private readonly store: ReturnType<MemoryDatabase['connect']>,
    private readonly organisation: ConstructorParameters<typeof Runtime>[0]['organisation'],
  ) {}

  static open(real: Policy, organisation: ConstructorParameters<typeof Runtime>[0]['organisation']): Office {
    const store = new MemoryDatabase().connect();
    // The drawing is put into force past the judgement on publication, which is not what is measured.
    const policy: Policy = {
      ...real,
      authorise: (request) => (request.command.kind === 'publish' ? [] : real.authorise(request)),
    };
    const runtime = new Runtime({
      store,
      queries: store.queries,
      surroundings: NODE_SURROUNDINGS,
      policy,
      organisation,
    });
    return new Office(runtime, store, organisation);
  }

  async publish(): Promise<void> {
    const seed: Principal = { kind: 'system', name: 'seed' };
    const resources = [{ name: 'payment.bpmn', text: DRAWING }];
    const deployment = await this.must(seed, { kind: 'deploy', name: 'bench', resources }, 'deployment');
    await this.must(seed, { kind: 'publish', deployment }, 'deployment');
  }

  async payment(number: number, watch: Stopwatch, times: Times): Promise<void> {
    const now = (): number => NODE_SURROUNDINGS.now();
    for (const { by } of doings(number, now)) await this.signIn(by);
    const instance = await this.must(starter(number, now()), { kind: 'startInstance', process: 'Payment' }, 'instance');
    for (const { by, on, command, counted, isRefused = false } of doings(number, now)) {
      const item = await this.item(instance, on);
      watch.reset();
      const answer = await this.give(by, command(instance, item));
      const spent = watch.reset();
      if (counted !== undefined) times.take(counted, spent);
      if (answer.status === (isRefused ? 'refused' : 'accepted')) continue;
      throw new Error(`${counted ?? ''} on ${on} in payment ${number}: ${JSON.stringify(answer)}`);
    }
  }

  /** As the session of the API does. */
  private async signIn(by: Principal): Promise<void> {
    if (by.kind !== 'person') return;
    const view = await this.organisation.view(UNIT, 1);
    const now = NODE_SURROUNDINGS.now();
    view.roles(by.person, now);
    view.offers(by.person, now);
  }

  close(): Promise<void> {
    return this.runtime.close();
  }

  private async item(instance: string, name: string): Promise<string> {
    const items = await this.store.queries.itemsOf(instance);
    const found = items.find((each) => each.status === 'open' && each.name === name);
    if (found === undefined) throw new Error(`nothing is open that is called ${name}`);
    return found.item;
  }

  private give(principal: Principal, command: Command): Promise<Answer> {
    return this.runtime.execute({ unit: UNIT, principal, command });
  }

  private async must(principal: Principal, command: Command, wanted: string): Promise<string> {
    const answer = await this.give(principal, command);
    if (answer.status !== 'accepted') throw new Error(`${command.kind}: ${JSON.stringify(answer)}`);
    return String(answer.result[wanted]);
  }
}

export function readableGuard({ results }: GuardReport): string {
  const micros = (...numbers: readonly number[]): string =>
    numbers.map((each) => `${each.toFixed(1).padStart(9)} us`).join('');
  const rows = results.map(
    ({ name, value, p99, policy }) => name.padEnd(12) + micros(value, p99, policy.value, policy.p99),
  );
  const head = ['guard', 'its p99', 'policy', 'its p99'].map((each) => each.padStart(12)).join('');
  return [`${' '.repeat(12)}${head}`, ...rows, ''].join('\n');
}
