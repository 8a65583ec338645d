import { type Command } from '@quanheng/runtime';
import { person, TWO_TASKS, UNIT } from '../office.js';
import { Office, type OpenedStore } from './office.js';

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
