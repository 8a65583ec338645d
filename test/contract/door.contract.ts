import { plainPolicy } from '@quanheng/policy';
import {
  activityHistory,
  activityStatistics,
  MessageCourier,
  OrganisationCache,
  Runtime,
  type Accepted,
  type Answer,
  type Bell,
  type Command,
  type Notice,
  type Principal,
  type Queries,
  type Store,
  type Surroundings,
  type WireVariables,
  type WorkSource,
} from '@quanheng/runtime';
import {
  bpmn,
  flows,
  JOB,
  JOB_PROCESS,
  MESSAGE_PROCESS,
  officeChanges,
  person,
  SEED,
  TIMER,
  TIMER_PROCESS,
  TWO_TASKS,
  UNIT,
} from './office.js';

/** What a database gives for one test. */
export interface OpenedStore {
  readonly store: Store;
  readonly queries: Queries;
  readonly workSource: WorkSource;
  close(): Promise<void>;
}

/** One office over a store. The clock stands still unless it is moved. */
class Office {
  now = Date.UTC(2026, 0, 5, 1);
  readonly notices: Notice[] = [];
  readonly runtime: Runtime;
  readonly courier: MessageCourier;
  private chance = 0;

  constructor(readonly opened: OpenedStore) {
    const { store, queries } = opened;
    const surroundings: Surroundings = {
      now: () => this.now,
      random: (bytes) => Uint8Array.from({ length: bytes }, () => this.next()),
      sleep: () => new Promise((resolve) => setTimeout(resolve, 1)),
    };
    const bell: Bell = {
      ring: (notices) => void this.notices.push(...notices),
      listen: () => () => undefined,
      close: () => Promise.resolve(),
    };
    const organisation = new OrganisationCache(queries);
    this.runtime = new Runtime({ store, queries, surroundings, policy: plainPolicy, organisation, bell });
    this.courier = new MessageCourier(this.runtime, store, queries, this.runtime.catalogue, surroundings);
  }

  private next(): number {
    this.chance = (Math.imul(this.chance, 1_103_515_245) + 12_345) | 0;
    return (this.chance >>> 16) & 255;
  }

  give(by: Principal, command: Command, key?: string): Promise<Answer> {
    return this.runtime.execute({ unit: UNIT, principal: by, command, ...(key === undefined ? {} : { key }) });
  }

  async must(by: Principal, command: Command, key?: string): Promise<Accepted> {
    const answer = await this.give(by, command, key);
    if (answer.status !== 'accepted') throw new Error(`${command.kind}: ${JSON.stringify(answer)}`);
    return answer;
  }

  async publish(...documents: readonly string[]): Promise<void> {
    const resources = documents.map((text, i) => ({ name: `p${i}.bpmn`, text }));
    const deployed = await this.must(person('designer'), { kind: 'deploy', name: 'test', resources });
    await this.must(person('publisher'), { kind: 'publish', deployment: deployed.result['deployment'] as string });
  }

  async start(process: string, variables: WireVariables = {}): Promise<string> {
    const { result } = await this.must(person('clerk'), { kind: 'startInstance', process, variables });
    return result['instance'] as string;
  }

  async item(instance: string): Promise<string> {
    const open = (await this.opened.queries.itemsOf(instance)).filter(({ status }) => status === 'open');
    expect(open).toHaveLength(1);
    return open[0]?.item ?? '';
  }

  /** Lets the courier do all that waits. */
  async carry(): Promise<void> {
    const request = { limit: 100, now: this.now, until: this.now + 1000, token: () => 't' };
    for (;;) {
      const rows = await this.opened.workSource.takeOutbox(request);
      if (rows.length === 0) return;
      for (const row of rows) await this.courier.deliver(row);
    }
  }

  async status(instance: string): Promise<string | undefined> {
    return (await this.opened.queries.instance(instance))?.status;
  }

  async entries(stream: string): Promise<number> {
    return (await this.opened.queries.entries(UNIT, stream, 1, 1000)).length;
  }
}

