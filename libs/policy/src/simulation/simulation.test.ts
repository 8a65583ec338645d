import { prepareWorld, readScenario, simulate, type SimulationResult } from '@quanheng/engine';
import { ACTS } from '../acts/index.js';
import { readOrganisation, type FiledOrganisation } from '../lint/index.js';
import { createPolicy } from '../policy.js';
import type { Profile } from '../profiles/index.js';
import { GIVEN_COMMANDS } from './given-commands.js';
import { checkPeople, policedDoor } from './index.js';

const ORGANISATION = {
  departments: { D1: { name: '业务处', parent: null }, D2: { name: '财务处', parent: null } },
  persons: Object.fromEntries(['clerk', 'other', 'head', 'disc'].map((id) => [id, { name: `人员-${id}` }])),
  posts: {
    clerks: { name: '经办岗', department: 'D1', roles: ['staff'] },
    heads: { name: '负责人', department: 'D1', roles: ['staff'] },
    operators: { name: '纪检监察岗', department: 'D2', roles: ['staff', 'DISC', 'operator'] },
  },
  holdings: Object.fromEntries(
    [
      ['clerk', 'clerks'],
      ['other', 'clerks'],
      ['head', 'heads'],
      ['disc', 'operators'],
    ].map(([person, post]) => [`h-${person}`, { person, post, kind: 'formal', document: '任〔2026〕1号' }]),
  ),
};

function organisation(more: object = {}): FiledOrganisation {
  const { organisation: read, problems } = readOrganisation({ ...ORGANISATION, ...more });
  if (read === undefined) throw new Error(problems.join('\n'));
  return read;
}

const DRAWING = `<definitions xmlns="http://www.omg.org/spec/BPMN/20100524/MODEL" xmlns:qh="urn:quanheng:bpmn:1"
  xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" id="D" targetNamespace="urn:t">
  <process id="Buy" name="采购" isExecutable="true" qh:returns="all">
    <extensionElements>
      <qh:protected name="item" type="text"/><qh:protected name="amount" type="money"/>
      <qh:record kind="category" of="item" by="year"/>
      <qh:constraint kind="separation" name="分开" between="Fill Check"/>
      <qh:constraint kind="limit" name="年度" between="Check" extent="category">
        <qh:property name="of" value="amount"/><qh:property name="most" value="1000"/>
      </qh:constraint>
    </extensionElements>
    <startEvent id="Start"/>
    <userTask id="Fill" name="填写" qh:writes="item amount"><extensionElements><qh:assign post="clerks"/></extensionElements></userTask>
    <userTask id="Check" name="审核"><extensionElements><qh:assign post="heads"/><qh:assign post="clerks"/>
      <qh:limit workingDays="2"/></extensionElements></userTask>
    <serviceTask id="Tell" qh:handler="tell"/>
    <endEvent id="End"/>
    <sequenceFlow id="a" sourceRef="Start" targetRef="Fill"/><sequenceFlow id="b" sourceRef="Fill" targetRef="Check"/>
    <sequenceFlow id="c" sourceRef="Check" targetRef="Tell"/><sequenceFlow id="d" sourceRef="Tell" targetRef="End"/>
  </process>
</definitions>`;

/** What is spent out of a line of the budget. */
const SPENDING = DRAWING.replace(
  '<qh:record kind="category" of="item" by="year"/>',
  `<qh:record kind="category" of="item" by="year"/><qh:record kind="budgetLine" of="item"/>
   <qh:constraint kind="limit" name="预算" between="Check" extent="budgetLine">
     <qh:property name="of" value="amount"/><qh:property name="most" value="register"/></qh:constraint>`,
);

const POLICY = createPolicy({
  effects: () => undefined,
  profiles: new Map<string, Profile>(),
  digest: (text) => String(text.length),
});

