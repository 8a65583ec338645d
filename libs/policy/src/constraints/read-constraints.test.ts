import { parseBpmn } from '@quanheng/engine';
import { readPolicy, type PolicyModel } from '../model/index.js';
import { ConstraintSet } from './constraint-set.js';
import { describe as describeAct } from './describe.js';
import { worded } from '../ports/index.js';
import { Past } from './past.js';
import { readConstraints } from './read-constraints.js';
import { act, done, unit } from './testing/world.js';

async function modelOf(extensions: string, nodes = TASKS): Promise<PolicyModel> {
  const xml = `<definitions xmlns="http://www.omg.org/spec/BPMN/20100524/MODEL" xmlns:qh="urn:quanheng:bpmn:1" id="D" targetNamespace="urn:test">
    <process id="P" isExecutable="true"><extensionElements>${extensions}</extensionElements>${nodes}</process></definitions>`;
  const { model, findings } = await parseBpmn(xml);
  expect(findings.filter(({ severity }) => severity === 'error')).toEqual([]);
  return readPolicy(model!).policy;
}
const pens = `<extensionElements><qh:control kind="dualSignature"><qh:act name="first" duty="PROJECT_EXECUTE"/><qh:act name="second"/></qh:control></extensionElements>`;
const TASKS = `<userTask id="Fill" name="填单" qh:phase="execute"/><userTask id="Approve" name="审批" qh:phase="decide" qh:duty="PAY_APPROVE"/>
  <userTask id="Pay" name="付款" qh:phase="execute" qh:duty="PAY_EXECUTE PROJECT_PAY"/><userTask id="Audit" name="审计" qh:phase="supervise"/>
  <userTask id="Pens" name="会签" qh:phase="decide">${pens}</userTask>`;
const drawn = async (extensions: string) => {
  const { constraints, ...rest } = readConstraints(await modelOf(extensions), 'P', []);
  return { constraints: constraints.filter(({ kind }) => kind !== 'chief'), ...rest };
};

test('every kind becomes a constraint that tells what it speaks about', async () => {
  const { constraints, others, problems } =
    await drawn(`<qh:protected name="number" type="text"/><qh:record kind="contract" of="number"/>
    <qh:constraint kind="separation" name="甲" between="Fill Approve Pens#first" level="person leader" extent="contract" basis="某办法3"/>
    <qh:constraint kind="binding" between="Fill Pay"/><qh:constraint kind="binding" name="甲" between="Fill Pay"/>
    <qh:constraint kind="atMost" between="Fill Approve Pay" count="2"/>
    <qh:constraint kind="atLeast" between="Fill Approve Pay" count="3"/>
    <qh:constraint kind="phase"/><qh:constraint kind="recusal" between="Approve"/>
    <qh:constraint kind="limit" between="Pay"/><qh:constraint kind="window" between="Pay"/>`);
  expect(problems).toEqual([]);
  expect(others.map(({ kind }) => kind)).toEqual(['limit', 'window']);
  expect(constraints.map(({ id, kind, extent, count }) => [id, kind, extent, count])).toEqual([
    ['甲', 'separation', 'contract', null],
    ['binding:2', 'binding', 'instance', null],
    ['甲:3', 'binding', 'instance', null],
    ['atMost:4', 'atMost', 'instance', 2],
    ['atLeast:5', 'atLeast', 'instance', 3],
    ['phase:6', 'phase', 'instance', null],
    ['recusal:7', 'recusal', 'instance', null],
  ]);
  const [separation, , , , , phase, recusal] = constraints;
  const ref = (activity: string, name: string | null = null) => ({ activity, act: name });
  expect([...separation!.levels]).toEqual(['person', 'leader']);
  expect(separation!.basis).toEqual([{ article: '某办法3', mark: null, text: null }]);
  expect(separation!.pairs).toEqual([
    [ref('Fill'), ref('Approve')],
    [ref('Fill'), ref('Pens', 'first')],
    [ref('Approve'), ref('Pens', 'first')],
  ]);
  // The pens decide together, so neither is a sole approval.
  expect(phase!.pairs).toEqual([
    [ref('Approve'), ref('Fill')],
    [ref('Approve'), ref('Pay')],
    [ref('Fill'), ref('Audit')],
    [ref('Pay'), ref('Audit')],
  ]);
  expect([recusal!.acts, recusal!.pairs]).toEqual([[ref('Approve')], []]);
});

