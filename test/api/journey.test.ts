import { OPERATIONS } from '@quanheng/contracts';
import { openOffice, startApi, startInstance, type Api } from './harness.js';

describe('the way of a matter through the API', () => {
  let api: Api;
  beforeAll(async () => {
    api = await startApi();
    await openOffice(api);
  });
  afterAll(() => api.close());

  it('is started, found in the inbox, claimed, filled in, done, and found among what was done', async () => {
    const started = await api.call('clerk', OPERATIONS.startInstance, {
      body: { process: 'everything', businessKey: 'B-1', variables: { amount: 12.5 } },
    });
    expect(started).toMatchObject({ status: 201, json: { entry: { seq: 1 } } });
    const { instance } = started.json.result as { instance: string };

    const inbox = await api.call('clerk', OPERATIONS.listItems, { query: { box: 'open' } });
    expect(inbox.json.items).toMatchObject([{ instance, activity: 'apply', name: '申请', businessKey: 'B-1' }]);
    const { item } = (inbox.json.items as { item: string }[])[0]!;

    const form = await api.call('clerk', OPERATIONS.readItemForm, { params: { instance, item } });
    expect(form.json).toMatchObject({ form: '{"type":"default","components":[]}', variables: { amount: 12.5 } });

    expect((await api.call('clerk', OPERATIONS.claimItem, { params: { instance, item } })).status).toBe(200);
    const amount = { $feel: 'number', value: '12345678901234567890.12' };
    const completed = await api.call('clerk', OPERATIONS.completeItem, {
      params: { instance, item },
      body: { variables: { amount }, opinion: '同意' },
    });
    expect(completed.status).toBe(200);

    const variables = await api.call('clerk', OPERATIONS.readVariables, { params: { instance } });
    expect(variables.json.variables).toEqual({ amount });
    const did = await api.call('clerk', OPERATIONS.listItems, { query: { box: 'done' } });
    expect(did.json.items).toMatchObject([{ instance, item, closedBy: 'clerk' }]);
    const trail = await api.call('clerk', OPERATIONS.readTrail, { params: { instance } });
    expect((trail.json.records as { act: string }[]).map(({ act }) => act)).toEqual(['start', 'claim', 'complete']);
    const diagram = await api.call('clerk', OPERATIONS.readInstanceDiagram, { params: { instance } });
    expect(diagram.json.elements).toEqual(
      expect.arrayContaining([
        { key: 'apply', active: 0, done: 1, incidents: 0 },
        { key: 'check', active: 1, done: 0, incidents: 0 },
        { key: 'choose', active: 1, done: 0, incidents: 1 },
      ]),
    );
  });

  it('gives the first answer again for the same key, and refuses the key for anything else', async () => {
    const { instance, item } = await startInstance(api);
    const sent = { params: { instance, item }, body: {}, headers: { 'idempotency-key': 'k-1' } };
    const first = await api.call('clerk', OPERATIONS.completeItem, sent);
    const before = await api.entries();
    expect((await api.call('clerk', OPERATIONS.completeItem, sent)).json).toEqual(first.json);
    const other = await api.call('clerk', OPERATIONS.completeItem, { ...sent, body: { opinion: '不同意' } });
    expect(other).toMatchObject({ status: 409, json: { code: 'key-reused' } });
    expect(await api.entries()).toBe(before);
  });

  it('says why not, with an entry of the refusal', async () => {
    const { instance, item } = await startInstance(api);
    const before = await api.entries();
    const refused = await api.call('otherClerk', OPERATIONS.completeItem, { params: { instance, item }, body: {} });
    expect(refused).toMatchObject({
      status: 403,
      json: { code: 'refused', reasons: [{ code: 'NOT_OFFERED' }], entry: { stream: `instance:${instance}` } },
    });
    expect(refused.headers['content-type']).toBe('application/problem+json; charset=utf-8');
    expect(await api.entries()).toBe(before + 1);
  });

  it('may be asked about without doing anything', async () => {
    const { instance, item } = await startInstance(api);
    const before = await api.entries();
    const params = { instance, item };
    const dry = await api.call('clerk', OPERATIONS.completeItem, { params, body: {}, query: { dryRun: 'true' } });
    expect(dry.status).toBe(200);
    const actions = await api.call('clerk', OPERATIONS.readItemActions, { params });
    expect(actions.json).toMatchObject({ claim: { may: true }, complete: { may: true }, release: { may: false } });
    expect(await api.entries()).toBe(before);
  });

  it('keeps attachments with their versions, and gives them back only to be saved', async () => {
    const { instance } = await startInstance(api);
    const params = { instance };
    const pdf = (text: string) => Buffer.from(`%PDF-1.7\n${text}`);
    const query = { name: '合同 (1).pdf' };
    for (const text of ['one', 'two']) {
      const put = await api.call('clerk', OPERATIONS.attachFile, { params, query, body: pdf(text) });
      expect(put.status).toBe(201);
    }
    const list = await api.call('clerk', OPERATIONS.listAttachments, { params });
    const items = list.json.items as { seq: number; name: string; version: number; type: string }[];
    expect(items.map(({ name, version, type }) => [name, version, type])).toEqual([
      ['合同 (1).pdf', 1, 'application/pdf'],
      ['合同 (1).pdf', 2, 'application/pdf'],
    ]);
    const got = await api.call('clerk', OPERATIONS.readAttachment, { params: { instance, attachment: items[1]!.seq } });
    expect(got.text).toBe('%PDF-1.7\ntwo');
    expect(got.headers).toMatchObject({
      'content-type': 'application/octet-stream',
      'content-disposition': `attachment; filename*=UTF-8''${encodeURIComponent('合同 (1).pdf')}`,
      'x-content-type-options': 'nosniff',
    });
    const disguised = await api.call('clerk', OPERATIONS.attachFile, {
      params,
      query: { name: 'a.pdf' },
      body: Buffer.from('<html><script>alert(1)</script>'),
    });
    expect(disguised).toMatchObject({ status: 415, json: { code: 'unsupported-media-type', subject: 'a.pdf' } });
  });

  it('lends jobs to workers, who complete them, fail them or lose them', async () => {
    const { instance, job } = await startInstance(api);
    const lock = async () => {
      const got = await api.call('worker', OPERATIONS.lockJobs, {
        body: { handlers: ['external:pay'], limit: 100, lease: 60_000 },
      });
      return (got.json.jobs as { instance: string; job: number; lock: string }[]).find(
        (each) => each.instance === instance,
      );
    };
    const mine = await lock();
    const idempotencyKey = `qh-${instance}-${job}`;
    expect(mine).toMatchObject({ job, variables: { amount: 100 }, businessKey: null, retries: 2, idempotencyKey });
    expect(await lock()).toBeUndefined();
    const params = { instance, job };
    const extended = await api.call('worker', OPERATIONS.extendJob, {
      params,
      body: { lock: mine!.lock, lease: 5000 },
    });
    expect(extended.status).toBe(200);
    const stranger = await api.call('worker', OPERATIONS.extendJob, { params, body: { lock: 'guess', lease: 5000 } });
    expect(stranger).toMatchObject({ status: 409, json: { code: 'conflict' } });
    const wrong = await api.call('worker', OPERATIONS.completeJob, { params, body: { lock: 'guess' } });
    expect(wrong.status).toBe(409);
    const complete = await api.call('worker', OPERATIONS.completeJob, { params, body: { lock: mine!.lock } });
    expect(complete.status).toBe(200);
  });
});
