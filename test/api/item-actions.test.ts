import { ACTIONS } from '../../apps/api/src/items/actions.js';
import { ACTS } from '../../libs/policy/src/acts/index.js';
import { OPERATIONS } from '@quanheng/contracts';
import { openItem } from './desk.js';
import { openOffice, startApi, type Api } from './harness.js';

type Buttons = Readonly<
  Record<
    string,
    { readonly may: boolean; readonly reasons: readonly { readonly code: string; readonly message: string }[] }
  >
>;

describe('the buttons of a work item', () => {
  let api: Api;
  beforeAll(async () => {
    api = await startApi();
    await openOffice(api);
  });
  afterAll(() => api.close());

  async function buttons(role: Parameters<Api['call']>[0], params: Record<string, string>): Promise<Buttons> {
    const { status, json } = await api.call(role, OPERATIONS.readItemActions, { params });
    expect(status).toBe(200);
    return json as unknown as Buttons;
  }
  const allowed = (found: Buttons): readonly string[] =>
    Object.keys(found)
      .filter((name) => found[name]?.may === true)
      .sort();

  it('have a row for every act that people do in a matter, and for those of operators and of delegating', () => {
    expect(Object.keys(ACTIONS).sort()).toEqual([...Object.keys(ACTS), 'delegate', 'reofferWork'].sort());
  });

  it('are all told, with the reason where one is grey, and leave nothing', async () => {
    const params = (await openItem(api, {})).params as Record<string, string>;
    const before = await api.entries();
    const found = await buttons('clerk', params);
    const named = Object.values(ACTIONS).flatMap((row) => (row === null ? [] : [row[0]]));
    expect(Object.keys(found).sort()).toEqual([...named].sort());
    for (const { may, reasons } of Object.values(found)) expect(may).toBe(reasons.length === 0);
    expect(allowed(found)).toEqual([
      ...['addSigner', 'cancel', 'claim', 'comment', 'complete', 'copy', 'delegate', 'recuse', 'transfer', 'urge'],
    ]);
    expect(found['reoffer']?.reasons).toMatchObject([{ code: 'ROLE_REQUIRED' }]);
    expect(found['return']?.reasons).toMatchObject([{ code: 'conflict' }]);
    expect(found['askTermination']?.reasons[0]).toMatchObject({ code: 'ENDING_OPERATOR' });
    // It is the operator's to do, where nobody is offered it any more.
    expect((await buttons('operator', params))['reoffer']?.reasons).toMatchObject([{ code: 'conflict' }]);
    expect(await api.entries()).toBe(before);
  });

  it('of an item that is done offer nothing of it any more', async () => {
    const params = (await openItem(api, {})).params as Record<string, string>;
    await api.call('clerk', OPERATIONS.completeItem, { params, body: {} });
    const found = await buttons('clerk', params);
    for (const name of ['claim', 'release', 'complete', 'transfer', 'addSigner', 'recuse', 'urge', 'return']) {
      expect(found[name]?.may).toBe(false);
    }
  });

  it('tell of each step that is done whether it may be gone back to, and why not', async () => {
    const params = (await openItem(api, {})).params as Record<string, string>;
    await api.call('clerk', OPERATIONS.completeItem, { params, body: {} });
    const items = await api.parts.queries.itemsOf(params['instance'] ?? '');
    const next = { ...params, item: items.find(({ status }) => status === 'open')?.item ?? '' };
    const own = await buttons('clerk', next);
    expect(own['return']).toMatchObject({ may: true, steps: [{ activity: 'First', may: true, reasons: [] }] });
    await api.call('clerk', OPERATIONS.claimItem, { params: next });
    const others = await buttons('operator', next);
    const refused = { may: false, reasons: [{ code: 'ITEM_TAKEN' }] };
    expect(others['return']).toMatchObject({ ...refused, steps: [{ activity: 'First', ...refused }] });
  });
});
