import { OPERATIONS } from '@quanheng/contracts';
import { openOffice, startApi, startInstance, UNIT, type Api, type Who } from './harness.js';

const SECRET = `<definitions xmlns="http://www.omg.org/spec/BPMN/20100524/MODEL" xmlns:qh="urn:quanheng:bpmn:1" id="D" targetNamespace="urn:test">
  <process id="secret" isExecutable="true"><userTask id="fill" name="填写"><extensionElements>
    <qh:evidence name="合同"/><qh:evidence name="标底" secrecy="秘密"/><qh:evidence name="公告" secrecy="公开"/><qh:assign post="clerk"/>
  </extensionElements></userTask></process></definitions>`;

describe('what lies beside a matter', () => {
  let api: Api;
  beforeAll(async () => {
    api = await startApi();
    await openOffice(api);
  });
  afterAll(() => api.close());

  const box = async (who: Who, name: 'toRead' | 'ccToMe') =>
    (await api.call(who, OPERATIONS.listCopies, { query: { box: name } })).json.items;

  it('a matter that was shown can be read, is listed until it was read, and then under what was', async () => {
    const { instance } = await startInstance(api);
    const read = () => api.call('otherClerk', OPERATIONS.readInstance, { params: { instance } });
    expect((await read()).status).toBe(404);
    await api.call('clerk', OPERATIONS.copyInstance, { params: { instance }, body: { persons: ['otherClerk'] } });
    expect((await read()).json).toMatchObject({ id: instance, status: 'active' });
    expect(await box('otherClerk', 'toRead')).toMatchObject([
      { instance, process: 'everything', by: 'clerk', readAt: null },
    ]);
    expect(await box('designer', 'toRead')).toEqual([]);
    expect((await api.call('otherClerk', OPERATIONS.acknowledgeCopy, { params: { instance } })).status).toBe(200);
    expect(await box('otherClerk', 'toRead')).toEqual([]);
    expect(await box('otherClerk', 'ccToMe')).toMatchObject([{ instance, readAt: expect.any(Number) as unknown }]);
    expect((await read()).status).toBe(200);
    const trail = await api.call('otherClerk', OPERATIONS.readTrail, { params: { instance } });
    expect((trail.json.records as { act: string }[]).map(({ act }) => act)).toEqual(['start', 'copy', 'read']);
  });

  it('papers that the drawing keeps secret are not shown with it', async () => {
    const seed = { kind: 'system', name: 'seed' } as const;
    const resources = [{ name: 'p.bpmn', text: SECRET }];
    const deployed = await api.execute(seed, { kind: 'deploy', name: 'secret', resources });
    if (deployed.status !== 'accepted') throw new Error(JSON.stringify(deployed));
    await api.execute(seed, { kind: 'publish', deployment: String(deployed.result['deployment']) });
    const started = await api.call('clerk', OPERATIONS.startInstance, { body: { process: 'secret' } });
    const { instance } = started.json.result as { instance: string };
    for (const name of ['合同.txt', '标底（密封）.txt', '公告.txt', '其他.txt']) {
      const sent = { params: { instance }, query: { name }, body: Buffer.from(name) };
      expect((await api.call('clerk', OPERATIONS.attachFile, sent)).status).toBeLessThan(300);
    }
    await api.call('clerk', OPERATIONS.copyInstance, { params: { instance }, body: { persons: ['otherClerk'] } });
    const names = async (who: Who) => {
      const { json } = await api.call(who, OPERATIONS.listAttachments, { params: { instance } });
      return (json.items as { name: string }[]).map(({ name }) => name).sort();
    };
    expect(await names('clerk')).toHaveLength(4);
    expect(await names('auditor')).toHaveLength(4);
    expect(await names('otherClerk')).toEqual(['公告.txt', '其他.txt', '合同.txt'].sort());
    const files = await api.parts.queries.attachments(instance);
    const open = (who: Who, wanted: string) => {
      const { seq: attachment } = files.find(({ name }) => name.startsWith(wanted))!;
      return api.call(who, OPERATIONS.readAttachment, { params: { instance, attachment } });
    };
    expect((await open('otherClerk', '合同')).text).toBe('合同.txt');
    expect((await open('otherClerk', '标底')).json).toMatchObject({ code: 'not-found' });
    expect((await open('clerk', '标底')).text).toBe('标底（密封）.txt');
  });

  it('what was said can be read by whoever sees the matter, until it is erased', async () => {
    const { instance, item } = await startInstance(api);
    await api.call('clerk', OPERATIONS.commentInstance, { params: { instance }, body: { text: ' 已电话沟通 ' } });
    await api.call('clerk', OPERATIONS.urgeItem, { params: { instance, item }, body: { text: '请今日办结' } });
    const said = await api.call('auditor', OPERATIONS.listComments, { params: { instance } });
    expect(said.json.items).toMatchObject([
      { act: 'comment', person: 'clerk', item: null, text: '已电话沟通' },
      { act: 'urge', person: 'clerk', item, text: '请今日办结' },
    ]);
    const shown = await api.call('clerk', OPERATIONS.readItem, { params: { instance, item } });
    expect(shown.json).toMatchObject({ urges: 1, urgedBy: 'clerk', urgedAt: expect.any(Number) as unknown });
    const [{ seq }] = said.json.items as [{ seq: number }];
    const erase = `UPDATE contents SET pieces = '{"command":{"erased":true}}' WHERE stream = ? AND seq = ?`;
    await api.database.dataSource.query(erase, [`instance:${instance}`, seq]);
    const left = await api.call('clerk', OPERATIONS.listComments, { params: { instance } });
    expect(left.json.items).toMatchObject([{ act: 'comment', text: null }, { text: '请今日办结' }]);
  });

  it('a second urging says when, and a text that says nothing is no text', async () => {
    const { instance, item } = await startInstance(api);
    const urge = (body: object) => api.call('clerk', OPERATIONS.urgeItem, { params: { instance, item }, body });
    expect((await urge({ text: '  ' })).json).toMatchObject({ code: 'invalid-input' });
    expect((await urge({})).status).toBe(200);
    expect((await urge({})).json).toMatchObject({ code: 'refused', reasons: [{ code: 'URGE_TOO_SOON' }] });
  });
});

