import { POLICY } from '../simulation/world/policy.js';
import {
  MessageCourier,
  OrganisationCache,
  Runtime,
  type Accepted,
  type Answer,
  type Command,
  type Notice,
  type Policy,
  type Principal,
  type Surroundings,
} from '@quanheng/runtime';
import type { OpenedStore } from './door/office.js';
import { bpmn, flows, officeChanges, person, SEED, SIGNAL_PROCESS, TIMER, UNIT } from './office.js';

const WAITS = ['apply', 'pay', 'broken', 'hour', 'paid'];
/** Something of every kind that waits, side by side. */
const EVERYTHING = bpmn(
  'Everything',
  `<startEvent id="s"/><parallelGateway id="fork"/>
   <userTask id="apply"><extensionElements><qh:assign post="clerks"/></extensionElements></userTask>
   <serviceTask id="pay" qh:handler="pay"/>
   <serviceTask id="broken" qh:handler="broken"/>
   <intermediateCatchEvent id="hour"><timerEventDefinition><timeDuration>PT1H</timeDuration></timerEventDefinition></intermediateCatchEvent>
   <intermediateCatchEvent id="paid"><messageEventDefinition messageRef="m"/></intermediateCatchEvent>
   ${flows('s', 'fork')}${WAITS.map((id) => `<endEvent id="end_${id}"/>${flows('fork', id, `end_${id}`)}`).join('')}`,
  '<message id="m" name="paid" qh:correlation="ref"/>',
);
const THEN_WAITS = bpmn(
  'ThenWaits',
  `<startEvent id="s"/><userTask id="apply"><extensionElements><qh:assign post="clerks"/></extensionElements></userTask>
   <intermediateCatchEvent id="paid"><messageEventDefinition messageRef="m"/></intermediateCatchEvent><endEvent id="e"/>
   ${flows('s', 'apply', 'paid', 'e')}`,
  '<message id="m" name="paid"/>',
);
const OPERATOR = person('operator');
const HOUR = 3_600_000;
/** What the door asks of chance for an id; for the secret of an entry it asks twice as much. */
const ID_BYTES = 16;

/** An office with faults: its policy falls over on the kinds of commands in `faults`, and with `id` among them no id can be drawn. */
class Office {
  now = Date.UTC(2026, 0, 5, 1);
  readonly faults = new Set<string>();
  readonly notices: Notice[] = [];
  readonly runtime: Runtime;
  private chance = 0;
  private readonly surroundings: Surroundings = {
    now: () => this.now,
    random: (bytes) => {
      if (bytes === ID_BYTES && this.faults.has('id')) throw new TypeError('no more chance');
      return Uint8Array.from({ length: bytes }, () => (this.chance = (this.chance * 75 + 74) % 65_537));
    },
    sleep: () => new Promise((resolve) => setTimeout(resolve, 1)),
  };

  constructor(readonly opened: OpenedStore) {
    const plain = POLICY as Policy;
    const policy: Policy = {
      ...plain,
      react: (request, stimulus) => {
        if (this.faults.has(request.command.kind)) throw new TypeError('x is undefined');
        return plain.react(request, stimulus);
      },
    };
    const { store, queries } = opened;
    this.runtime = new Runtime({
      ...{ store, queries, policy, organisation: new OrganisationCache(queries) },
      surroundings: this.surroundings,
      bell: { ring: (all) => void this.notices.push(...all), listen: () => () => undefined, close: async () => {} },
    });
  }

  give(by: Principal, command: Command): Promise<Answer> {
    return this.runtime.execute({ unit: UNIT, principal: by, command });
  }

  async must(by: Principal, command: Command): Promise<Accepted> {
    const answer = await this.give(by, command);
    if (answer.status !== 'accepted') throw new Error(`${command.kind}: ${JSON.stringify(answer)}`);
    return answer;
  }

  async publish(text: string): Promise<void> {
    const resources = [{ name: 'process.bpmn', text }];
    const deployed = await this.must(person('designer'), { kind: 'deploy', name: 'all', resources });
    await this.must(person('publisher'), { kind: 'publish', deployment: deployed.result['deployment'] as string });
  }

  /** An instance with everything that waits, one of its jobs as an incident. */
  async start(): Promise<string> {
    const started = await this.must(person('clerk'), {
      kind: 'startInstance',
      process: 'Everything',
      variables: { ref: 'R1' },
    });
    const [job] = await this.lock('broken');
    const failed = { instance: job!.instance, job: job!.job, lock: job!.lock, message: 'no', retries: 0 };
    await this.must({ kind: 'system', name: 'job:broken' }, { kind: 'failJob', ...failed });
    return started.result['instance'] as string;
  }

