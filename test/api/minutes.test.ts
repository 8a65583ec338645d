import { OPERATIONS } from '@quanheng/contracts';
import { pdfText } from '../../apps/api/src/printed-form/testing/pdf-text.js';
import { openOffice, startApi, type Api, type Got, type Who } from './harness.js';

const SEED = { kind: 'system', name: 'seed' } as const;
const definitions = (inside: string): string =>
  `<definitions xmlns="http://www.omg.org/spec/BPMN/20100524/MODEL" xmlns:qh="urn:quanheng:bpmn:1" id="D" targetNamespace="urn:test">${inside}</definitions>`;
const DECIDING = definitions(`<process id="Deciding" name="集体决策" isExecutable="true">
  <extensionElements><qh:protected name="amount" type="money"/></extensionElements>
  <startEvent id="S"/>
  <userTask id="Propose" name="填写议题" qh:form="propose" qh:writes="amount"><extensionElements><qh:assign of="initiator"/></extensionElements></userTask>
  <userTask id="Filing" name="报备"><extensionElements><qh:control kind="filing">
    <qh:act name="file"><qh:assign of="initiator"/></qh:act><qh:act name="receive"><qh:assign post="otherClerk"/></qh:act>
  </qh:control></extensionElements></userTask>
  <userTask id="Meeting" name="集体表决"><extensionElements><qh:control kind="collectiveDecision">
    <qh:act name="agenda"><qh:assign of="initiator"/></qh:act>
    <qh:property name="body" value="committee"/><qh:property name="ballot" value="open"/><qh:property name="observer" value="operator"/>
    <qh:property name="quorum" value="1/2"/><qh:property name="majority" value="half"/>
    <qh:property name="filing" value="Filing"/><qh:property name="filingDays" value="2"/>
  </qh:control></extensionElements></userTask>
  <userTask id="Write" name="起草纪要" qh:form="minutes"><extensionElements><qh:assign of="initiator"/></extensionElements></userTask>
  <userTask id="Confirm" name="确认纪要" qh:form="minutes"><extensionElements><qh:control kind="check">
    <qh:act name="成员确认"><qh:assign post="otherClerk"/></qh:act>
  </qh:control></extensionElements></userTask>
  <userTask id="CarryOut" name="督办"><extensionElements><qh:assign of="initiator"/></extensionElements></userTask>
  <endEvent id="E"/><endEvent id="N"/>
  <sequenceFlow id="a" sourceRef="S" targetRef="Propose"/>
  <sequenceFlow id="b" sourceRef="Propose" targetRef="Filing"/>
  <sequenceFlow id="i" sourceRef="Filing" targetRef="Meeting" qh:outcome="passed"/>
  <sequenceFlow id="c" sourceRef="Meeting" targetRef="Write" qh:outcome="passed"/>
  <sequenceFlow id="d" sourceRef="Meeting" targetRef="N" qh:outcome="failed"/>
  <sequenceFlow id="e" sourceRef="Write" targetRef="Confirm"/>
  <sequenceFlow id="f" sourceRef="Confirm" targetRef="CarryOut" qh:outcome="passed"/>
  <sequenceFlow id="g" sourceRef="Confirm" targetRef="Write" qh:outcome="failed"/>
  <sequenceFlow id="h" sourceRef="CarryOut" targetRef="E"/></process>`);
const CALLING = definitions(`<process id="Calling" name="办理" isExecutable="true"><startEvent id="S"/>
  <callActivity id="Decide" name="上会" calledElement="Deciding"/><endEvent id="E"/>
  <sequenceFlow id="a" sourceRef="S" targetRef="Decide"/><sequenceFlow id="b" sourceRef="Decide" targetRef="E"/></process>`);

const formOf = (...components: readonly object[]): string => JSON.stringify({ type: 'default', components });
const AMOUNT = { id: 'Amount', type: 'number', key: 'amount', label: '涉及金额（元）' };
const MINUTES = { id: 'Minutes', type: 'textarea', key: 'minutes', label: '纪要', properties: { draft: 'minutes' } };

const FORTNIGHT = 14 * 86_400_000;
const realNow = Date.now;