/** What the door promises, whatever it stands on. */
export function describeDoor(name: string, open: () => Promise<OpenedStore>): void {
  describe(`the door over ${name}`, () => {
    let office: Office;

    beforeEach(async () => {
      office = new Office(await open());
      await office.must(SEED, { kind: 'changeOrganisation', changes: officeChanges() });
    });
    afterEach(async () => {
      await office.runtime.close();
      await office.opened.close();
    });

    test('an instance goes from start to end, each act by whom it is offered to, each with an entry', async () => {
      await office.publish(TWO_TASKS);
      const instance = await office.start('Two', { amount: 5 });
      const row = await office.opened.queries.instance(instance);
      expect(row).toMatchObject({
        process: 'Two',
        status: 'active',
        startedBy: 'person:clerk',
        number: 'Two-2026-000001',
      });

      await office.must(person('clerk'), { kind: 'completeWork', instance, item: await office.item(instance) });
      const inbox = await office.opened.queries.items(
        { unit: UNIT, box: 'open', person: 'leader', offers: ['person:leader', 'post:leaders', 'unit'] },
        { limit: 10 },
      );
      expect(inbox.rows.map(({ instance: of, name: named }) => [of, named])).toEqual([[instance, '审批']]);
      await office.must(person('leader'), { kind: 'completeWork', instance, item: await office.item(instance) });

      expect(await office.status(instance)).toBe('completed');
      expect(await office.entries(`instance:${instance}`)).toBe(3);
      const done = await office.opened.queries.items({ unit: UNIT, box: 'done', person: 'leader' }, { limit: 10 });
      expect(done.rows).toHaveLength(1);
    });

    test('what happened is told by the entries alone', async () => {
      await office.publish(TWO_TASKS);
      const instance = await office.start('Two');
      await office.must(person('clerk'), { kind: 'claimWork', instance, item: await office.item(instance) });
      office.now += 60_000;
      await office.must(person('clerk'), { kind: 'completeWork', instance, item: await office.item(instance) });
      const history = activityHistory(await office.opened.queries.entries(UNIT, `instance:${instance}`, 1, 100));
      expect(history.activities.map(({ activity, end, persons }) => [activity, end, persons])).toEqual([
        ['Two', null, ['clerk']],
        ['s', 'completed', []],
        ['apply', 'completed', ['clerk']],
        ['approve', null, []],
      ]);
      expect([...history.flows]).toEqual([
        ['f0_apply', 1],
        ['f1_approve', 1],
      ]);
      const [, , apply] = activityStatistics([history, history]);
      expect(apply).toEqual({
        activity: 'apply',
        started: 2,
        completed: 2,
        cancelled: 0,
        duration: { median: 60_000, longest: 60_000 },
      });
    });

    test('nobody else may act, and the refusal is an entry of its own', async () => {
      await office.publish(TWO_TASKS);
      const instance = await office.start('Two');
      const command: Command = { kind: 'completeWork', instance, item: await office.item(instance) };
      for (const [who, code] of [
        ['leader', 'NOT_OFFERED'],
        ['sysadmin', 'ADMINISTRATOR_IN_BUSINESS'],
        ['nobody', 'POST_NOT_HELD'],
      ] as const) {
        expect(await office.give(person(who), command)).toMatchObject({ status: 'refused', reasons: [{ code }] });
      }
      expect(await office.entries(`instance:${instance}`)).toBe(4);
      expect(await office.status(instance)).toBe('active');
      await office.must(person('clerk'), { kind: 'claimWork', instance, item: command.item });
      expect(await office.give(person('clerk2'), command)).toMatchObject({ reasons: [{ code: 'ITEM_TAKEN' }] });
      await office.must(person('clerk'), { kind: 'releaseWork', instance, item: command.item });
      await office.must(person('clerk2'), command);
    });

    test('asking answers as the command would and leaves no trace', async () => {
      await office.publish(TWO_TASKS);
      const instance = await office.start('Two');
      const item = await office.item(instance);
      const before = await office.entries(`instance:${instance}`);
      const ask = (who: string): Promise<Answer> =>
        office.runtime.ask({ unit: UNIT, principal: person(who), command: { kind: 'completeWork', instance, item } });
      expect(await ask('clerk')).toMatchObject({ status: 'accepted' });
      expect(await ask('leader')).toMatchObject({ status: 'refused' });
      expect(await office.entries(`instance:${instance}`)).toBe(before);
      expect(await office.item(instance)).toBe(item);
    });

    test('the same key gives the first answer; the same key with something else is refused', async () => {
      await office.publish(TWO_TASKS);
      const command: Command = { kind: 'startInstance', process: 'Two', businessKey: 'B1' };
      const first = await office.must(person('clerk'), command, 'k1');
      expect(await office.give(person('clerk'), command, 'k1')).toEqual(first);
      const [one, two] = await Promise.all(
        ['k2', 'k2'].map((key) => office.must(person('clerk'), { ...command, businessKey: 'B2' }, key)),
      );
      expect(two).toEqual(one);
      expect(await office.give(person('clerk'), { ...command, businessKey: 'B3' }, 'k1')).toMatchObject({
        status: 'rejected',
        code: 'key-reused',
      });
      const all = await office.opened.queries.instances({ unit: UNIT }, { limit: 50 });
      expect(all.rows).toHaveLength(2);
    });

    test('commands that come together see each other', async () => {
      await office.publish(TWO_TASKS);
      const instance = await office.start('Two');
      const item = await office.item(instance);
      const answers = await Promise.all(
        ['clerk', 'clerk2', 'clerk', 'clerk2'].map((who) =>
          office.give(person(who), { kind: 'completeWork', instance, item }),
        ),
      );
      expect(answers.map(({ status }) => status)).toEqual(['accepted', 'rejected', 'rejected', 'rejected']);
    });

    test('many starts at once are numbered without doubles', async () => {
      await office.publish(TWO_TASKS);
      await Promise.all(Array.from({ length: 70 }, () => office.start('Two')));
      const all = await office.opened.queries.instances({ unit: UNIT }, { limit: 200 });
      expect(new Set(all.rows.map(({ number }) => number)).size).toBe(70);
    });

    test('work is returned and done again', async () => {
      await office.publish(TWO_TASKS);
      const instance = await office.start('Two');
      await office.must(person('clerk'), { kind: 'completeWork', instance, item: await office.item(instance) });
      const item = await office.item(instance);
      await office.must(person('leader'), { kind: 'returnWork', instance, item, target: 'apply' });
      const [again] = (await office.opened.queries.itemsOf(instance)).filter(({ status }) => status === 'open');
      expect(again?.activity).toBe('apply');
    });

    test('only the published runs, and nobody publishes what he deployed', async () => {
      const resources = [{ name: 'two.bpmn', text: TWO_TASKS }];
      const deployed = await office.must(person('designer'), { kind: 'deploy', name: 'two', resources });
      const deployment = deployed.result['deployment'] as string;
      const start: Command = { kind: 'startInstance', process: 'Two' };
      expect(await office.give(person('clerk'), start)).toMatchObject({ status: 'rejected', code: 'not-found' });
      expect(await office.give(person('designer'), { kind: 'publish', deployment })).toMatchObject({
        reasons: [{ code: 'ROLE_REQUIRED' }, { code: 'PUBLISH_SELF' }],
      });
      expect(await office.give(person('clerk'), { kind: 'deploy', name: 'two', resources })).toMatchObject({
        reasons: [{ code: 'ROLE_REQUIRED' }],
      });
      await office.must(person('publisher'), { kind: 'publish', deployment });
      await office.must(person('clerk'), start);
    });

    test('what is wrong with a document is found before anything is stored', async () => {
      const resources = [{ name: 'two.bpmn', text: TWO_TASKS.replace('sourceRef="apply"', 'sourceRef="gone"') }];
      const answer = await office.give(person('designer'), { kind: 'deploy', name: 'two', resources });
      expect(answer).toMatchObject({ status: 'rejected', code: 'invalid' });
      expect((await office.opened.queries.deployments(UNIT, { limit: 5 })).rows).toEqual([]);
    });

    test('a timer fires when it is due and not before', async () => {
      await office.publish(TIMER_PROCESS);
      const instance = await office.start('Waiting');
      const [timer] = (await office.opened.queries.timers(UNIT, { instance }, { limit: 5 })).rows;
      const fire: Command = { kind: 'fireTimer', instance, subscription: timer?.subscription ?? -1 };
      expect(timer?.due).toBe(office.now + 3_600_000);
      expect(await office.give(TIMER, fire)).toMatchObject({ status: 'rejected', code: 'conflict' });
      expect(await office.give(person('operator'), fire)).toMatchObject({ reasons: [{ code: 'SYSTEM_ONLY' }] });
      office.now += 3_600_000;
      await office.must(TIMER, fire);
      expect(await office.status(instance)).toBe('completed');
      expect((await office.opened.queries.timers(UNIT, { instance }, { limit: 5 })).rows).toEqual([]);
    });

    test('a job is done by whoever holds its lock, tried again when it fails, and ends as an incident', async () => {
      await office.publish(JOB_PROCESS);
      const instance = await office.start('Paying');
      const lock = async (): Promise<{ readonly instance: string; readonly job: number; readonly lock: string }> => {
        const request = { unit: null, handlers: ['pay'], limit: 5, now: office.now, until: office.now + 1000 };
        const [job] = await office.opened.workSource.lockJobs({ ...request, token: () => `t${office.now}` });
        if (job === undefined) throw new Error('no job');
        return { instance: job.instance, job: job.job, lock: job.lock };
      };
      const first = await lock();
      expect(await office.give(JOB, { kind: 'completeJob', ...first, lock: 'other' })).toMatchObject({
        code: 'conflict',
      });
      for (let i = 0; i < 3; i++) {
        const held = i === 0 ? first : await lock();
        await office.must(JOB, { kind: 'failJob', ...held, message: 'the bank is closed', retryAfter: 60_000 });
        office.now += 60_000;
      }
      const incidents = await office.opened.queries.incidents(UNIT, { instance }, { limit: 5 });
      expect(incidents.rows).toMatchObject([{ code: 'job-failed', activity: 'pay' }]);
      await office.must(person('operator'), { kind: 'resolveIncident', instance, element: first.job });
      await office.must(JOB, { kind: 'completeJob', ...(await lock()), variables: { paid: true } });
      expect(await office.status(instance)).toBe('completed');
    });

    test.each([['message first'], ['subscription first']])('a message reaches its one receiver: %s', async (order) => {
      await office.publish(MESSAGE_PROCESS);
      const send = async (): Promise<void> => {
        await office.must(person('operator'), { kind: 'publishMessage', name: 'paid', correlation: 'R1' });
        await office.carry();
      };
      if (order === 'message first') await send();
      const other = await office.start('Receiving', { ref: 'R2' });
      const instance = await office.start('Receiving', { ref: 'R1' });
      if (order !== 'message first') await send();
      await office.carry();
      expect([await office.status(instance), await office.status(other)]).toEqual(['completed', 'active']);
      await office.start('Receiving', { ref: 'R1' });
      await office.carry();
      const waiting = await office.opened.queries.instances({ unit: UNIT, status: 'active' }, { limit: 5 });
      expect(waiting.rows).toHaveLength(2); // nobody got it twice
    });

    test('an operator suspends, resumes, cancels; a suspended instance takes nothing', async () => {
      await office.publish(TWO_TASKS);
      const instance = await office.start('Two');
      const item = await office.item(instance);
      await office.must(person('operator'), { kind: 'suspendInstance', instance, reason: '核实' });
      expect(await office.give(person('clerk'), { kind: 'completeWork', instance, item })).toMatchObject({
        status: 'rejected',
        code: 'conflict',
      });
      await office.must(person('operator'), { kind: 'resumeInstance', instance });
      await office.must(person('operator'), { kind: 'cancelInstance', instance, reason: '撤销' });
      expect(await office.status(instance)).toBe('cancelled');
      expect((await office.opened.queries.itemsOf(instance)).map(({ status }) => status)).toEqual(['cancelled']);
    });

    describe('what fell due while the instance was suspended, and was put off, is due when it is resumed', () => {
      const suspend = (instance: string) =>
        office.must(person('operator'), { kind: 'suspendInstance', instance, reason: '核实' });
      const resume = (instance: string) => office.must(person('operator'), { kind: 'resumeInstance', instance });
      const lock = () => {
        const request = { unit: null, handlers: ['pay'], limit: 5, now: office.now, until: office.now + 10_000 };
        return office.opened.workSource.lockJobs({ ...request, token: () => `t${office.now}` });
      };

      test('timers, whoever puts them off too late', async () => {
        const { workSource } = office.opened;
        await office.publish(TIMER_PROCESS);
        const instance = await office.start('Waiting');
        await suspend(instance);
        const take = () => workSource.takeTimers({ limit: 5, now: office.now, until: office.now + 10_000 });
        office.now += 3_600_000;
        const [timer] = await take();
        const fire: Command = { kind: 'fireTimer', instance, subscription: timer?.subscription ?? -1 };
        expect(await office.give(TIMER, fire)).toMatchObject({ status: 'rejected', code: 'conflict' });
        await workSource.deferTimer(timer!, office.now + 10_000, office.now + 300_000);
        expect(await take()).toEqual([]);
        await resume(instance);
        expect(office.notices).toContainEqual({ kind: 'timer', due: timer!.due });
        await workSource.deferTimer(timer!, office.now + 10_000, office.now + 300_000);
        expect(await take()).toEqual([timer]);
        await office.must(TIMER, fire);
        expect(await office.status(instance)).toBe('completed');
      });

      test('jobs, unless somebody is at work on them or they wait for their next try', async () => {
        const { workSource } = office.opened;
        await office.publish(JOB_PROCESS);
        const instance = await office.start('Paying');
        await suspend(instance);
        const [job] = await lock();
        await workSource.deferJob(job!, job!.lock, office.now + 300_000);
        expect(await lock()).toEqual([]);
        office.now += 1;
        await resume(instance);
        expect(office.notices.filter(({ kind }) => kind === 'job')).toHaveLength(2);
        const [again] = await lock();
        expect(again).toMatchObject({ instance, retries: 2, lastError: null });

        const held = { instance, job: again!.job, lock: again!.lock };
        await office.must(JOB, { kind: 'failJob', ...held, message: 'the bank is closed', retryAfter: 60_000 });
        await suspend(instance);
        await resume(instance);
        expect(await lock()).toEqual([]);
        office.now += 60_000;
        const [third] = await lock();
        expect(third).toMatchObject({ lastError: 'the bank is closed', retries: 1 });

        await suspend(instance);
        await resume(instance);
        await office.must(JOB, { kind: 'completeJob', instance, job: third!.job, lock: third!.lock });
        expect(await office.status(instance)).toBe('completed');
      });

      test('more jobs than a page, and messages', async () => {
        const many = bpmn(
          'Many',
          `<startEvent id="s"/><serviceTask id="t" qh:handler="pay"><multiInstanceLoopCharacteristics><loopCardinality>230</loopCardinality></multiInstanceLoopCharacteristics></serviceTask><endEvent id="e"/>${flows('s', 't', 'e')}`,
        );
        await office.publish(many, MESSAGE_PROCESS);
        const instance = await office.start('Many');
        await suspend(instance);
        const request = { unit: null, handlers: ['pay'], limit: 500, now: office.now, until: office.now + 10_000 };
        const token = () => 't';
        for (const job of await office.opened.workSource.lockJobs({ ...request, token })) {
          await office.opened.workSource.deferJob(job, 't', office.now + 300_000);
        }
        await resume(instance);
        expect(await office.opened.workSource.lockJobs({ ...request, token })).toHaveLength(230);

        const receiver = await office.start('Receiving', { ref: 'R1' });
        await suspend(receiver);
        await office.must(person('operator'), { kind: 'publishMessage', name: 'paid', correlation: 'R1' });
        await office.carry();
        expect(await office.status(receiver)).toBe('suspended');
        await resume(receiver);
        await office.carry();
        expect(await office.status(receiver)).toBe('completed');
      });
    });

    test('an instance migrates to a new version', async () => {
      await office.publish(TWO_TASKS);
      const instance = await office.start('Two');
      await office.publish(TWO_TASKS.replace('name="申请"', 'name="填报"'));
      const newest = await office.opened.queries.startable(UNIT, 'Two');
      expect(newest?.version).toBe(2);
      const definition = newest?.digest ?? '';
      await office.must(person('operator'), { kind: 'migrateInstance', instance, definition });
      expect(await office.opened.queries.instance(instance)).toMatchObject({ definition });
      await office.must(person('clerk'), { kind: 'completeWork', instance, item: await office.item(instance) });
    });

    test('what does not fit changes nothing and leaves no entry', async () => {
      await office.publish(TWO_TASKS);
      const instance = await office.start('Two');
      const before = await office.entries(`instance:${instance}`);
      const bad: readonly (readonly [Command, string])[] = [
        [{ kind: 'completeWork', instance: 'none', item: '1' }, 'not-found'],
        [{ kind: 'completeWork', instance, item: '99' }, 'conflict'],
        [{ kind: 'completeWork', instance, item: await office.item(instance), outcome: 'no such' }, 'invalid'],
        [{ kind: 'completeWork', instance, item: await office.item(instance), opinion: '\ud800' }, 'invalid'],
        [
          {
            kind: 'completeWork',
            instance,
            item: await office.item(instance),
            variables: { x: { $feel: 'date', value: 'no' } },
          },
          'invalid',
        ],
      ];
      for (const [command, code] of bad) {
        expect([command, await office.give(person('clerk'), command)]).toMatchObject([
          {},
          { status: 'rejected', code },
        ]);
      }
      expect(await office.entries(`instance:${instance}`)).toBe(before);
    });
  });
}
