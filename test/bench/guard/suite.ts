import { shippedProfiles } from '@quanheng/host';
import { createPolicy, type Policy } from '@quanheng/policy';
import { NODE_HASHING, NODE_SURROUNDINGS, Runtime } from '@quanheng/runtime';
import type { Command, Principal } from '@quanheng/runtime/ports';
import { MemoryDatabase } from '../../simulation/index.js';
import { median, SAMPLES } from '../measure.js';
import { province } from './organisation.js';

export interface GuardResult {
  readonly name: 'claim' | 'complete' | 'sign' | 'refusal';
  /** Microseconds of one command that the policy takes in all: authorise, react and admit. Medians of the samples. */
  readonly value: number;
  readonly p99: number;
  readonly unit: 'us';
}
export interface GuardReport {
  readonly suite: 'guard';
  readonly results: readonly GuardResult[];
}

const UNIT = 'u1';
const WARM_UP = 300;
const PAYMENTS = 500;

const act = (name: string, post: string, rest = ''): string =>
  `<qh:act name="${name}"><qh:assign post="${post}"/>${rest}</qh:act>`;
const DRAWING = `<?xml version="1.0" encoding="UTF-8"?>
<definitions xmlns="http://www.omg.org/spec/BPMN/20100524/MODEL" xmlns:qh="urn:quanheng:bpmn:1" id="D" targetNamespace="urn:quanheng:bench">
  <process id="Payment" isExecutable="true" qh:returns="all"><extensionElements>
    <qh:protected name="amount" type="money"/><qh:protected name="payee" type="account"/>
    <qh:constraint kind="separation" between="Fill, Review" level="person department"/>
    <qh:constraint kind="atMost" between="Fill, Review, Pens" count="1"/></extensionElements>
    <startEvent id="Start"/>
    <userTask id="Fill" qh:writes="amount payee" qh:duty="EXPENSE_APPLY"><extensionElements><qh:assign post="P1"/></extensionElements></userTask>
    <userTask id="Review" qh:duty="EXPENSE_APPROVE"><extensionElements><qh:control kind="check"/><qh:assign post="P2"/></extensionElements></userTask>
    <userTask id="Pens"><extensionElements><qh:control kind="dualSignature">${act('甲', 'P3')}${act('乙', 'P5')}</qh:control></extensionElements></userTask>
    <serviceTask id="Pay" qh:handler="pay"/>
    <endEvent id="End"/>
    <sequenceFlow id="f1" sourceRef="Start" targetRef="Fill"/><sequenceFlow id="f2" sourceRef="Fill" targetRef="Review"/>
    <sequenceFlow id="f3" sourceRef="Review" targetRef="Pens" qh:outcome="passed"/>
    <sequenceFlow id="f4" sourceRef="Pens" targetRef="Pay" qh:outcome="passed"/><sequenceFlow id="f5" sourceRef="Pay" targetRef="End"/>
  </process>
</definitions>`;

