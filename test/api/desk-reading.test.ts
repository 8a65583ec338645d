import { OPERATIONS } from '@quanheng/contracts';
import { openOffice, startApi, startInstance, type Api } from './harness.js';

const SEED = { kind: 'system', name: 'seed' } as const;
const person = (name: string) =>
  ({ kind: 'person', person: name, account: `account-${name}`, authenticatedAt: Date.now() }) as const;

const act = (name: string, assign: string, inside = ''): string =>
  `<qh:act name="${name}"><qh:assign ${assign}/>${inside}</qh:act>`;
const PAYING = `<definitions xmlns="http://www.omg.org/spec/BPMN/20100524/MODEL" xmlns:qh="urn:quanheng:bpmn:1" id="D" targetNamespace="urn:test">
  <process id="Paying" qh:subject="payee nothing amount" name="付款" isExecutable="true"><extensionElements>
    <qh:protected name="amount" type="money"/><qh:protected name="payee" type="account"/>
    <qh:basis article="单位财务制度第3条" mark="D"/></extensionElements>
  <userTask id="Pens" name="会签"><extensionElements><qh:evidence name="合同" required="true"/>
    <qh:control kind="dualSignature"><qh:basis article="单位内控手册第8条" mark="D"/>
      ${act('甲', 'of="initiator"', '<qh:property name="verify" value="合同 账户"/>')}${act('乙', 'post="otherClerk"')}
    </qh:control></extensionElements></userTask></process></definitions>`;

const FORM = JSON.stringify({
  type: 'default',
  components: [
    { type: 'group', components: [{ type: 'number', key: 'amount', label: '付款金额' }] },
    {
      ...{ type: 'select', key: 'kind', label: '类别' },
      values: [
        { label: '货物', value: 'goods' },
        { label: '服务', value: 'services' },
      ],
    },
  ],
});