describe('a draft', () => {
  let api: Api;
  beforeAll(async () => {
    api = await startApi();
    await openOffice(api);
  });
  afterAll(() => api.close());

  const listed = async (who: Who) => (await api.call(who, OPERATIONS.listDrafts)).json.items as unknown[];

  it('is kept for a work item, replaced by the newest, shown to its owner alone, and no act', async () => {
    const { instance, item } = await startInstance(api);
    const params = { instance, item };
    const before = await api.entries();
    const save = (who: Who, body: object) => api.call(who, OPERATIONS.saveItemDraft, { params, body });
    const amount = { $feel: 'number', value: '12345678901234567890.12' };
    expect((await save('clerk', { variables: { amount: 1 } })).status).toBe(200);
    expect((await save('clerk', { variables: { amount }, opinion: '拟同意', outcome: '' })).status).toBe(200);
    const read = (who: Who) => api.call(who, OPERATIONS.readItemDraft, { params });
    expect((await read('clerk')).json).toMatchObject({
      content: { variables: { amount }, opinion: '拟同意', outcome: '' },
    });
    for (const who of ['otherClerk', 'operator', 'auditor'] as const) {
      expect((await read(who)).json.code).toBe('not-found');
      expect(await listed(who)).toEqual([]);
    }
    expect(await listed('clerk')).toMatchObject([{ instance, item, process: 'everything', name: '申请' }]);
    expect((await save('otherClerk', {})).json).toMatchObject({ code: 'refused', reasons: [{ code: 'NOT_OFFERED' }] });
    expect((await save('auditor', {})).json).toMatchObject({ code: 'refused' });
    expect(await api.entries()).toBe(before);

    await api.call('clerk', OPERATIONS.completeItem, { params, body: {} });
    expect((await read('clerk')).json.code).toBe('not-found');
    expect(await listed('clerk')).toEqual([]);
    expect((await save('clerk', {})).json.code).toBe('conflict');
  });

  it('is thrown away by its owner', async () => {
    const { instance, item } = await startInstance(api);
    const params = { instance, item };
    await api.call('clerk', OPERATIONS.saveItemDraft, { params, body: { opinion: '同意' } });
    expect((await api.call('otherClerk', OPERATIONS.dropItemDraft, { params })).status).toBe(404);
    expect(await listed('clerk')).toHaveLength(1);
    expect((await api.call('clerk', OPERATIONS.dropItemDraft, { params })).status).toBe(204);
    expect(await listed('clerk')).toEqual([]);
    expect((await api.call('clerk', OPERATIONS.dropItemDraft, { params })).status).toBe(404);
  });

  it('is kept for starting a process, and gone when it is started with it', async () => {
    const params = { process: 'everything' };
    const save = (who: Who, process = 'everything') =>
      api.call(who, OPERATIONS.saveStartDraft, { params: { process }, body: { variables: { amount: 3 } } });
    expect((await save('clerk')).status).toBe(200);
    expect((await save('clerk', 'nothing')).json.code).toBe('not-found');
    expect((await save('systemAdministrator')).json).toMatchObject({ code: 'refused' });
    expect(await listed('clerk')).toMatchObject([{ instance: null, item: null, process: 'everything' }]);
    const read = () => api.call('clerk', OPERATIONS.readStartDraft, { params });
    expect((await read()).json).toMatchObject({ content: { variables: { amount: 3 } } });
    const start = (query: Record<string, string>) =>
      api.call('clerk', OPERATIONS.startInstance, { body: { process: 'everything' }, query });
    expect((await start({})).status).toBe(201);
    expect((await start({ draft: 'true', dryRun: 'true' })).status).toBe(201);
    expect((await read()).status).toBe(200);
    expect((await start({ draft: 'true' })).status).toBe(201);
    expect((await read()).json.code).toBe('not-found');
  });

  it('is one of at most two hundred', async () => {
    const key = {
      unit: UNIT,
      person: 'clerk',
      instance: '',
      item: '',
      name: '',
      number: null,
      savedAt: 1,
      content: '{}',
    };
    for (let i = 0; i < 200; i++) await api.parts.drafts.save({ ...key, process: `p${i}` });
    const save = () => api.call('clerk', OPERATIONS.saveStartDraft, { params: { process: 'everything' }, body: {} });
    expect((await save()).json).toMatchObject({
      code: 'conflict',
      detail: expect.stringContaining('草稿箱') as unknown,
    });
    await api.parts.drafts.drop({ ...key, process: 'p7' });
    expect((await save()).status).toBe(200);
    // What is there already can always be saved again.
    expect((await save()).status).toBe(200);
  });

  it('can be asked about, and not carried out', async () => {
    const { instance, item } = await startInstance(api);
    const principal = { kind: 'person', person: 'clerk', account: 'account-clerk', authenticatedAt: 0 } as const;
    const before = await api.entries();
    for (const command of [
      { kind: 'keepDraft', instance, item },
      { kind: 'keepStartDraft', process: 'everything' },
    ] as const) {
      expect(await api.parts.door.ask({ unit: UNIT, principal, command })).toMatchObject({ status: 'accepted' });
      expect(await api.execute(principal, command)).toMatchObject({ status: 'rejected', code: 'invalid' });
    }
    expect(await api.entries()).toBe(before);
  });
});