/** With a meeting of its own, and with one that it calls. */
describe.each(['Deciding', 'Calling'])('the minutes of a meeting in %s', (process) => {
  let api: Api;
  let instance: string;
  beforeAll(async () => {
    api = await startApi();
    await openOffice(api);
    const members = [
      { person: 'clerk', role: 'chair' },
      { person: 'otherClerk', role: 'member' },
      { person: 'designer', role: 'member' },
    ] as const;
    const data = { name: '办公会', members: [...members] };
    const fact = { kind: 'body', id: 'committee', from: Date.UTC(2026, 0, 1), to: null, data } as const;
    await must({ kind: 'changeOrganisation', changes: [{ change: 'put', fact }] });
    await published({
      'deciding.bpmn': DECIDING,
      'propose.form': formOf(AMOUNT),
      'minutes.form': formOf({ ...AMOUNT, readonly: true }, MINUTES),
    });
    await published({ 'calling.bpmn': CALLING });
    const started = await api.call('clerk', OPERATIONS.startInstance, { body: { process } });
    instance = (started.json['result'] as { instance: string }).instance;
  }, 60_000);
  afterAll(() => {
    jest.restoreAllMocks();
    return api.close();
  });

  async function published(texts: Readonly<Record<string, string>>): Promise<void> {
    const resources = Object.entries(texts).map(([name, text]) => ({ name, text }));
    const { deployment } = await must({ kind: 'deploy', name: '集体决策', resources });
    await must({ kind: 'publish', deployment: String(deployment) });
  }
  async function must(command: Parameters<Api['execute']>[1]): Promise<Readonly<Record<string, unknown>>> {
    const answer = await api.execute(SEED, command);
    if (answer.status !== 'accepted') throw new Error(JSON.stringify(answer));
    return answer.result;
  }
  async function openItem(title: string, who: Who): Promise<string> {
    const items = await api.parts.queries.itemsOf(instance);
    const whose = (offers: readonly string[]) => offers.some((offer) => offer.endsWith(`:${who}`));
    const found = items.find((item) => item.status === 'open' && item.name.endsWith(title) && whose(item.offers));
    if (found === undefined) throw new Error(`${who} has no ${title} among ${JSON.stringify(items)}`);
    return found.item;
  }
  async function done(who: Who, title: string, body: object = { outcome: 'approve' }): Promise<void> {
    const params = { instance, item: await openItem(title, who) };
    const { status, text } = await api.call(who, OPERATIONS.completeItem, { params, body });
    expect([title, status, status === 200 ? '' : text]).toEqual([title, 200, '']);
  }
  async function minutes(): Promise<readonly Record<string, unknown>[]> {
    const { json } = await api.call('clerk', OPERATIONS.readMinutes, { params: { instance } });
    return json['items'] as readonly Record<string, unknown>[];
  }
  async function form(title: string, who: Who): Promise<Got['json']> {
    const params = { instance, item: await openItem(title, who) };
    return (await api.call(who, OPERATIONS.readItemForm, { params })).json;
  }
  async function onPaper(): Promise<string> {
    const [meeting] = (await minutes()).map((each) => String(each['meeting']));
    const sent = { params: { instance }, query: { minutes: meeting ?? '' } };
    const response = await api.app.inject({
      method: 'GET',
      url: `/api/v1/instances/${instance}/printed-form`,
      query: sent.query,
      headers: { 'x-test-caller': 'clerk' },
    });
    expect(response.statusCode).toBe(200);
    return pdfText(response.rawPayload);
  }

  it('begin with what is on record, are written and confirmed, and are printed with who did both', async () => {
    expect((await form('填写议题', 'clerk'))['form']).toBe(formOf(AMOUNT));
    await done('clerk', '填写议题', { variables: { amount: 1234.5 } });
    await done('clerk', '报备');
    await done('otherClerk', '接收报备');
    jest.spyOn(Date, 'now').mockImplementation(() => realNow() + FORTNIGHT);
    await done('clerk', '议题确定');
    await done('clerk', '签到', { outcome: 'approve', attendance: 'video' });
    await done('otherClerk', '签到');
    await done('designer', '签到', { outcome: 'recuse', opinion: '与供应商有亲属关系' });
    expect(await minutes()).toEqual([]);
    await done('clerk', '开会');
    await done('otherClerk', '发表意见', { outcome: 'defer', opinion: '先询价' });
    await done('clerk', '发表意见', { outcome: 'approve' });
    await done('otherClerk', '表决');
    await done('clerk', '表决');

    const [found] = await minutes();
    expect(found).toMatchObject({ title: '办公会会议纪要', written: null });
    const draft = String(found?.['draft']);
    const lines = draft.split('\n');
    expect(lines).toEqual(
      expect.arrayContaining([
        ...['会议：办公会', '地点：（待填写）', '主持：张clerk', '应到 3 人，到会 2 人，法定人数 2 人'],
        ...[
          '到会：张clerk（视频参加）、张otherClerk',
          '回避：张designer（与供应商有亲属关系）',
          '缺席：无',
          '列席：张operator',
        ],
        ...['涉及金额（元）：¥1,234.50（大写：壹仟贰佰叁拾肆元伍角整）', '结果：通过'],
        '表决：记名表决。以应到会成员 3 人计，须超过半数同意；同意 2 票，不同意 0 票，缓议 0 票',
      ]),
    );
    const opinions = lines.filter((line) => /^\d\. /.test(line));
    expect(opinions).toEqual(['1. 张otherClerk：缓议。先询价', '2. 张clerk（主持）：同意']);

    const begun = await form('起草纪要', 'clerk');
    expect(begun).toMatchObject({ variables: { amount: 1234.5, minutes: draft } });
    expect(await onPaper()).toContain('办公会会议纪要（草稿）');

    await done('clerk', '起草纪要', { variables: { minutes: '会议同意采购。' } });
    expect(await form('成员确认', 'otherClerk')).toMatchObject({ variables: { minutes: '会议同意采购。' } });
    await done('otherClerk', '成员确认', { outcome: 'approve', opinion: '与会议一致' });
    expect(await minutes()).toMatchObject([{ written: '会议同意采购。', draft }]);
    const paper = await onPaper();
    expect(paper).toContain('会议同意采购。');
    expect(paper).not.toContain('草稿');
    expect(paper).toContain('同意 2 票，不同意 0 票，缓议 0 票');
    expect(paper).toMatch(/起草纪要】已办理起草\n签字：张clerk/);
    expect(paper).toMatch(/确认纪要：成员确认】同意。与会议一致确认与签发\n签字：张otherClerk/);

    await done('clerk', '督办', { variables: {} });
    expect(await minutes()).toMatchObject([{ written: '会议同意采购。' }]);
    const { json } = await api.call('clerk', OPERATIONS.readSheet, { params: { instance } });
    expect(json['fields']).toEqual(
      expect.arrayContaining([
        expect.objectContaining({ name: 'amount', label: '涉及金额（元）', value: 1234.5 }),
        expect.objectContaining({ name: 'minutes', label: '纪要', value: '会议同意采购。' }),
      ]),
    );
  });

  it('are not there of a meeting that is none', async () => {
    const sent = { params: { instance }, query: { minutes: 'Propose' } };
    expect(await api.call('clerk', OPERATIONS.readPrintedForm, sent)).toMatchObject({ status: 404 });
  });
});
