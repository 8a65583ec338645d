import { type Command } from '@quanheng/runtime';
import { bpmn, flows, person, TIMER, TWO_TASKS, UNIT } from '../office.js';
import { Office, type OpenedStore } from './office.js';

const TIMED = bpmn(
  'Timed',
  `<startEvent id="s"><timerEventDefinition><timeCycle xsi:type="tFormalExpression">R/PT1H</timeCycle></timerEventDefinition></startEvent><endEvent id="e"/>${flows('s', 'e')}`,
);

/** Documents on their way to run. */
export function describeDefinitions(open: () => Promise<OpenedStore>): void {
  let office: Office;
  beforeEach(async () => {
    office = await Office.open(await open());
  });
  afterEach(() => office.close());

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

  test('what is published for a later moment takes effect then, and what was in effect is started until then', async () => {
    await office.publish(TIMED);
    const later = TIMED.replace('name="Timed"', 'name="Timed later"').replace('PT1H', 'PT2H');
    const resources = [{ name: 'timed.bpmn', text: later }];
    const { result } = await office.must(person('designer'), { kind: 'deploy', name: 'later', resources });
    const publish = { kind: 'publish', deployment: result['deployment'] as string } as const;
    const from = office.now + 86_400_000;
    for (const wrong of [office.now, office.now + 401 * 86_400_000]) {
      const answer = await office.give(person('publisher'), { ...publish, from: wrong });
      expect(answer).toMatchObject({ status: 'rejected', code: 'invalid', subject: 'from' });
    }
    await office.must(person('publisher'), { ...publish, from });
    const statuses = async () => {
      const { rows } = await office.opened.queries.definitions(UNIT, { process: 'Timed' }, { limit: 5 });
      return rows.map(({ version, status }) => [version, status]);
    };
    expect(await statuses()).toEqual([
      [2, 'scheduled'],
      [1, 'published'],
    ]);
    expect(await office.give(person('publisher'), publish)).toMatchObject({ status: 'rejected', code: 'conflict' });
    expect((await office.opened.queries.startable(UNIT, 'Timed'))?.version).toBe(1);
    const timers = async () => (await office.opened.queries.timers(UNIT, {}, { limit: 9 })).rows;
    const effect = (await timers()).find(({ subscription }) => subscription < 0);
    const fire: Command = {
      kind: 'fireTimer',
      instance: effect?.instance ?? '',
      subscription: effect?.subscription ?? 0,
    };
    expect(effect?.due).toBe(from);
    expect(await office.give(TIMER, fire)).toMatchObject({ status: 'rejected', code: 'conflict' });
    office.now = from;
    expect(await office.give(person('operator'), fire)).toMatchObject({ reasons: [{ code: 'SYSTEM_ONLY' }] });
    await office.must(TIMER, fire);
    expect(await statuses()).toEqual([
      [2, 'published'],
      [1, 'published'],
    ]);
    // The start event of the former version gave way.
    expect((await timers()).map(({ due }) => due)).toEqual([from + 7_200_000]);
    expect(await office.give(TIMER, fire)).toMatchObject({ status: 'rejected', code: 'not-found' });
  });

  test('what is still to take effect is taken back with a reason, by who may publish, and published again', async () => {
    const resources = [{ name: 'timed.bpmn', text: TIMED }];
    const { result } = await office.must(person('designer'), { kind: 'deploy', name: 'later', resources });
    const deployment = result['deployment'] as string;
    const withdraw: Command = { kind: 'withdrawPublication', deployment, reason: '推迟施行' };
    expect(await office.give(person('publisher'), withdraw)).toMatchObject({ status: 'rejected', code: 'conflict' });
    await office.must(person('publisher'), { kind: 'publish', deployment, from: office.now + 86_400_000 });
    expect(await office.give(person('designer'), withdraw)).toMatchObject({ reasons: [{ code: 'ROLE_REQUIRED' }] });
    expect(await office.give(person('publisher'), { ...withdraw, reason: ' ' })).toMatchObject({
      reasons: [{ code: 'REASON_MISSING' }],
    });
    const unknown = await office.give(person('publisher'), { ...withdraw, deployment: 'none' });
    expect(unknown).toMatchObject({ status: 'rejected', code: 'not-found' });

    await office.must(person('publisher'), withdraw);
    const { queries } = office.opened;
    expect((await queries.timers(UNIT, {}, { limit: 9 })).rows).toEqual([]);
    expect(await queries.deployment(deployment)).toMatchObject({ publishedAt: null, publishedBy: null });
    expect((await queries.definitionsOf(deployment)).map(({ status }) => status)).toEqual(['draft']);
    expect(await office.give(person('publisher'), withdraw)).toMatchObject({ status: 'rejected', code: 'conflict' });

    await office.must(person('publisher'), { kind: 'publish', deployment });
    expect((await queries.startable(UNIT, 'Timed'))?.version).toBe(1);
    expect((await queries.timers(UNIT, {}, { limit: 9 })).rows).toMatchObject([{ due: office.now + 3_600_000 }]);
  });

  test('what was to take effect later is retired before, or comes after a newer version and starts by nothing', async () => {
    const deploy = async (version: string): Promise<string> => {
      const resources = [{ name: 'timed.bpmn', text: TIMED.replace('name="Timed"', `name="${version}"`) }];
      const { result } = await office.must(person('designer'), { kind: 'deploy', name: version, resources });
      return result['deployment'] as string;
    };
    const from = office.now + 3_600_000;
    const publish = (deployment: string) => office.must(person('publisher'), { kind: 'publish', deployment, from });
    const given = await publish(await deploy('one'));
    const [{ digest }] = given.result['definitions'] as [{ digest: string }];
    await office.must(person('publisher'), { kind: 'retire', definition: digest });
    expect((await office.opened.queries.timers(UNIT, {}, { limit: 9 })).rows).toEqual([]);
    await publish(await deploy('two'));
    await office.must(person('publisher'), { kind: 'publish', deployment: await deploy('three') });
    office.now = from;
    const { rows } = await office.opened.queries.timers(UNIT, {}, { limit: 9 });
    const effect = rows.find(({ subscription }) => subscription < 0);
    await office.must(TIMER, { kind: 'fireTimer', instance: effect?.instance ?? '', subscription: -1 });
    expect((await office.opened.queries.startable(UNIT, 'Timed'))?.version).toBe(3);
    expect((await office.opened.queries.timers(UNIT, {}, { limit: 9 })).rows).toHaveLength(1);
  });

  test('what is wrong with a document is found before anything is stored', async () => {
    const resources = [{ name: 'two.bpmn', text: TWO_TASKS.replace('sourceRef="apply"', 'sourceRef="gone"') }];
    const answer = await office.give(person('designer'), { kind: 'deploy', name: 'two', resources });
    expect(answer).toMatchObject({ status: 'rejected', code: 'invalid' });
    expect((await office.opened.queries.deployments(UNIT, { limit: 5 })).rows).toEqual([]);
  });

  test('forms and texts belong to the version: with another form or translation it is a new one, with the same documents the old one', async () => {
    const versions = async (...beside: readonly { readonly name: string; readonly text: string }[]) => {
      const resources = [{ name: 'two.bpmn', text: TWO_TASKS }, ...beside];
      const { result } = await office.must(person('designer'), { kind: 'deploy', name: 'two', resources });
      return { versions: (result['definitions'] as { version: number }[]).map(({ version }) => version), result };
    };
    const form = { name: 'apply.form', text: '{"components": []}' };
    const texts = { name: 'texts.en.json', text: '{"申请": "Application"}' };
    expect((await versions(form)).versions).toEqual([1]);
    expect((await versions({ ...form, text: '{"components": [{"type": "text", "text": "说明"}]}' })).versions).toEqual([
      2,
    ]);
    const translated = await versions(form, texts);
    expect(translated.versions).toEqual([3]);
    expect(translated.result['findings']).toContainEqual({
      resource: 'texts.en.json',
      finding: expect.objectContaining({ code: 'text-untranslated', severity: 'warning' }) as unknown,
    });
    expect((await versions(form, { ...texts, text: '{"申请": "Request"}' })).versions).toEqual([4]);
    expect((await versions(texts, form)).versions).toEqual([3]);
  });

  test.each([
    ['is no JSON', 'texts.en.json', '{', 'bad-texts'],
    ['holds something else than texts', 'texts.en.json', '{"申请": 1}', 'bad-texts'],
    ['is called after no language', 'texts.json', '{}', 'bad-resource-name'],
    ['is called after what is no language', 'texts.EN_us.json', '{}', 'bad-resource-name'],
  ])('a document of texts that %s is refused with its name', async (_, name, text, code) => {
    const resources = [
      { name: 'two.bpmn', text: TWO_TASKS },
      { name, text },
    ];
    const answer = await office.give(person('designer'), { kind: 'deploy', name: 'two', resources });
    expect(answer).toMatchObject({ status: 'rejected', details: [{ resource: name, finding: { code } }] });
  });

  test('what another server publishes or retires counts for the next start', async () => {
    await office.publish(TWO_TASKS);
    await office.start('Two');
    const other = office.besides();
    await other.publish(TWO_TASKS.replace('name="申请"', 'name="填报"'));
    const newest = await office.opened.queries.startable(UNIT, 'Two');
    const instance = await office.start('Two');
    expect(await office.opened.queries.instance(instance)).toMatchObject({ definition: newest?.digest });

    const start = { kind: 'startInstance', process: 'Two' } as const;
    const first = await office.must(person('clerk'), start, 'once');
    const [two, one] = (await office.opened.queries.definitions(UNIT, { process: 'Two' }, { limit: 5 })).rows;
    const retire = (digest = '') => other.must(person('publisher'), { kind: 'retire', definition: digest });
    await retire(two?.digest);
    const older = await office.start('Two');
    expect(await office.opened.queries.instance(older)).toMatchObject({ definition: one?.digest });
    await retire(one?.digest);
    for (const command of [start, start, { ...start, version: 2 }]) {
      expect(await office.give(person('clerk'), command)).toMatchObject({ status: 'rejected', code: 'not-found' });
    }
    // One that has just begun, and knows of no process at all.
    expect(await office.besides().give(person('clerk'), start, 'once')).toEqual(first);
    await other.publish(TWO_TASKS.replace('name="申请"', 'name="呈报"'));
    expect(await office.give(person('clerk'), start, 'once')).toEqual(first);
    expect(await office.start('Two')).not.toBe(instance);
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
}
