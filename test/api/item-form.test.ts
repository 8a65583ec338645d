import { OPERATIONS } from '@quanheng/contracts';
import type { Principal } from '@quanheng/runtime';
import { documents, openOffice, startApi, startInstance, type Api, type Who } from './harness.js';

const FORM = {
  type: 'default',
  components: [
    { id: 'Amount', type: 'number', key: 'amount', label: '金额', validate: { required: true, max: 1000 } },
    { id: 'Payee', type: 'textfield', key: 'payee', label: '收款人', validate: { required: true } },
  ],
};
const person = (name: string): Principal => ({
  ...{ kind: 'person', person: name, account: `account-${name}` },
  authenticatedAt: 0,
});

describe('what is filled in at a step', () => {
  let api: Api;
  beforeAll(async () => {
    api = await startApi();
    await openOffice(api);
    const [drawing] = documents();
    const resources = [drawing!, { name: 'apply.form', text: JSON.stringify(FORM) }];
    const deployed = await api.execute(person('designer'), { kind: 'deploy', name: '带表单', resources });
    const { deployment } = (deployed as unknown as { result: { deployment: string } }).result;
    const published = await api.execute(person('publisher'), { kind: 'publish', deployment });
    expect(published).toMatchObject({ status: 'accepted' });
  });
  afterAll(() => api.close());

  const complete = async (who: Who, variables: object) => {
    const { instance, item } = await startInstance(api);
    const before = await api.entries();
    const body = { variables };
    const got = await api.call(who, OPERATIONS.completeItem, { params: { instance, item }, body });
    return { ...got, added: (await api.entries()) - before };
  };

  it('is checked by the form, all of it at once, and nothing changes', async () => {
    const got = await complete('clerk', { amount: 1001 });
    expect(got).toMatchObject({ status: 400, added: 0 });
    expect(got.json).toMatchObject({
      ...{ code: 'invalid-input', detail: '“金额”不得大于 1000。“收款人”须填写。' },
      errors: [
        { at: 'body.variables.amount', message: '“金额”不得大于 1000。' },
        { at: 'body.variables.payee', message: '“收款人”须填写。' },
      ],
    });
  });

  it('counts together with what was known before', async () => {
    expect((await complete('clerk', { payee: '甲' })).status).toBe(200);
  });

  it('is of no matter where the step is somebody else’s: the attempt is refused and kept', async () => {
    expect(await complete('otherClerk', { amount: 1001 })).toMatchObject({
      ...{ status: 403, added: 1 },
      json: { code: 'refused' },
    });
  });
});
