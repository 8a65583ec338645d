import { type Command } from '@quanheng/runtime';
import {
  JOB,
  JOB_PROCESS,
  MANY_JOBS,
  MESSAGE_PROCESS,
  person,
  SIGNAL_PROCESS,
  TIMER,
  TIMER_PROCESS,
  TWO_TASKS,
} from '../office.js';
import { Office, type OpenedStore } from './office.js';

/** What a suspended instance takes, and what it finds when it is resumed. */
export function describeSuspending(open: () => Promise<OpenedStore>): void {
  let office: Office;
  beforeEach(async () => {
    office = await Office.open(await open());
  });
  afterEach(() => office.close());

  test('an operator suspends and resumes, who started it cancels; a suspended instance takes nothing', async () => {
    await office.publish(TWO_TASKS);
    const instance = await office.start('Two');
    const item = await office.item(instance);
    await office.must(person('operator'), { kind: 'suspendInstance', instance, reason: '核实' });
    expect(await office.give(person('clerk'), { kind: 'completeWork', instance, item })).toMatchObject({
      status: 'rejected',
      code: 'conflict',
    });
    await office.must(person('operator'), { kind: 'resumeInstance', instance });
    await office.must(person('clerk'), { kind: 'cancelInstance', instance, reason: '撤销' });
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
      await office.publish(MANY_JOBS, MESSAGE_PROCESS);
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

  describe('a signal that comes meanwhile', () => {
    const suspend = (instance: string) =>
      office.must(person('operator'), { kind: 'suspendInstance', instance, reason: '核实' });
    const resume = (instance: string) => office.must(person('operator'), { kind: 'resumeInstance', instance });
    const broadcast = async (): Promise<void> => {
      await office.must(person('operator'), { kind: 'broadcastSignal', name: 'fire', variables: { at: office.now } });
      await office.carry();
    };
    const waitsFor = async (instance: string) =>
      (await office.opened.queries.subscriptionsOf(instance)).map(({ element }) => element);
    beforeEach(() => office.publish(SIGNAL_PROCESS));

    test('reaches the others at once, and the suspended instance when it is resumed: once, and only what waited then', async () => {
      const [instance, other] = [await office.start('Listening'), await office.start('Listening')];
      await suspend(instance);
      await broadcast();
      expect([await waitsFor(instance), await waitsFor(other)]).toEqual([['first'], ['second']]);
      expect(await office.opened.queries.keptSignals(instance)).toHaveLength(1);

      // Nobody asks for it again and again, and it is not late, however long that takes.
      office.now += 30 * 24 * 3_600_000;
      await office.carry();
      expect(await office.opened.workSource.oldestOutbox()).toBeNull();
      expect(await office.opened.workSource.due(office.now, 10)).toMatchObject({ outbox: 0 });

      office.notices.length = 0;
      await resume(instance);
      expect(office.notices).toContainEqual({ kind: 'outbox' });
      await office.carry();
      expect(await waitsFor(instance)).toEqual(['second']);
      expect(await office.opened.queries.keptSignals(instance)).toEqual([]);
      await suspend(instance);
      await resume(instance);
      await office.carry();
      expect(await waitsFor(instance)).toEqual(['second']);
      await broadcast();
      expect([await office.status(instance), await office.status(other)]).toEqual(['completed', 'completed']);
    });

    test('is kept once, though its delivery is done again', async () => {
      const instance = await office.start('Listening');
      await suspend(instance);
      await office.must(person('operator'), { kind: 'broadcastSignal', name: 'fire' });
      const request = { limit: 9, now: office.now, until: office.now + 1 };
      const [row] = await office.opened.workSource.takeOutbox(request);
      await office.courier.deliver(row!);
      await office.courier.deliver(row!);
      expect(await office.opened.queries.keptSignals(instance)).toHaveLength(1);
      await resume(instance);
      await office.carry();
      await office.courier.deliver(row!);
      expect(await waitsFor(instance)).toEqual(['second']);
    });

    test('is gone with an instance that is cancelled', async () => {
      const instance = await office.start('Listening');
      await suspend(instance);
      await broadcast();
      await office.must(person('clerk'), { kind: 'cancelInstance', instance, reason: '撤销' });
      expect(await office.opened.queries.keptSignals(instance)).toEqual([]);
      await office.carry();
      expect(await office.status(instance)).toBe('cancelled');
    });
  });
}