  /** As it is when a timer of it could not be fired for a fault of the product. */
  async quarantined(): Promise<string> {
    const instance = await this.start();
    this.now += HOUR;
    this.faults.add('fireTimer');
    const timer = await this.timer();
    await this.fire(instance, timer!.subscription);
    await this.opened.workSource.deferTimer(timer!, this.now + 10_000, this.now + 300_000);
    expect(await this.status(instance)).toBe('quarantined');
    return instance;
  }

  /** Lets the courier do all that waits. */
  async carry(): Promise<void> {
    const { store, queries, workSource } = this.opened;
    const { runtime, surroundings } = this;
    const courier = new MessageCourier(runtime, store, queries, runtime.catalogue, surroundings);
    const rows = await workSource.takeOutbox({ limit: 100, now: this.now, until: this.now + 1000 });
    for (const row of rows) await courier.deliver(row);
  }

  fire(instance: string, subscription: number): Promise<Answer> {
    return this.give(TIMER, { kind: 'fireTimer', instance, subscription });
  }
  async timer() {
    return (await this.opened.workSource.takeTimers({ limit: 5, now: this.now, until: this.now + 10_000 }))[0];
  }
  lock(handler: string) {
    const request = { unit: null, handlers: [handler], limit: 5, now: this.now, until: this.now + 10_000 };
    return this.opened.workSource.lockJobs({ ...request, token: () => `t${this.now}` });
  }

  async status(instance: string): Promise<string | undefined> {
    return (await this.opened.queries.instance(instance))?.status;
  }

  /** How much of it waits, by kind. */
  async waiting(instance: string) {
    const { queries } = this.opened;
    const page = { limit: 50 };
    return {
      items: (await queries.itemsOf(instance)).filter(({ status }) => status === 'open').length,
      jobs: (await queries.jobs(UNIT, { instance }, page)).rows.length,
      timers: (await queries.timers(UNIT, { instance }, page)).rows.length,
      subscriptions: (await queries.subscriptionsOf(instance)).length,
      incidents: (await queries.incidents(UNIT, { instance }, page)).rows.length,
      quarantine: (await queries.quarantine(UNIT)).length,
    };
  }

  async entries(instance: string) {
    return this.opened.queries.entries(UNIT, `instance:${instance}`, 1, 100);
  }
}