/** What the guard costs a command, with 100,000 people in 10,000 posts; the engine, the store and the entry are not counted. */
export async function guardSuite(progress: (text: string) => void): Promise<GuardReport> {
  progress('100,000 people');
  const watch = new Stopwatch();
  const policy = createPolicy({
    effects: (handler) => (handler === 'pay' ? 'payment' : undefined),
    profiles: shippedProfiles(),
    digest: (text) => NODE_HASHING.text(text),
  });
  const store = new MemoryDatabase().connect();
  const view = province(UNIT);
  const runtime = new Runtime({
    ...{ store, queries: store.queries, surroundings: NODE_SURROUNDINGS },
    policy: watch.over(unjudged(policy)),
    organisation: { view: () => Promise.resolve(view) },
  });
  const give = async (principal: Principal, command: Command): Promise<string> => {
    const answer = await runtime.execute({ unit: UNIT, principal, command });
    if (answer.status !== 'accepted') throw new Error(`${command.kind}: ${JSON.stringify(answer)}`);
    return String(answer.result['instance'] ?? answer.result['deployment']);
  };
  const seed: Principal = { kind: 'system', name: 'seed' };
  const resources = [{ name: 'payment.bpmn', text: DRAWING }];
  await give(seed, { kind: 'publish', deployment: await give(seed, { kind: 'deploy', name: 'bench', resources }) });
  const payment = async (times: Times): Promise<void> => {
    const instance = await give(holder(1), { kind: 'startInstance', process: 'Payment' });
    const item = async (post: number): Promise<string> => {
      const items = await store.queries.itemsOf(instance);
      const open = items.find(({ status, offers }) => status === 'open' && offers.includes(`post:P${post}`));
      if (open === undefined) throw new Error(`nothing is open for P${post}`);
      return open.item;
    };
    const claimed = await item(1);
    await times.take('claim', watch, () => give(holder(1), { kind: 'claimWork', instance, item: claimed }));
    const variables = { amount: 300_000, payee: '甲账户' };
    await times.take('complete', watch, () =>
      give(holder(1), { kind: 'completeWork', instance, item: claimed, variables }),
    );
    const review = await item(2);
    await times.take('refusal', watch, () =>
      runtime.execute({ unit: UNIT, principal: holder(1), command: approval(instance, review) }),
    );
    await give(holder(2), approval(instance, review));
    for (const post of [3, 5]) {
      const pen = await item(post);
      await times.take('sign', watch, () => give(holder(post), approval(instance, pen)));
    }
  };
  for (let i = 0; i < WARM_UP; i++) await payment(new Times());
  const samples: Times[] = [];
  for (let sample = 0; sample < SAMPLES; sample++) {
    progress(`sample ${sample + 1} of ${SAMPLES}`);
    const times = new Times();
    for (let i = 0; i < PAYMENTS; i++) await payment(times);
    samples.push(times);
  }
  await runtime.close();
  const names = ['claim', 'complete', 'sign', 'refusal'] as const;
  const results = names.map((name): GuardResult => ({
    name,
    value: median(samples.map((times) => times.quantile(name, 0.5))),
    p99: median(samples.map((times) => times.quantile(name, 0.99))),
    unit: 'us',
  }));
  return { suite: 'guard', results };
}

/** The drawing is no more than what is measured needs: it has neither evidence nor time limits, and would not be published. */
function unjudged(policy: Policy): Policy {
  return { ...policy, authorise: (request) => (request.command.kind === 'publish' ? [] : policy.authorise(request)) };
}

/** One of the ten who hold the post, and no other. */
function holder(post: number): Principal {
  const person = `H${post}`;
  return { kind: 'person', person, account: `A-${person}`, authenticatedAt: NODE_SURROUNDINGS.now() };
}

function approval(instance: string, item: string): Command {
  return { kind: 'completeWork', instance, item, outcome: 'approve' };
}

/** How long the policy worked since it was last asked. */
class Stopwatch {
  private spent = 0;

  reset(): number {
    const { spent } = this;
    this.spent = 0;
    return spent;
  }

  over(policy: Policy): Policy {
    const timed =
      <A extends unknown[], R>(work: (...args: A) => R) =>
      (...args: A): R => {
        const begin = performance.now();
        const result = work(...args);
        this.spent += performance.now() - begin;
        return result;
      };
    return {
      ...policy,
      scopes: timed((request) => policy.scopes(request)),
      authorise: timed((request) => policy.authorise(request)),
      react: timed((request, stimulus) => policy.react(request, stimulus)),
      admit: timed((request, done) => policy.admit(request, done)),
      apply: timed((work, event) => policy.apply(work, event)),
    };
  }
}

class Times {
  private readonly micros = new Map<string, number[]>();

  async take(name: GuardResult['name'], watch: Stopwatch, work: () => Promise<unknown>): Promise<void> {
    watch.reset();
    await work();
    const known = this.micros.get(name);
    const spent = watch.reset() * 1_000;
    if (known === undefined) this.micros.set(name, [spent]);
    else known.push(spent);
  }

  quantile(name: string, share: number): number {
    const sorted = [...(this.micros.get(name) ?? [])].sort((one, other) => one - other);
    return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? NaN;
  }
}

export function readableGuard({ results }: GuardReport): string {
  const rows = results.map(
    ({ name, value, p99 }) => `${name.padEnd(10)} ${value.toFixed(1).padStart(8)} us ${p99.toFixed(1).padStart(8)} us`,
  );
  return ['guard       median         p99', ...rows, ''].join('\n');
}
