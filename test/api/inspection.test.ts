import { OPERATIONS } from '@quanheng/contracts';
import { openOffice, startApi, startInstance, UNIT, type Api, type Who } from './harness.js';

describe('what discipline inspection sees', () => {
  let api: Api;
  beforeAll(async () => {
    api = await startApi();
    await openOffice(api);
  });
  afterAll(() => api.close());

  const noted = async (who: Who, what: 'refusal' | 'exception' | 'reading', more: Record<string, string> = {}) =>
    (await api.call(who, OPERATIONS.listNoted, { query: { noted: what, ...more } })).json.items as Record<
      string,
      unknown
    >[];

  it('a matter is opened with a reason, which stays in a chain of its own and not in that of the matter', async () => {
    const { instance } = await startInstance(api);
    const params = { instance };
    const read = (who: Who) => api.call(who, OPERATIONS.readInstance, { params });
    expect((await read('otherClerk')).status).toBe(404);
    const before = await api.parts.queries.entries(UNIT, `instance:${instance}`, 1, 200);
    const unreasoned = await api.call('otherClerk', OPERATIONS.inspectInstance, { params, body: { reason: ' ' } });
    expect(unreasoned.status).toBe(400);
    const opened = await api.call('otherClerk', OPERATIONS.inspectInstance, { params, body: { reason: '核实举报' } });
    expect(opened.json).toMatchObject({ entry: { stream: 'inspection' } });
    expect((await read('otherClerk')).json).toMatchObject({ id: instance, status: 'active' });
    expect((await read('designer')).status).toBe(404);
    const after = await api.parts.queries.entries(UNIT, `instance:${instance}`, 1, 200);
    expect(before).not.toEqual([]);
    expect(after.length).toBe(before.length);
    expect((await noted('auditor', 'reading'))[0]).toMatchObject({
      ...{ instance, process: 'everything', principal: 'person:otherClerk', said: '核实举报', refused: null },
    });
  });

  it('whoever is not of it opens nothing, and that is a refusal with its reasons', async () => {
    const { instance } = await startInstance(api);
    const asked = await api.call('clerk', OPERATIONS.inspectInstance, {
      params: { instance },
      body: { reason: '好奇' },
    });
    expect(asked).toMatchObject({ status: 403, json: { code: 'refused' } });
    const [refusal] = await noted('otherClerk', 'refusal');
    expect(refusal).toMatchObject({
      ...{ kind: 'inspectInstance', principal: 'person:clerk', refused: 'DISCIPLINE_ONLY', instance },
      reasons: [{ code: 'DISCIPLINE_ONLY', message: expect.stringContaining('纪检监察') as unknown }],
    });
    const nothing = await api.call('otherClerk', OPERATIONS.inspectInstance, {
      ...{ params: { instance: 'nowhere' }, body: { reason: '核实' } },
    });
    expect(nothing.status).toBe(404);
  });

  it('what operators do out of the usual is an exception, found by the day', async () => {
    const { instance } = await startInstance(api);
    await api.call('operator', OPERATIONS.suspendInstance, { params: { instance }, body: { reason: '等待外部' } });
    const [exception] = await noted('otherClerk', 'exception');
    expect(exception).toMatchObject({
      kind: 'suspendInstance',
      principal: 'person:operator',
      said: '等待外部',
      instance,
    });
    const at = Number(exception?.['at']);
    expect(await noted('otherClerk', 'exception', { from: String(at + 1) })).toEqual([]);
    expect((await noted('otherClerk', 'exception', { until: String(at + 1) }))[0]).toEqual(exception);
    await api.call('operator', OPERATIONS.resumeInstance, { params: { instance }, query: { reason: '已核对' } });
    const [resumed] = await noted('otherClerk', 'exception');
    expect(resumed).toMatchObject({ kind: 'resumeInstance', said: '已核对' });
  });

  it('all matters are listed without what is in them, and which of them were opened', async () => {
    const { instance } = await startInstance(api);
    const list = async () =>
      (await api.call('otherClerk', OPERATIONS.listMatters, { query: { limit: '200' } })).json.items as {
        id: string;
        isOpened: boolean;
      }[];
    const found = async () => (await list()).find(({ id }) => id === instance);
    expect(await found()).toMatchObject({ isOpened: false, process: 'everything' });
    await api.call('otherClerk', OPERATIONS.inspectInstance, { params: { instance }, body: { reason: '抽查' } });
    expect(await found()).toMatchObject({ isOpened: true });
  });
});
