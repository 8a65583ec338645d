import { type Command, type Principal } from '@quanheng/runtime';
import {
  JOB,
  JOB_PROCESS,
  MESSAGE_PROCESS,
  person,
  telling,
  TIMER,
  TIMER_PROCESS,
  TOLD_AS_WELL,
  UNIT,
} from '../office.js';
import { Office, type OpenedStore } from './office.js';

/** Timers, jobs and messages. */
export function describeWaiting(open: () => Promise<OpenedStore>): void {
  let office: Office;
  beforeEach(async () => {
    office = await Office.open(await open());
  });
  afterEach(() => office.close());

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

  test.each([['wait'], ['begin'], ['pool']] as const)(
    'a message goes to where its flow leads, whoever else awaits its name: to %s',
    async (target) => {
      await office.publish(TOLD_AS_WELL);
      await office.publish(telling(target));
      const other = await office.start('ToldAsWell');
      await office.start('Telling');
      if (target === 'wait') {
        await office.carry(); // Nobody there: it is kept.
        const [message] = await office.opened.queries.messagesFor(UNIT, 'news', null, office.now, 9);
        const [waiting] = await office.opened.queries.subscriptionsOf(other);
        const deliver = { instance: other, message: message?.id ?? '', subscription: waiting?.subscription ?? -1 };
        const courier: Principal = { kind: 'system', name: 'courier' };
        const answer = await office.give(courier, { kind: 'deliverMessage', ...deliver });
        expect(answer).toMatchObject({ status: 'rejected', code: 'conflict', subject: 'wait' });
      }
      if (target !== 'begin') await office.start('Told');
      await office.carry();
      const told = await office.opened.queries.instances({ unit: UNIT, process: 'Told' }, { limit: 9 });
      expect(told.rows).toMatchObject([{ status: 'completed' }]);
      expect(await office.status(other)).toBe('active');
      const copies = await office.opened.queries.instances({ unit: UNIT, process: 'ToldAsWell' }, { limit: 9 });
      expect(copies.rows).toHaveLength(1);
    },
  );
}
