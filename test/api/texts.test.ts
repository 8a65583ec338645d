import { OPERATIONS } from '@quanheng/contracts';
import { openOffice, startApi, type Api } from './harness.js';

const person = (name: string) =>
  ({ kind: 'person', person: name, account: `account-${name}`, authenticatedAt: Date.now() }) as const;
const drawing = (process: string, inside: string): string =>
  `<definitions xmlns="http://www.omg.org/spec/BPMN/20100524/MODEL" xmlns:qh="urn:quanheng:bpmn:1" id="D" targetNamespace="urn:test">
    <process id="${process}" name="付款" isExecutable="true">${inside}</process></definitions>`;
const STEP =
  '<userTask id="Apply" name="填写"><extensionElements><qh:assign post="clerk"/></extensionElements></userTask>';

describe('what processes say in English', () => {
  let api: Api;
  beforeEach(async () => {
    api = await startApi();
    await openOffice(api);
  });
  afterEach(() => api.close());

  async function deployed(text: string, texts: Record<string, string> | null): Promise<string> {
    const translation = texts === null ? [] : [{ name: 'texts.en.json', text: JSON.stringify(texts) }];
    const resources = [{ name: 'p.bpmn', text }, ...translation];
    const answer = await api.execute(person('designer'), { kind: 'deploy', name: '付款', resources });
    if (answer.status !== 'accepted') throw new Error(JSON.stringify(answer));
    return String(answer.result['deployment']);
  }
  async function published(text: string, texts: Record<string, string> | null): Promise<void> {
    const answer = await api.execute(person('publisher'), { kind: 'publish', deployment: await deployed(text, texts) });
    if (answer.status !== 'accepted') throw new Error(JSON.stringify(answer));
  }
  const read = async (language = 'en') =>
    ((await api.call('clerk', OPERATIONS.readTexts, { params: { language } })).json as { processes: unknown })
      .processes;

  it('is what was deployed with the version in force, and of older versions what it says no longer', async () => {
    await published(drawing('Paying', STEP), { 付款: 'Pay', 填写: 'Fill in' });
    expect(await read()).toEqual({ Paying: { 付款: 'Pay', 填写: 'Fill in' } });
    await published(drawing('Paying', STEP.replace('填写', '核对')), { 付款: 'Payment' });
    expect(await read()).toEqual({ Paying: { 付款: 'Payment', 填写: 'Fill in' } });
    expect(await read('de')).toEqual({});
  });

  it('is nothing of a draft, nor of a process without translations', async () => {
    await deployed(drawing('Paying', STEP), { 付款: 'Payment' });
    await published(drawing('Filing', STEP), null);
    expect(await read()).toEqual({});
  });

  it('holds what a called process says, below what the caller says itself', async () => {
    await published(drawing('Meeting', STEP), { 付款: 'Meeting', 填写: 'Agenda' });
    await published(drawing('Paying', '<callActivity id="Call" calledElement="Meeting"/>'), { 付款: 'Payment' });
    expect(await read()).toMatchObject({ Paying: { 付款: 'Payment', 填写: 'Agenda' } });
  });

  it('is read by people as another document of the deployment, and refused for what is no language', async () => {
    const deployment = await deployed(drawing('Paying', STEP), { 付款: 'Payment' });
    const params = { deployment, name: 'texts.en.json' };
    const got = await api.call('designer', OPERATIONS.readResource, { params });
    expect(JSON.parse(got.text)).toEqual({ 付款: 'Payment' });
    const wrong = await api.call('clerk', OPERATIONS.readTexts, { params: { language: 'EN_us' } });
    expect(wrong.json).toMatchObject({ code: 'invalid-input' });
  });
});
