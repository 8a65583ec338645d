import { parseBpmn } from '@quanheng/engine';
import { readPolicy, subjectOf, type ReadPolicy } from './index.js';

async function read(processExtensions: string, nodes: string, prefix = ''): Promise<ReadPolicy> {
  const xml = `<definitions xmlns="http://www.omg.org/spec/BPMN/20100524/MODEL" xmlns:qh="urn:quanheng:bpmn:1" id="D" targetNamespace="urn:test">
    <process id="P" isExecutable="true"><extensionElements>${processExtensions}</extensionElements>
    <startEvent id="Start"/>${nodes}</process></definitions>`;
  const { model, findings } = await parseBpmn(xml);
  expect(findings.filter(({ severity }) => severity === 'error')).toEqual([]);
  return readPolicy(model!, prefix);
}

const PENS = `<userTask id="Pens" name="两支笔会签" qh:duty="PROJECT_PAY, PAY_APPROVE" qh:phase="execute"><extensionElements>
    <qh:control kind="dualSignature">
      <qh:act name="first" duty="PROJECT_EXECUTE"><qh:assign role="INFRA_HEAD" department="INFRA"/><qh:evidence name="签字页"/></qh:act>
      <qh:act name="second"><qh:assign role="FIN_HEAD"/><qh:property name="check" value="合同"/></qh:act>
      <qh:property name="signs">amount payee</qh:property>
      <qh:basis article="S4.5" mark="S4">两支笔</qh:basis>
    </qh:control>
    <qh:evidence name="合同"/><qh:evidence name="照片" required="false" secrecy="内部"/>
    <qh:limit workingDays="3" calendar="unit" atEnd="urge"/>
  </extensionElements></userTask>`;
const FILL = '<userTask id="Fill" qh:writes="amount" qh:form="claim"/>';
const AMOUNT = '<qh:protected name="amount" type="money"/>';

test('what stands on an activity is read', async () => {
  const { policy, findings } = await read(AMOUNT, PENS + FILL);
  expect(findings).toEqual([]);
  expect(policy.activities.get('Fill')).toMatchObject({
    name: 'Fill',
    writes: ['amount'],
    form: 'claim',
    control: null,
  });
  expect(policy.activities.get('Pens')).toEqual({
    key: 'Pens',
    name: '两支笔会签',
    type: 'userTask',
    assigns: [],
    form: null,
    writes: [],
    given: [],
    phase: 'execute',
    duties: ['PROJECT_PAY', 'PAY_APPROVE'],
    evidence: [
      { name: '合同', required: true, secrecy: null },
      { name: '照片', required: false, secrecy: '内部' },
    ],
    basis: [],
    limit: { workingDays: 3, calendar: 'unit', atEnd: 'urge' },
    control: {
      kind: 'dualSignature',
      acts: [
        {
          name: 'first',
          duties: ['PROJECT_EXECUTE'],
          assigns: [{ role: 'INFRA_HEAD', department: 'INFRA' }],
          evidence: [{ name: '签字页', required: true, secrecy: null }],
          properties: [],
          basis: [],
        },
        {
          name: 'second',
          duties: [],
          assigns: [{ role: 'FIN_HEAD' }],
          evidence: [],
          properties: [{ name: 'check', value: '合同', properties: [] }],
          basis: [],
        },
      ],
      properties: [{ name: 'signs', value: 'amount payee', properties: [] }],
      basis: [{ article: 'S4.5', mark: 'S4', text: '两支笔' }],
    },
  });
});

test('constraints refer to activities and acts, in the keys of the graph', async () => {
  const text =
    '<qh:constraint kind="separation" name="实施与支付分离" between="Fill, Pens#second" level="person department" basis="内控规范46"/>';
  const { policy, findings } = await read(text + AMOUNT, PENS + FILL, 'Called:');
  expect(findings).toEqual([]);
  expect([...policy.activities.keys()]).toEqual(['Called:Start', 'Called:Pens', 'Called:Fill']);
  expect(policy.constraints).toEqual([
    {
      kind: 'separation',
      name: '实施与支付分离',
      between: [
        { activity: 'Called:Fill', act: null },
        { activity: 'Called:Pens', act: 'second' },
      ],
      levels: new Set(['person', 'department']),
      extent: 'instance',
      basis: [{ article: '内控规范46', mark: null, text: null }],
      count: null,
      properties: [],
    },
  ]);
});

describe('what makes no sense is a finding', () => {
  const constraint = (rest: string): string => `<qh:constraint name="甲" ${rest}/>${AMOUNT}`;
  // prettier-ignore
  const cases: readonly [string, string, string, string][] = [
    ['write-not-protected', '', FILL, 'qh:protected'],
    ['protected-twice', '<qh:protected name="amount" type="text"/>' + AMOUNT, FILL, 'amount'],
    ['constraint-reference', constraint('kind="separation" between="Fill, Pens, Nobody"'), PENS + FILL, 'Nobody'],
    ['constraint-reference', constraint('kind="separation" between="Fill, Pens, Pens#third"'), PENS + FILL, 'first、second'],
    ['constraint-too-few', constraint('kind="separation" between="Fill"'), FILL, '2'],
    ['constraint-level', constraint('kind="separation" between="Fill, Pens" level="company"'), PENS + FILL, 'company'],
    ['constraint-count', constraint('kind="atMost" between="Fill, Pens"'), PENS + FILL, 'count'],
    ['control-not-user-task', AMOUNT, '<serviceTask id="S" qh:handler="h"><extensionElements><qh:control kind="check"/></extensionElements></serviceTask>', 'userTask'],
    ['control-twice', AMOUNT, '<userTask id="S"><extensionElements><qh:control kind="check"/><qh:control kind="check"/></extensionElements></userTask>', '两个环节'],
    ['act-twice', AMOUNT, '<userTask id="S"><extensionElements><qh:control kind="check"><qh:act name="a"/><qh:act name="a"/></qh:control></extensionElements></userTask>', '“a”'],
  ];
  test.each(cases)('%s', async (code, extensions, nodes, says) => {
    const { findings } = await read(extensions, nodes);
    expect(findings).toMatchObject([
      { code, severity: 'error', line: expect.any(Number), message: expect.stringContaining(says) },
    ]);
  });
});

test('what a matter is about is said by variables of its process, in order, or by none', async () => {
  const xml = `<definitions xmlns="http://www.omg.org/spec/BPMN/20100524/MODEL" xmlns:qh="urn:quanheng:bpmn:1" id="D" targetNamespace="urn:test">
    <process id="P" isExecutable="true" qh:subject="contractNumber, period"><startEvent id="S"/></process>
    <process id="Q" isExecutable="true"><startEvent id="T"/></process></definitions>`;
  const { model } = await parseBpmn(xml);
  const models = new Map([['', model!]]);
  expect(['P', 'Q', 'unknown'].map((process) => subjectOf({ models }, process))).toEqual([
    ['contractNumber', 'period'],
    [],
    [],
  ]);
});
