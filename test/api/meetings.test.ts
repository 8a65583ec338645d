import { OPERATIONS } from '@quanheng/contracts';
import { openOffice, startApi, type Api, type Who } from './harness.js';

const SEED = { kind: 'system', name: 'seed' } as const;
const FILING = `<userTask id="Filing" name="报备"><extensionElements><qh:control kind="filing">
    <qh:act name="file"><qh:assign of="initiator"/></qh:act><qh:act name="receive"><qh:assign post="otherClerk"/></qh:act>
  </qh:control></extensionElements></userTask>`;
/** A meeting of a body, with both of its ends. */
const meets = (id: string, body: string): string => `<userTask id="${id}" name="集体表决"><extensionElements>
    <qh:control kind="collectiveDecision">
    <qh:act name="agenda"><qh:assign of="initiator"/></qh:act>
    <qh:property name="body" value="${body}"/><qh:property name="ballot" value="open"/>
    <qh:property name="quorum" value="1/2"/><qh:property name="majority" value="half"/><qh:property name="observer" value="otherClerk"/>
    <qh:property name="filing" value="Filing"/><qh:property name="filingDays" value="2"/>
  </qh:control></extensionElements></userTask><endEvent id="${id}Yes"/><endEvent id="${id}No"/>
  <sequenceFlow id="${id}1" sourceRef="${id}" targetRef="${id}Yes" qh:outcome="passed"/>
  <sequenceFlow id="${id}2" sourceRef="${id}" targetRef="${id}No" qh:outcome="failed"/>`;
const drawn = (id: string, inside: string): string => `<definitions xmlns="http://www.omg.org/spec/BPMN/20100524/MODEL"
  xmlns:qh="urn:quanheng:bpmn:1" id="D" targetNamespace="urn:test"><process id="${id}" name="集体决策" isExecutable="true">
  <startEvent id="S"/>${FILING}<sequenceFlow id="a" sourceRef="S" targetRef="Filing"/>${inside}</process></definitions>`;
const MEETING = drawn(
  'Deciding',
  `${meets('Meeting', 'committee')}<sequenceFlow id="b" sourceRef="Filing" targetRef="Meeting" qh:outcome="passed"/>`,
);
const TWO_MEETINGS = drawn(
  'DecidingTwice',
  `<parallelGateway id="F"/>${meets('One', 'committee')}${meets('Other', 'board')}
  <sequenceFlow id="b" sourceRef="Filing" targetRef="F" qh:outcome="passed"/>
  <sequenceFlow id="c" sourceRef="F" targetRef="One"/><sequenceFlow id="d" sourceRef="F" targetRef="Other"/>`,
);