async function play(scenario: object, people = organisation(), content = DRAWING): Promise<SimulationResult> {
  const { world, findings } = await prepareWorld({ name: 'p.bpmn', content, digest: 'd' });
  if (world === undefined) throw new Error(JSON.stringify(findings));
  const read = readScenario(JSON.stringify({ organisation: 'o.json', at: '2026-09-21T09:00:00+08:00', ...scenario }));
  if (read.scenario === undefined) throw new Error(JSON.stringify(read.findings));
  const mistakes = checkPeople(read.scenario, world, people);
  if (mistakes.length > 0) throw new Error(mistakes.map(({ message }) => message).join('\n'));
  return simulate(world, read.scenario, { door: policedDoor(POLICY, world, people) });
}

const fill = (amount: number, more: object = {}): object => ({
  ...{ complete: 'Fill', by: 'clerk', variables: { item: '打印纸', amount } },
  ...more,
});

test('every act of people can be given by a step', () => {
  const otherwise = ['completeWork', 'returnWork', 'keepDraft'];
  expect([...Object.keys(GIVEN_COMMANDS), ...otherwise]).toEqual(expect.arrayContaining(Object.keys(ACTS)));
});

describe('a world behind the door of the policy', () => {
  test('people do their own work, jobs are done, and nobody else does anything', async () => {
    const steps = [fill(400), { complete: 'Check', by: 'head' }];
    expect(await play({ by: 'clerk', steps })).toMatchObject({ result: 'completed', variables: { amount: 400 } });
    expect(await play({ by: 'clerk' })).toMatchObject({ result: 'waiting', waiting: ['Fill'] });
  });

  test('a refusal is told with its codes and changes nothing', async () => {
    const before = await play({ by: 'clerk', steps: [fill(400)] });
    const steps = [
      fill(400),
      { complete: 'Check', by: 'clerk', refused: ['SOD_SAME_PERSON'], variables: { note: 'x' } },
    ];
    const after = await play({ by: 'clerk', steps });
    expect(after.refusals).toMatchObject([{ codes: ['SOD_SAME_PERSON'], message: expect.stringContaining('负责人') }]);
    expect({ ...after, refusals: undefined }).toEqual({ ...before, refusals: undefined });
  });

  test.each([
    ['a refusal that nobody expected', [fill(400), { complete: 'Check', by: 'clerk' }], /refused with SOD_SAME_PERSON/],
    [
      'another refusal',
      [fill(4, { by: 'head', refused: ['X'] })],
      /expected to be refused with X, was refused with NOT_OFFERED/,
    ],
    ['no refusal', [fill(4, { refused: ['NOT_OFFERED'] })], /expected to be refused with NOT_OFFERED, was accepted/],
    [
      'nothing that could be refused',
      [{ complete: 'Check', by: 'head', refused: ['X'] }],
      /was not possible: nothing is to be done at Check; open: Fill/,
    ],
    ['a command that there is not', [{ give: 'sing', by: 'clerk' }], /there is no command sing\. Known: claimWork/],
    ['a field that the command has not', [{ give: 'commentInstance', by: 'clerk', with: { words: '!' } }], /text/],
    ['a return without a reason', [fill(400), { return: 'Check', to: 'Fill', by: 'head' }], /reason/],
    [
      'an instance that was not started',
      [{ give: 'commentInstance', by: 'clerk', instance: 7, with: { text: '!' } }],
      /no instance was started/,
    ],
  ])('%s leaves a step unmet', async (_what, steps, message) => {
    expect((await play({ by: 'clerk', steps })).unmet).toEqual([expect.stringMatching(message)]);
  });

  test('instances share scope records', async () => {
    const steps = [
      { start: 'Buy', by: 'clerk' },
      fill(600),
      { complete: 'Check', by: 'head' },
      { start: 'Buy', by: 'clerk' },
      fill(600, { instance: 2 }),
      { complete: 'Check', by: 'head', instance: 2, refused: ['LIMIT_OVER'] },
    ];
    const { unmet, instances } = await play({ steps, expect: { refusals: ['LIMIT_OVER'] } });
    expect(unmet).toBeUndefined();
    expect(instances.map(({ result }) => result)).toEqual(['completed', 'waiting']);
  });

  test('what is frozen stands still, and goes on by itself after the last working day', async () => {
    const freeze = { give: 'freezeInstance', by: 'disc', with: { workingDays: 1, reason: '核实' } };
    const refused = {
      complete: 'Fill',
      by: 'clerk',
      variables: { item: '纸', amount: 1 },
      refused: ['INSTANCE_FROZEN'],
    };
    const late = { advance: 'P2D' };
    const steps = [freeze, refused, late, fill(1), { complete: 'Check', by: 'head' }];
    expect(await play({ by: 'clerk', steps })).not.toHaveProperty('unmet');
  });

  test('a delegation is for whoever made it, from when it begins', async () => {
    const from = '2026-09-21T09:00:00+08:00';
    const give = {
      ...{ give: 'delegate', by: 'head' },
      with: { to: 'disc', from, until: '2026-09-23T00:00:00+08:00', processes: ['Buy'], document: '出差' },
    };
    const check = { complete: 'Check', by: 'disc' };
    const steps = [fill(1), { ...check, refused: ['NOT_OFFERED'] }, give, check];
    expect(await play({ by: 'clerk', steps })).not.toHaveProperty('unmet');
  });

  test('what the organisation file says of later is known later', async () => {
    const people = organisation({
      changes: [
        {
          ...{ at: '2026-09-22', persons: { new: { name: '新人' } } },
          holdings: { 'h-new': { person: 'new', post: 'heads', kind: 'formal', document: '任〔2026〕2号' } },
        },
      ],
    });
    const check = { complete: 'Check', by: 'new' };
    const steps = [fill(1), { ...check, refused: ['NO_POST'] }, { advance: 'P1D' }, check];
    expect(await play({ by: 'clerk', steps }, people)).not.toHaveProperty('unmet');
  });

  test('registers of the file are known from the beginning or from a day on', async () => {
    const line = { name: '演示预算', year: 2026, department: 'D1', project: null, category: null, openingSpent: '10' };
    const people = organisation({
      registers: { budgetLine: { 打印纸: { ...line, granted: '100' } } },
      changes: [{ at: '2026-09-22', registers: { budgetLine: { 打印纸: { ...line, granted: '120' } } } }],
    });
    const check = { complete: 'Check', by: 'head' };
    const steps = [fill(110), { ...check, refused: ['BUDGET_OVER'] }, { advance: 'P1D' }, check];
    expect(await play({ by: 'clerk', steps }, people, SPENDING)).not.toHaveProperty('unmet');
    expect(await play({ by: 'clerk', steps: steps.slice(0, 2) }, organisation(), SPENDING)).toMatchObject({
      refusals: [{ codes: ['BUDGET_NONE'] }],
    });
  });

  test.each([
    ['nobody known', { by: 'ghost' }, /"by" in the scenario names the person "ghost"/],
    ['nobody at all', { by: 'clerk', steps: [{ complete: 'Fill' }] }, /says nobody who does it/],
    ['a task that behaves', { by: 'clerk', behaviours: { Fill: { wait: true } } }, /only what has a handler behaves/],
  ])('a scenario of %s is not played', async (_what, scenario, message) => {
    await expect(play(scenario)).rejects.toThrow(message);
  });
});

describe('an organisation file', () => {
  test.each([
    ['a day that is none', { at: '2026-02-30' }, /no calendar has that day/],
    ['a moment without its offset', { changes: [{ at: '2026-02-01T09:00' }] }, /a day such as/],
    ['validity of nothing', { validity: { posts: { ghosts: { to: '2026-03-01' } } } }, /there is no ghosts in posts/],
    [
      'a contract of nobody',
      {
        registers: {
          contract: {
            'C-1': {
              ...{ name: '演示合同', supplier: 'ghost', project: null, sum: '1', openingPaid: '0' },
              ...{ retentionPercent: null, signedOn: '2026-01-01', liabilityUntil: null },
            },
          },
        },
      },
      /contract:C-1: .*ghost/,
    ],
    ['a register that there is not', { registers: { gifts: {} } }, /gifts/],
    ['a later change that breaks a rule', { changes: [{ at: '2026-02-01', end: { posts: ['heads'] } }] }, /heads/],
  ])('with %s is none', (_what, more, message) => {
    expect(readOrganisation({ ...ORGANISATION, ...more }).problems.join('\n')).toMatch(message);
  });
});
