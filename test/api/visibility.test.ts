import { OPERATIONS } from '@quanheng/contracts';
import { deploy, openOffice, startApi, startInstance, type Api, type Who } from './harness.js';

describe('who sees what', () => {
  let api: Api;
  let own: string;
  beforeAll(async () => {
    api = await startApi();
    await openOffice(api);
    own = (await startInstance(api)).instance;
  });
  afterAll(() => api.close());

  const instancesOf = async (who: Who, query = {}) => {
    const { json } = await api.call(who, OPERATIONS.listInstances, { query });
    return (json.items as { id: string }[]).map(({ id }) => id);
  };

  it('lists to a person what the person started, to operators and auditors everything', async () => {
    expect(await instancesOf('clerk')).toEqual([own]);
    expect(await instancesOf('otherClerk')).toEqual([]);
    expect(await instancesOf('otherClerk', { startedBy: 'person:clerk' })).toEqual([]);
    expect(await instancesOf('operator')).toEqual([own]);
    expect(await instancesOf('auditor', { startedBy: 'person:clerk' })).toEqual([own]);
  });

  it('keeps the box of everything for operators and auditors', async () => {
    const all = (who: Who) => api.call(who, OPERATIONS.listItems, { query: { box: 'all' } });
    expect((await all('clerk')).json.code).toBe('forbidden');
    expect((await all('systemAdministrator')).json.code).toBe('forbidden');
    expect((await all('auditor')).json.items).toHaveLength(1);
  });

  it('lets somebody who did a part of it look at it ever after', async () => {
    const { instance } = await startInstance(api);
    const started = await api.call('otherClerk', OPERATIONS.startInstance, { body: { process: 'everything' } });
    const { instance: others } = started.json.result as { instance: string };
    const read = (who: Who, id: string) => api.call(who, OPERATIONS.readInstance, { params: { instance: id } });
    expect((await read('otherClerk', instance)).status).toBe(404);
    // The work of it is offered to the clerk's post.
    expect((await read('clerk', others)).status).toBe(200);
    const item = (await api.parts.queries.itemsOf(others))[0]!.item;
    await api.call('clerk', OPERATIONS.completeItem, { params: { instance: others, item }, body: {} });
    await api.call('otherClerk', OPERATIONS.cancelInstance, { params: { instance: others }, body: { reason: '作废' } });
    expect((await read('clerk', others)).json).toMatchObject({ status: 'cancelled' });
  });

  it('answers alike what is not there and what is nobody’s business', async () => {
    const read = async (instance: string) => {
      const { status, json } = await api.call('otherClerk', OPERATIONS.readInstance, { params: { instance } });
      return { status, ...json, instance: '', detail: String(json.detail).replace(instance, '') };
    };
    expect(await read(own)).toEqual(await read('not-there'));
  });

  it('shows drafts to those who make and publish them', async () => {
    const statuses = async (who: Who) => {
      const { json } = await api.call(who, OPERATIONS.listDefinitions);
      return new Set((json.items as { status: string }[]).map(({ status }) => status));
    };
    expect(await statuses('designer')).toEqual(new Set(['draft', 'published']));
    expect(await statuses('clerk')).toEqual(new Set(['published']));
    const drafts = await api.call('clerk', OPERATIONS.listDefinitions, { query: { status: 'draft' } });
    expect(drafts.json.items).toEqual([]);
  });

  it('shows what is to take effect later to those who make and publish it', async () => {
    const params = { deployment: await deploy(api, '以后') };
    const publish = (from: string) => api.call('publisher', OPERATIONS.publish, { params, query: { from } });
    expect((await publish('soon')).json).toMatchObject({ status: 400 });
    expect((await publish('1')).json).toMatchObject({ status: 422, subject: 'from' });
    const from = Date.now() + 3_600_000;
    expect((await publish(String(from))).status).toBe(200);
    const scheduled = async (who: Who) => {
      const { json } = await api.call(who, OPERATIONS.listDefinitions, { query: { status: 'scheduled' } });
      return (json.items as object[]).length;
    };
    expect(await scheduled('designer')).toBe(1);
    expect(await scheduled('clerk')).toBe(0);
    const deployments = await api.call('publisher', OPERATIONS.listDeployments);
    expect(deployments.json.items).toContainEqual(expect.objectContaining({ publishedAt: from }));
    const timers = await api.call('operator', OPERATIONS.listTimers);
    expect(timers.json.items).toContainEqual(expect.objectContaining({ subscription: -1, due: from }));
  });

  it('shows accounts and kinship to whom they concern and to the administrators', async () => {
    const facts = async (who: Who, kind: string) => {
      const { json } = await api.call(who, OPERATIONS.readOrganisation, { query: { kind } });
      return (json.facts as { id: string }[]).map(({ id }) => id);
    };
    expect(await facts('clerk', 'account')).toEqual(['account-clerk']);
    expect((await facts('systemAdministrator', 'account')).length).toBeGreaterThan(5);
    expect(await facts('clerk', 'relation')).toEqual(['kin']);
    expect(await facts('otherClerk', 'relation')).toEqual([]);
    expect((await facts('otherClerk', 'person')).length).toBeGreaterThan(5);
  });

  it('shows the auditor every entry, accepted and refused', async () => {
    const { instance, item } = await startInstance(api);
    await api.call('otherClerk', OPERATIONS.claimItem, { params: { instance, item } });
    const query = { stream: `instance:${instance}`, limit: '1' };
    const first = await api.call('auditor', OPERATIONS.listEntries, { query });
    expect(first.json).toMatchObject({ items: [{ seq: 1, refused: null, kind: 'startInstance' }], next: 2 });
    const second = await api.call('auditor', OPERATIONS.listEntries, { query: { ...query, from: '2' } });
    expect(second.json).toMatchObject({ items: [{ seq: 2, refused: 'NOT_OFFERED', principal: 'person:otherClerk' }] });
  });
});