test('pairs of duties find the acts that have them, in controls too', async () => {
  const { constraints } = readConstraints(await modelOf(''), 'P');
  const pairsOf = (id: string) => constraints.find((each) => each.id === id)!.pairs;
  expect(constraints).toHaveLength(45 + 1);
  expect(pairsOf('SOD-EXP-02')).toEqual([
    [
      { activity: 'Approve', act: null },
      { activity: 'Pay', act: null },
    ],
  ]);
  expect(pairsOf('SOD-CC-03')).toEqual([
    [
      { activity: 'Pens', act: 'first' },
      { activity: 'Pay', act: null },
    ],
  ]);
  expect(pairsOf('SOD-CC-04')).toEqual([]);
  const extents = new Map(constraints.map(({ id, extent }) => [id, extent]));
  expect(['SOD-PRC-03', 'SOD-CC-03', 'SOD-EXP-04', 'SOD-EXP-01'].map((id) => extents.get(id))).toEqual([
    'contract',
    'project',
    'instance',
    'instance',
  ]);
  const levels = (id: string) => [...constraints.find((each) => each.id === id)!.levels].join();
  expect(['SOD-EXP-02', 'SOD-EXP-03', 'SOD-CC-03'].map(levels)).toEqual([
    'person',
    'person,department',
    'person,department,leader',
  ]);
});

test.each([
  ['kind="separation" name="甲" between="Pens Pens#first"', '与其自身分离'],
  ['kind="separation" name="甲" between="Fill Pay Fill"', '与其自身分离'],
  ['kind="binding" name="甲" between="Fill Pay" level="leader"', '不能绑定到分管领导'],
  ['kind="atMost" name="甲" between="Fill Pay" count="1" level="department"', '按人员计数'],
  ['kind="atLeast" name="甲" between="Fill Pay" count="3"', '只列出 2 个环节'],
])('what it cannot mean is told: %s', async (attributes, says) => {
  const { problems } = await drawn(`<qh:constraint ${attributes}/>`);
  expect(problems).toEqual([{ constraint: '甲', message: expect.stringContaining(says) }]);
  expect(problems[0]!.message).toMatch(/请.+。$/);
});

test('a recusal asks about the persons it names, or about all of them', async () => {
  const data =
    '<qh:protected name="candidate" type="person"/><qh:protected name="expert" type="person"/><qh:protected name="amount" type="money"/>';
  const asked = async (of: string) => {
    const inside = of === '' ? '' : `<qh:property name="of" value="${of}"/>`;
    const { constraints, problems } = await drawn(
      `${data}<qh:constraint kind="recusal" name="甲" between="Approve">${inside}</qh:constraint>`,
    );
    const named = new Map(['candidate', 'expert', 'amount'].map((name) => [name, [name]] as const));
    const past = new Past({ acts: [], initiator: 'starter', named });
    const persons = ['candidate', 'expert', 'amount', 'starter'].filter(
      (person) => constraints[0]!.violations(act({ activity: 'Approve', person }), past, unit()).length > 0,
    );
    return [persons, problems.length];
  };
  expect(await asked('')).toEqual([['candidate', 'expert', 'starter'], 0]);
  expect(await asked('candidate')).toEqual([['candidate'], 0]);
  expect(await asked('initiator, expert')).toEqual([['expert', 'starter'], 0]);
  expect(await asked('amount')).toEqual([[], 1]);
});

test('a drawn phase constraint speaks about the acts it names only', async () => {
  const { constraints } = await drawn('<qh:constraint kind="phase" between="Pay Audit"/>');
  const [phase] = constraints;
  expect(phase!.pairs).toEqual([
    [
      { activity: 'Pay', act: null },
      { activity: 'Audit', act: null },
    ],
  ]);
  const set = new ConstraintSet(constraints);
  const audit = act({ activity: 'Audit', person: 'ming', phase: 'supervise' });
  const by = (activity: string) =>
    set.violations(
      audit,
      new Past({ acts: [done({ activity, person: 'ming', phase: 'execute' })], initiator: null }),
      unit(),
    );
  expect([by('Pay').length, by('Fill').length]).toEqual([1, 0]);
});

test('a payment drawn with its duties is refused to whoever approved it, without any constraint drawn', async () => {
  const model = await modelOf('');
  const set = new ConstraintSet(readConstraints(model, 'P').constraints);
  const approved = done({ activity: 'Approve', person: 'fang', ...describeAct(model, 'Approve', 'complete') });
  const pay = act({
    activity: 'Pay',
    person: 'fang',
    ...describeAct(model, 'Pay', 'complete'),
    offers: ['department:MONEY'],
  });
  const reasons = worded(set.grounds(pay, new Past({ acts: [approved], initiator: null }), unit()));
  expect(reasons.map(({ code, message, parameters }) => [code, message, parameters!['constraint']])).toEqual([
    ['SOD_SAME_PERSON', '本件“审批”由您办理，“付款”须由其他人员办理，可由出纳岗(人员li)办理。', 'SOD-EXP-02'],
    ['PHASE_CONFLICT', '您在本件中已承担决策职责，“付款”须由出纳岗(人员li)办理。', 'SOD-PHASE'],
  ]);
});
