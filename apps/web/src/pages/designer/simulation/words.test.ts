import { simulateDrawing, incidentText, type CourseStep } from '@quanheng/policy';
import i18next from 'i18next';
import { bundles, type SaySimulation } from './texts.js';
import { isFitting, shown, valuesOf } from './values.js';
import { durationTo, lineText, momentText, stepText, type Terms } from './words.js';

const sayIn = (language: 'zh-CN' | 'en'): SaySimulation =>
  i18next.getFixedT(language, 'simulation') as unknown as SaySimulation;
const termsIn = (language: 'zh-CN' | 'en'): Terms => ({
  outcome: (outcome) => (language === 'en' ? outcome : '通过'),
  incident: (incident) => incidentText(incident, language),
});
const NAMES: Readonly<Record<string, string>> = {
  Fill: '填写申请',
  Pay: '支付',
  Refused: '被拒绝',
  Decide: '如何办理',
};
const nameOf = (id: string): string => NAMES[id] ?? id;

const TEXT = `<definitions xmlns="http://www.omg.org/spec/BPMN/20100524/MODEL" xmlns:qh="urn:quanheng:bpmn:1" id="D" targetNamespace="urn:t">
  <error id="R" name="refused" errorCode="REFUSED"/><message id="M" name="已付款"/><process id="P" isExecutable="true">
  <startEvent id="S"/><userTask id="Fill"/><exclusiveGateway id="Decide"/><serviceTask id="Pay" qh:handler="pay"/><intermediateThrowEvent id="Tell"><messageEventDefinition messageRef="M"/></intermediateThrowEvent><endEvent id="E"/>
  <boundaryEvent id="Refused" attachedToRef="Pay"><errorEventDefinition errorRef="R"/></boundaryEvent><endEvent id="Given"/>
  <sequenceFlow id="a" sourceRef="S" targetRef="Fill"/><sequenceFlow id="b" sourceRef="Fill" targetRef="Decide"/>
  <sequenceFlow id="c" sourceRef="Decide" targetRef="Pay"><conditionExpression>amount &lt; 1000</conditionExpression></sequenceFlow>
  <sequenceFlow id="d" sourceRef="Pay" targetRef="Tell"/><sequenceFlow id="e" sourceRef="Refused" targetRef="Given"/><sequenceFlow id="f" sourceRef="Tell" targetRef="E"/></process></definitions>`;

async function told(steps: readonly CourseStep[], language: 'zh-CN' | 'en'): Promise<readonly string[]> {
  const course = { process: 'P', variables: {}, steps };
  const { simulated, findings } = await simulateDrawing({ text: TEXT, decisions: [], called: [], forms: [] }, course);
  expect(findings).toEqual([]);
  const say = sayIn(language);
  return (simulated?.lines ?? []).flatMap(({ line }) => lineText(line, say, nameOf, termsIn(language)) ?? []);
}
const fill = (amount: unknown): CourseStep => ({ complete: 'Fill', variables: { amount } });

test('the course is told in both languages, with names, data, errors and incidents', async () => {
  expect(await told([fill(800), { complete: 'Pay' }], 'zh-CN')).toEqual([
    ...['流程“P”开始', '经过“S”', '开始“填写申请”', '数据：amount = 800', '办结“填写申请”', '经过“如何办理”'],
    ...['开始“支付”', '办结“支付”', '“Tell”发出消息“已付款”', '经过“Tell”', '经过“E”', '流程“P”结束'],
  ]);
  const refused = await told([fill(800), { throw: 'Pay', code: 'REFUSED' }], 'en');
  expect(refused).toContain('"支付" throws the error REFUSED, which "被拒绝" catches');
  const [chinese, english] = [await told([fill('多')], 'zh-CN'), await told([fill('多')], 'en')];
  expect(chinese.at(-1)).toMatch(/“如何办理”出现异常：表达式得不出所需的值.*amount < 1000/);
  expect(english.at(-1)).toMatch(/"如何办理" has an incident: .*amount < 1000/);
  expect((await told([fill(5000)], 'zh-CN')).at(-1)).toMatch(/没有一条去向的条件成立/);
});

test('every step is told in both languages', () => {
  const steps: (CourseStep | null)[] = [
    ...[null, fill(1), { complete: 'Fill', outcome: 'passed' }, { throw: 'Pay', code: 'X' }, { message: 'm' }],
    ...[{ signal: 's' }, { advance: 'P1D' }, { set: { a: 1 } }],
  ];
  const texts = (language: 'zh-CN' | 'en') =>
    steps.map((step) => stepText(step, sayIn(language), nameOf, termsIn(language)));
  expect(texts('zh-CN')).toEqual([
    ...['开始流程', '办结“填写申请”', '办结“填写申请”，结果：通过', '“支付”报错 X', '消息“m”到达'],
    ...['信号“s”发出', '时间过去', '修改数据'],
  ]);
  for (const text of texts('en')) expect(text).toMatch(/^[^开结错息号]*$/);
  expect(new Set(texts('en')).size).toBe(steps.length);
  expect(Object.keys(bundles.en).sort()).toEqual(Object.keys(bundles['zh-CN']).sort());
});

test('what is typed becomes values of the types that are known, and nothing where nothing was typed', () => {
  const fields = [
    { name: 'amount', type: 'number' },
    { name: 'urgent', type: 'truth' },
    { name: 'item', type: 'text' },
    { name: 'rest', type: 'any' },
    { name: 'list', type: 'any' },
    { name: 'none', type: 'text' },
  ] as const;
  const typed = { amount: ' 1200.50 ', urgent: 'false', item: '12', rest: '会议桌', list: '[1, 2]', none: '' };
  expect(valuesOf(fields, typed)).toEqual({ amount: 1200.5, urgent: false, item: '12', rest: '会议桌', list: [1, 2] });
  expect(isFitting({ type: 'number' }, '一千')).toBe(false);
  expect(isFitting({ type: 'number' }, '')).toBe(true);
  expect(isFitting({ type: 'text' }, '一千')).toBe(true);
  expect([shown('文字'), shown([1]), shown(null)]).toEqual(['文字', '[1]', 'null']);
});

test('moments and lengths are those of the simulated world', () => {
  const at = Date.UTC(2026, 0, 4, 9);
  expect(momentText(at)).toBe('2026-01-04 09:00');
  expect(durationTo(at + 90_500, at)).toBe('PT90.5S');
});
