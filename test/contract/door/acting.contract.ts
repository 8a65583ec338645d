import { activityHistory, activityStatistics, type Answer, type Command } from '@quanheng/runtime';
import { bpmn, flows, JOB, MANY_JOBS, person, TWO_TASKS, UNIT } from '../office.js';
import { Office, type OpenedStore } from './office.js';

/** Who acts, what is answered, what is left behind. */
export function describeActing(open: () => Promise<OpenedStore>): void {
  let office: Office;
  beforeEach(async () => {
    office = await Office.open(await open());
  });
  afterEach(() => office.close());

  test('processes with the same letters count their matters together, as an office numbers its papers', async () => {
    const lettered = (id: string): string =>
      bpmn(id, `<startEvent id="S"/><userTask id="T"/><endEvent id="E"/>${flows('S', 'T', 'E')}`).replace(
        `id="${id}"`,
        `id="${id}" qh:series="校采审"`,
      );
    await office.publish(lettered('Buy'), lettered('Rent'));
    const numbers: (string | null | undefined)[] = [];
    for (const process of ['Buy', 'Rent', 'Buy']) {
      numbers.push((await office.opened.queries.instance(await office.start(process)))?.number);
    }
    expect(numbers).toEqual([1, 2, 3].map((each) => `校采审〔2026〕000${each}号`));
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
      ['nobody', 'NO_POST'],
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

  test('asking about one of many jobs answers as the command would', async () => {
    await office.publish(MANY_JOBS);
    const instance = await office.start('Many');
    const request = { unit: null, handlers: ['pay'], limit: 500, now: office.now, until: office.now + 10_000 };
    const held = await office.opened.workSource.lockJobs({ ...request, token: () => 't' });
    const ask = (job: number) =>
      office.runtime.ask({ unit: UNIT, principal: JOB, command: { kind: 'completeJob', instance, job, lock: 't' } });
    const answers = await Promise.all(held.map(({ job }) => ask(job)));
    expect(answers.map(({ status }) => status)).toEqual(Array.from({ length: 230 }, () => 'accepted'));
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
    await office.must(person('leader'), { kind: 'returnWork', instance, item, target: 'apply', reason: '请补充' });
    const [again] = (await office.opened.queries.itemsOf(instance)).filter(({ status }) => status === 'open');
    expect(again?.activity).toBe('apply');
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
      expect([command, await office.give(person('clerk'), command)]).toMatchObject([{}, { status: 'rejected', code }]);
    }
    expect(await office.entries(`instance:${instance}`)).toBe(before);
  });
}
