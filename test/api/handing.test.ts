import { OPERATIONS } from '@quanheng/contracts';
import { addedItem, openItem } from './desk.js';
import { openOffice, startApi, type Api } from './harness.js';

type Params = Record<string, string | number>;

describe('what the API shows of work that goes from hand to hand', () => {
  let api: Api;
  beforeAll(async () => {
    api = await startApi();
    await openOffice(api);
  });
  afterAll(() => api.close());

  async function must(who: 'clerk' | 'otherClerk', operation: keyof typeof OPERATIONS, params: Params, body?: object) {
    const got = await api.call(who, OPERATIONS[operation], { params, ...(body === undefined ? {} : { body }) });
    expect({ operation, status: got.status, detail: got.json.detail }).toEqual({ operation, status: 200 });
    return got.json;
  }

  it('tells whoever is asked for an opinion who asked and why, and the asker what was answered', async () => {
    const added = (await addedItem(api)).params as Params;
    const box = await api.call('otherClerk', OPERATIONS.listItems, { query: { box: 'open' } });
    expect(JSON.stringify(box.json)).toContain('加签意见（张clerk请提）');
    expect(await must('otherClerk', 'readItemHanding', added)).toEqual({
      asked: { by: 'clerk', mode: 'before', reason: '请核对' },
      passed: [],
      opinions: [],
    });
    expect(await must('otherClerk', 'readItemActions', added)).toMatchObject({ complete: { may: true } });
    const own: Params = { ...added, item: String(added['item']).replace(/\.a1$/, '') };
    const waiting = { item: added['item'], person: 'otherClerk', at: null, outcome: null, opinion: null };
    expect(await must('clerk', 'readItemHanding', own)).toMatchObject({ asked: null, opinions: [waiting] });
    expect(await must('clerk', 'readItemActions', own)).toMatchObject({
      complete: { may: false, reasons: [{ code: 'ADD_SIGN_PENDING' }] },
    });
    await must('otherClerk', 'completeItem', added, { outcome: 'disapprove', opinion: '缺少合同' });
    expect(await must('clerk', 'readItemHanding', own)).toMatchObject({
      opinions: [{ item: added['item'], person: 'otherClerk', outcome: 'disapprove', opinion: '缺少合同' }],
    });
    const { records } = (await must('clerk', 'readTrail', { instance: own['instance'] ?? '' })) as {
      records: object[];
    };
    expect(records.at(-1)).toMatchObject({ act: 'advise', person: 'otherClerk', alsoFor: ['clerk'] });
  });

  it('shows through whose hands an item went', async () => {
    const params = (await openItem(api, {})).params as Params;
    await must('clerk', 'transferItem', params, { to: 'otherClerk', reason: '外出' });
    expect(await must('otherClerk', 'readItemHanding', params)).toMatchObject({
      passed: [{ from: 'clerk', to: 'otherClerk' }],
    });
  });

  it('lists what was delegated, to both and to nobody else', async () => {
    const body = { to: 'otherClerk', until: Date.now() + 60_000, processes: [], document: '出差' };
    await must('clerk', 'delegate', {}, body);
    const given = { from: 'clerk', to: 'otherClerk', document: '出差', state: 'inForce' };
    expect((await api.call('clerk', OPERATIONS.listDelegations)).json).toMatchObject({ given: [given], received: [] });
    expect((await api.call('otherClerk', OPERATIONS.listDelegations)).json).toMatchObject({ received: [given] });
    expect((await api.call('publisher', OPERATIONS.listDelegations)).json).toEqual({ given: [], received: [] });
  });
});