describe('what somebody sees who sits before their work', () => {
  let api: Api;
  beforeAll(async () => {
    api = await startApi();
    await openOffice(api);
    const deployed = await must('designer', {
      kind: 'deploy',
      name: '付款',
      resources: [
        { name: 'p.bpmn', text: PAYING },
        { name: 'f.form', text: FORM },
      ],
    });
    await must('publisher', { kind: 'publish', deployment: String(deployed['deployment']) });
  });
  afterAll(() => api.close());

  async function must(
    name: string,
    command: Parameters<Api['execute']>[1],
  ): Promise<Readonly<Record<string, unknown>>> {
    const answer = await api.execute(name === 'seed' ? SEED : person(name), command);
    if (answer.status !== 'accepted') throw new Error(JSON.stringify(answer));
    return answer.result;
  }
  async function pay(): Promise<{ readonly instance: string; readonly item: string }> {
    const variables = { amount: 300_000.5, payee: '甲账户' };
    const { instance } = await must('clerk', { kind: 'startInstance', process: 'Paying', variables });
    const items = await api.parts.queries.itemsOf(String(instance));
    return { instance: String(instance), item: items.find(({ offers }) => offers.includes('person:clerk'))!.item };
  }

  it('is what they sign: the data, why, what to look at, and who has signed; the digest is the one that the signature carries', async () => {
    const params = await pay();
    const before = await api.call('clerk', OPERATIONS.readItemStep, { params });
    expect(before.json).toMatchObject({
      ...{
        control: 'dualSignature',
        act: '甲',
        isPen: true,
        outcomes: ['approve', 'disapprove'],
        verify: ['合同', '账户'],
      },
      basis: [{ article: '单位内控手册第8条' }, { article: '单位财务制度第3条' }],
      evidence: [{ name: '合同', required: true, isThere: false }],
      signs: {
        data: [
          { name: 'amount', type: 'money', value: 300_000.5 },
          { name: 'payee', value: '甲账户' },
        ],
        papers: [],
      },
      acts: [
        { act: '甲', done: null },
        { act: '乙', done: null },
      ],
    });
    const attached = await api.call('clerk', OPERATIONS.attachFile, {
      ...{ params: { instance: params.instance }, query: { name: '合同.txt', evidence: '合同' } },
      body: Buffer.from('合同'),
    });
    expect(attached.status).toBe(201);
    const { json } = await api.call('clerk', OPERATIONS.readItemStep, { params });
    expect(json).toMatchObject({
      evidence: [{ isThere: true }],
      signs: { papers: [{ name: '合同', file: '合同.txt' }] },
    });
    const { digest } = json['signs'] as { digest: string };
    expect(digest).not.toBe((before.json['signs'] as { digest: string }).digest);

    await must('clerk', {
      kind: 'completeWork',
      ...params,
      outcome: 'approve',
      verified: ['合同', '账户'],
      opinion: '拟同意',
    });
    const written = await api.call('clerk', OPERATIONS.listWritten, { params: { instance: params.instance } });
    expect(written.json['items']).toMatchObject([{ text: '拟同意', verified: ['合同', '账户'] }]);
    const { json: trail } = await api.call('clerk', OPERATIONS.readTrail, { params: { instance: params.instance } });
    expect((trail['records'] as { digest?: string }[]).map((record) => record.digest)).toContain(digest);
    const items = await api.parts.queries.itemsOf(params.instance);
    const other = items.find(({ status }) => status === 'open')!.item;
    const second = await api.call('otherClerk', OPERATIONS.readItemStep, { params: { ...params, item: other } });
    expect(second.json['acts']).toMatchObject([
      { act: '甲', done: { person: 'clerk', outcome: 'approve', digest } },
      { act: '乙' },
    ]);
  });

  it('is what a list is about, and nothing of what they may not see', async () => {
    const { instance } = await pay();
    const { instance: hidden } = await startInstance(api);
    const query = { instances: `${instance},${hidden},unknown` };
    const { json } = await api.call('otherClerk', OPERATIONS.readMatters, { query });
    expect(json['items']).toMatchObject([
      {
        instance,
        name: '付款',
        version: 1,
        startedBy: 'person:clerk',
        status: 'active',
        amount: { name: 'amount', value: 300_000.5 },
        subject: '甲账户 300000.5',
        places: ['会签'],
      },
    ]);
    const { status } = await api.call('clerk', OPERATIONS.readMatters, { query: { instances: 'a'.padEnd(200, ',b') } });
    expect(status).toBe(400);
  });

  it('is the sheet, under the names of its forms', async () => {
    const params = await pay();
    const paid = await api.call('clerk', OPERATIONS.readSheet, { params: { instance: params.instance } });
    expect(paid.json['fields']).toMatchObject([
      { label: '付款金额', type: 'money', value: 300_000.5 },
      { label: 'payee', value: '甲账户' },
    ]);
  });

  it('tells a choice by what the form calls it, and what is none of its choices as it is', async () => {
    for (const [kind, chosen] of [
      ['goods', ['货物']],
      [
        ['services', 'goods'],
        ['服务', '货物'],
      ],
      ['works', null],
      [['goods', 'works'], null],
    ] as const) {
      const variables = { amount: 1, payee: '甲账户', kind };
      const { instance } = await must('clerk', { kind: 'startInstance', process: 'Paying', variables });
      const { json } = await api.call('clerk', OPERATIONS.readSheet, { params: { instance: String(instance) } });
      expect(json['fields']).toContainEqual({ name: 'kind', label: '类别', type: null, value: kind, chosen });
    }
  });

  it('is how much waits', async () => {
    const read = async () => (await api.call('otherClerk', OPERATIONS.countItems)).json;
    const before = await read();
    const { instance } = await pay();
    await must('clerk', { kind: 'copyInstance', instance, persons: ['otherClerk'] });
    expect(await read()).toEqual({
      ...before,
      open: Number(before['open']) + 1,
      toRead: Number(before['toRead']) + 1,
    });
  });

  it('is what people are called', async () => {
    const query = { of: 'person:clerk,post:clerk,person:nobody,role:BOOKKEEPER' };
    const { json } = await api.call('otherClerk', OPERATIONS.readNames, { query });
    const name = (json['names'] as Record<string, string>)['person:clerk'];
    // A role that no post has is named by whoever reads it, in their language.
    expect(Object.keys(json['names'] as object)).toEqual(['person:clerk', 'post:clerk']);
    const found = await api.call('otherClerk', OPERATIONS.findPersons, { query: { text: 'CLERK' } });
    expect(found.json['items']).toContainEqual(expect.objectContaining({ id: 'clerk', name }));
    expect(
      (await api.call('clerk', OPERATIONS.findPersons, { query: { text: 'ohne Treffer' } })).json['items'],
    ).toEqual([]);
  });
});