describe('what a meeting needs to see', () => {
  let api: Api;
  let instance: string;
  beforeAll(async () => {
    api = await startApi();
    await openOffice(api);
    const members = [
      { person: 'clerk', role: 'chair' },
      { person: 'otherClerk', role: 'member' },
    ] as const;
    for (const [id, name] of Object.entries({ committee: '办公会', board: '党委会' })) {
      const data = { name, members: [...members] };
      const fact = { kind: 'body', id, from: Date.UTC(2026, 0, 1), to: null, data } as const;
      await must({ kind: 'changeOrganisation', changes: [{ change: 'put', fact }] });
    }
    instance = await begun('Deciding', MEETING);
  });
  afterAll(() => api.close());

  /** A matter of a process that is published for it. */
  async function begun(process: string, text: string): Promise<string> {
    const { deployment } = await must({ kind: 'deploy', name: process, resources: [{ name: 'p.bpmn', text }] });
    await must({ kind: 'publish', deployment: String(deployment) });
    const started = await api.call('clerk', OPERATIONS.startInstance, { body: { process } });
    return (started.json['result'] as { instance: string }).instance;
  }

  async function must(command: Parameters<Api['execute']>[1]): Promise<Readonly<Record<string, unknown>>> {
    const answer = await api.execute(SEED, command);
    if (answer.status !== 'accepted') throw new Error(JSON.stringify(answer));
    return answer.result;
  }
  async function done(who: Who, title: string, body: object = { outcome: 'approve' }, of = instance): Promise<void> {
    const items = await api.parts.queries.itemsOf(of);
    const found = items.find(
      ({ name, status, offers }) =>
        status === 'open' &&
        name.endsWith(title) &&
        offers.some((offer) => offer === `person:${who}` || offer === `post:${who}`),
    );
    const params = { instance: of, item: found?.item ?? '' };
    const { status, text } = await api.call(who, OPERATIONS.completeItem, { params, body });
    expect([title, status, status === 200 ? '' : text]).toEqual([title, 200, '']);
  }
  async function read() {
    const { json } = await api.call('clerk', OPERATIONS.readMeetings, { params: { instance } });
    return json['items'];
  }
  interface Line {
    readonly instance: string;
    readonly activity: string;
    readonly body: string;
    readonly name: string;
    readonly isOpen: boolean;
  }
  /** Page by page, of so many acts each. */
  async function linesOf(who: Who, limit = 50): Promise<readonly Line[]> {
    const lines: Line[] = [];
    let after: string | null = null;
    do {
      const query = { limit: String(limit), ...(after === null ? {} : { after }) };
      const { json } = await api.call(who, OPERATIONS.listMeetings, { query });
      lines.push(...(json['items'] as Line[]));
      after = json['next'] as string | null;
    } while (after !== null);
    return lines;
  }
  async function listed(who: Who) {
    return (await linesOf(who)).map(({ name, isOpen }) => [name, isOpen]);
  }

  it('is told from the filing to the opening, to those whom it concerns', async () => {
    const absent = { attendance: null, at: null, said: null };
    expect(await read()).toMatchObject([
      {
        ...{ activity: 'Meeting', name: '集体表决', body: 'committee', stage: 'coming', outcome: null, votes: null },
        ...{ quorum: 1, entitled: 2, ballot: 'open', majority: 'half', openedAt: null },
        filed: { activity: 'Filing', at: null, needed: 2, days: 0 },
        members: [
          { person: 'clerk', isChair: true, ...absent },
          { person: 'otherClerk', isChair: false, ...absent },
        ],
      },
    ]);
    expect(await listed('otherClerk')).toEqual([]);

    await done('clerk', '报备');
    await done('otherClerk', '接收报备');
    expect(await read()).toMatchObject([{ stage: 'agenda', filed: { at: expect.any(Number), days: 0 } }]);
    await done('clerk', '议题确定');
    expect(await listed('otherClerk')).toEqual([['集体表决：签到', true]]);
    await done('clerk', '签到', { outcome: 'approve', attendance: 'video' });
    await done('otherClerk', '签到');
    expect(await read()).toMatchObject([
      { stage: 'signIn', members: [{ attendance: 'video' }, { attendance: 'inPerson' }] },
    ]);
    expect(await listed('otherClerk')).toEqual([['集体表决：签到', false]]);
    // Of the chair the meeting is still to be opened, which is too early.
    expect(await listed('clerk')).toEqual([['集体表决：开会', true]]);
    await expect(done('clerk', '开会')).rejects.toThrow('FILING_TOO_LATE');
  });

  it('lists a matter once for each meeting that it comes before, with the body', async () => {
    const twice = await begun('DecidingTwice', TWO_MEETINGS);
    await done('clerk', '报备', { outcome: 'approve' }, twice);
    await done('otherClerk', '接收报备', { outcome: 'approve' }, twice);
    const lines = (await linesOf('clerk')).filter((line) => line.instance === twice);
    expect(lines.map(({ activity, body }) => [activity, body]).sort()).toEqual([
      ['One', 'committee'],
      ['Other', 'board'],
    ]);
    // However short the pages are, and however many acts there were in one meeting.
    expect(await linesOf('clerk', 1)).toEqual(await linesOf('clerk'));
    expect(await linesOf('otherClerk', 1)).toEqual(await linesOf('otherClerk'));
  });
});