/** How an instance comes out of quarantine. */
export function describeQuarantine(name: string, open: () => Promise<OpenedStore>): void {
  describe(`quarantine over ${name}`, () => {
    let office: Office;
    beforeEach(async () => {
      office = new Office(await open());
      await office.must(SEED, { kind: 'changeOrganisation', changes: officeChanges() });
      await office.publish(EVERYTHING);
    });
    afterEach(async () => {
      await office.runtime.close();
      await office.opened.close();
    });

    const all = { items: 1, jobs: 1, timers: 1, subscriptions: 1, incidents: 1 };
    const release = (instance: string, reason = '已修复'): Command => ({ kind: 'releaseInstance', instance, reason });
    const cancel = (instance: string, reason = '无法修复'): Command => ({ kind: 'cancelInstance', instance, reason });

    test('released, it is what it was before, and what fell due meanwhile is due', async () => {
      const instance = await office.quarantined();
      const before = await office.opened.queries.instance(instance);
      const [job] = await office.lock('pay');
      await office.opened.workSource.deferJob(job!, job!.lock, office.now + 300_000);
      expect(await office.timer()).toBeUndefined();
      expect(await office.waiting(instance)).toEqual({ ...all, quarantine: 1 });
      office.faults.clear();
      office.notices.length = 0;

      const { result } = await office.must(OPERATOR, release(instance));
      expect(result).toMatchObject({ instance, status: 'active' });
      expect(await office.opened.queries.instance(instance)).toMatchObject({
        ...{ status: 'active', endedAt: null, state: before!.state, digests: before!.digests },
      });
      expect(await office.waiting(instance)).toEqual({ ...all, quarantine: 0 });
      expect(new Set(office.notices.map(({ kind }) => kind))).toEqual(new Set(['timer', 'job', 'outbox', 'instance']));
      const timer = await office.timer();
      expect(await office.fire(instance, timer!.subscription)).toMatchObject({ status: 'accepted' });
      expect((await office.lock('pay')).map((each) => each.instance)).toEqual([instance]);
      const entry = (await office.entries(instance)).find(({ kind }) => kind === 'releaseInstance');
      expect(entry).toMatchObject({ principal: 'person:operator', refused: null });
      expect(entry!.content!.pieces).toContain('已修复');
    });

    test('released before the fault is repaired, it comes back', async () => {
      const instance = await office.quarantined();
      await office.must(OPERATOR, release(instance));
      const timer = await office.timer();
      expect(await office.fire(instance, timer!.subscription)).toMatchObject({ code: 'quarantined' });
      expect([await office.status(instance), (await office.waiting(instance)).quarantine]).toEqual(['quarantined', 1]);
    });

    test('one whose rows cannot be made is put aside too, and what was half done for it is not', async () => {
      await office.publish(THEN_WAITS);
      const start = async (): Promise<string> => {
        const { result } = await office.must(person('clerk'), { kind: 'startInstance', process: 'ThenWaits' });
        return result['instance'] as string;
      };
      const complete = async (instance: string): Promise<Command> => {
        const [item] = await office.opened.queries.itemsOf(instance);
        return { kind: 'completeWork', instance, item: item!.item };
      };
      const [bad, other] = [await start(), await start()];
      const commands = [await complete(bad), await complete(other), await complete(bad)];
      const set: Command = { kind: 'setVariables', instance: other, variables: { a: 1 }, reason: '修复' };
      // The message event takes an id for its row of the outbox, after the entry is made: the first id that is wanted fails.
      office.faults.add('id');
      const asked = office.runtime.ask({ unit: UNIT, principal: person('clerk'), command: commands[0]! });
      expect(await asked).toMatchObject({ status: 'rejected', code: 'quarantined' });
      const before = await office.opened.queries.instance(bad);
      const answers = await Promise.all([
        office.give(OPERATOR, set),
        ...commands.map((command) => office.give(person('clerk'), command)),
      ]);
      office.faults.clear();
      expect(answers).toMatchObject([
        { status: 'accepted' },
        { status: 'rejected', code: 'quarantined' },
        { status: 'rejected', code: 'quarantined' },
        { status: 'rejected', code: 'quarantined' },
      ]);
      expect(await office.opened.queries.instance(bad)).toMatchObject({ status: 'quarantined', state: before!.state });
      const records = await office.opened.queries.quarantine(UNIT);
      expect(new Set(records.map(({ instance }) => instance))).toEqual(new Set([bad, other]));
      expect(records[0]).toMatchObject({ command: 'completeWork', message: 'no more chance' });
      expect((await office.entries(bad)).map(({ kind }) => kind)).toEqual(['startInstance', 'quarantine']);
      expect((await office.entries(other)).map(({ kind }) => kind)).toEqual([
        'startInstance',
        'setVariables',
        'quarantine',
      ]);
      expect(await office.waiting(bad)).toMatchObject({ items: 1, subscriptions: 0 });

      await office.must(OPERATOR, release(bad));
      await office.must(person('clerk'), commands[0]!);
      expect(await office.waiting(bad)).toMatchObject({ items: 0, subscriptions: 1 });
    });

    test('a signal that comes meanwhile reaches it when it is released', async () => {
      await office.publish(SIGNAL_PROCESS);
      const { result } = await office.must(person('clerk'), { kind: 'startInstance', process: 'Listening' });
      const instance = result['instance'] as string;
      // The signal itself brings the fault to light.
      office.faults.add('deliverSignal');
      await office.must(OPERATOR, { kind: 'broadcastSignal', name: 'fire' });
      await office.carry();
      expect(await office.status(instance)).toBe('quarantined');
      expect(await office.opened.queries.keptSignals(instance)).toHaveLength(1);
      office.faults.clear();
      await office.must(OPERATOR, release(instance));
      await office.carry();
      const waiting = await office.opened.queries.subscriptionsOf(instance);
      expect(waiting.map(({ element }) => element)).toEqual(['second']);

      office.faults.add('deliverSignal');
      await office.must(OPERATOR, { kind: 'broadcastSignal', name: 'fire' });
      await office.carry();
      await office.must(OPERATOR, cancel(instance));
      expect(await office.opened.queries.keptSignals(instance)).toEqual([]);
    });

    test('released, a suspended one stays suspended', async () => {
      const instance = await office.start();
      office.faults.add('setVariables');
      await office.must(OPERATOR, { kind: 'suspendInstance', instance, reason: '核查' });
      await office.give(OPERATOR, { kind: 'setVariables', instance, variables: {}, reason: '修复' });
      expect(await office.status(instance)).toBe('quarantined');
      office.notices.length = 0;
      await office.must(OPERATOR, release(instance));
      expect(await office.status(instance)).toBe('suspended');
      expect(office.notices.map(({ kind }) => kind)).toEqual(['instance']);
    });

    test('cancelled, it is given up where it stands, also when whatever is asked of it fails', async () => {
      const instance = await office.quarantined();
      const before = await office.opened.queries.instance(instance);
      office.faults.add('cancelInstance');
      await office.must(OPERATOR, cancel(instance));
      const row = await office.opened.queries.instance(instance);
      expect(row).toMatchObject({ status: 'cancelled', endedAt: office.now, state: before!.state });
      const none = { items: 0, jobs: 0, timers: 0, subscriptions: 0, incidents: 0, quarantine: 0 };
      expect(await office.waiting(instance)).toEqual(none);
      const items = await office.opened.queries.itemsOf(instance);
      expect(items).toMatchObject([{ status: 'cancelled', closedBy: null, offers: [] }]);

      // Its state still says that work is open.
      office.faults.clear();
      const commands: readonly (readonly [Principal, Command])[] = [
        [person('clerk'), { kind: 'completeWork', instance, item: items[0]!.item }],
        [OPERATOR, { kind: 'setVariables', instance, variables: { a: 1 }, reason: '修复' }],
        [OPERATOR, { kind: 'resumeInstance', instance }],
        [OPERATOR, cancel(instance)],
        [OPERATOR, release(instance)],
      ];
      for (const [by, command] of commands) {
        expect(await office.give(by, command)).toMatchObject({ status: 'rejected', code: 'conflict' });
      }
      expect(await office.opened.queries.instance(instance)).toEqual(row);
    });

    test('only an operator may, and a refusal is an entry', async () => {
      const instance = await office.quarantined();
      const count = (await office.entries(instance)).length;
      const wrong = ['clerk', 'leader', 'designer', 'publisher', 'sysadmin', 'secadmin', 'auditor', 'nobody'];
      for (const who of wrong) {
        const released = await office.give(person(who), release(instance));
        expect(released).toMatchObject({ reasons: [{ code: 'ROLE_REQUIRED' }] });
        // Whoever started it neither, though nothing was done in it.
        expect(await office.give(person(who), cancel(instance))).toMatchObject({ status: 'refused' });
      }
      for (const other of [TIMER, { kind: 'worker', account: 'w' } as const]) {
        expect(await office.give(other, release(instance))).toMatchObject({ status: 'refused' });
      }
      expect((await office.entries(instance)).length).toBe(count + 2 * wrong.length + 2);
      expect(await office.status(instance)).toBe('quarantined');
      expect(await office.waiting(instance)).toEqual({ ...all, quarantine: 1 });
    });

    test('what does not fit changes nothing', async () => {
      const running = await office.start();
      expect(await office.give(OPERATOR, release(running))).toMatchObject({
        ...{ status: 'rejected', code: 'conflict', message: expect.stringContaining('is active') as string },
      });
      expect(await office.give(person('clerk'), release(running))).toMatchObject({ status: 'refused' });
      expect(await office.give(OPERATOR, release('none'))).toMatchObject({ code: 'not-found' });
      const instance = await office.quarantined();
      const before = await office.opened.queries.instance(instance);
      expect(await office.give(OPERATOR, { kind: 'suspendInstance', instance, reason: '核查' })).toMatchObject({
        ...{ status: 'rejected', code: 'quarantined' },
      });
      const elsewhere = { unit: 'u2', principal: OPERATOR, command: release(instance) };
      expect(await office.runtime.execute(elsewhere)).toMatchObject({ status: 'rejected', code: 'not-found' });
      expect(await office.opened.queries.instance(instance)).toEqual(before);
    });

    test('asking whether it may be released changes nothing', async () => {
      const instance = await office.quarantined();
      for (const command of [release(instance), cancel(instance)]) {
        const answer = await office.runtime.ask({ unit: UNIT, principal: OPERATOR, command });
        expect(answer).toMatchObject({ status: 'accepted' });
      }
      expect(await office.waiting(instance)).toEqual({ ...all, quarantine: 1 });
    });
  });
}
