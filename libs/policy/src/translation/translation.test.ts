import { parseBpmn } from '@quanheng/engine';
import { formSaidBy, inEnglish, textsOfForm, titleOf } from '../texts/index.js';
import { readTexts, textsOfDrawing, translationFindings } from './index.js';

const drawing = (inside: string): string =>
  `<definitions xmlns="http://www.omg.org/spec/BPMN/20100524/MODEL" xmlns:qh="urn:quanheng:bpmn:1" id="D" targetNamespace="urn:test">
    <process id="P" name="付款" isExecutable="true">${inside}</process></definitions>`;

async function shownIn(inside: string): Promise<string[]> {
  const { model, findings } = await parseBpmn(drawing(inside));
  if (model === undefined) throw new Error(JSON.stringify(findings));
  return [...textsOfDrawing(model)];
}

test('what people read of a drawing is found wherever it stands, and what only the engine reads is not', async () => {
  const shown = await shownIn(`
    <extensionElements>
      <qh:protected name="金额" type="money"/>
      <qh:constraint kind="separation" name="审签分开" between="Check Pens"><qh:basis article="制度第1条" mark="D"/></qh:constraint>
      <qh:constraint kind="limit" name="三单一致" between="Check"><qh:property name="demand" value='kind = "甲"'/>
        <qh:property name="code" value="MATCH3_FAIL"><qh:property name="diff" value='string join([if a then "金额不符" else null, "未填写"], "、")'/></qh:property></qh:constraint>
      <qh:basis article="制度第2条" mark="D">全文</qh:basis></extensionElements>
    <laneSet id="L"><lane id="Lane" name="财务"><flowNodeRef>Start</flowNodeRef></lane></laneSet>
    <startEvent id="Start" name="发起"><outgoing>F</outgoing></startEvent>
    <sequenceFlow id="F" name="去审核" sourceRef="Start" targetRef="Sub"/>
    <subProcess id="Sub" name="办理"><incoming>F</incoming>
      <userTask id="Check" name="审核"><extensionElements><qh:evidence name="票据"/>
        <qh:control kind="check"><qh:act name="复核"><qh:assign post="p"/><qh:property name="verify" value="真实 一致"/></qh:act>
        <qh:basis article="制度第3条" mark="D"/></qh:control></extensionElements></userTask>
      <userTask id="Pens"/></subProcess>`);
  expect(shown.sort()).toEqual(
    [
      ...[
        '付款',
        '审签分开',
        '三单一致',
        '金额不符',
        '未填写',
        '制度第1条',
        '制度第2条',
        '全文',
        '财务',
        '发起',
        '去审核',
        '办理',
        '审核',
        '票据',
      ],
      ...['复核', '真实', '一致', '制度第3条'],
    ].sort(),
  );
});

const FORM = {
  type: 'default',
  components: [
    { type: 'text', text: '# 说明' },
    {
      type: 'group',
      label: '一组',
      components: [
        { type: 'select', key: '类别', label: '类别', values: [{ label: '差旅', value: '差旅' }] },
        { type: 'number', key: 'n', label: '=expression', description: '单位为元', appearance: { suffixAdder: '元' } },
      ],
    },
  ],
};

test('what a form says is its labels, options, hints and headings; expressions and values are not', () => {
  const shown = textsOfForm(JSON.stringify(FORM));
  expect([...shown].sort()).toEqual(['# 说明', '一组', '差旅', '类别', '元', '单位为元'].sort());
  expect([...textsOfForm('no form')]).toEqual([]);
});

test('a form said by a translator keeps everything but its texts', () => {
  const said = formSaidBy(FORM, (text) => `<${text}>`) as typeof FORM;
  expect(said.components[1]?.components).toEqual([
    { type: 'select', key: '类别', label: '<类别>', values: [{ label: '<差旅>', value: '差旅' }] },
    { type: 'number', key: 'n', label: '=expression', description: '<单位为元>', appearance: { suffixAdder: '<元>' } },
  ]);
});

test('texts are an object of texts; anything else is refused with what is wrong', () => {
  expect(readTexts('{"同意": "Agreed"}')).toEqual({ texts: { 同意: 'Agreed' }, findings: [] });
  for (const [document, wrong] of [
    ['{', 'JSON'],
    ['[]', 'object'],
    ['{"同意": ""}', '同意'],
    ['{"同意": {"en": "Agreed"}}', '同意'],
    [JSON.stringify({ 同意: 'x'.repeat(2001) }), '同意'],
  ] as const) {
    const { texts, findings } = readTexts(document);
    expect({ texts, codes: findings.map(({ code, severity }) => `${severity} ${code}`) }).toEqual({
      texts: undefined,
      codes: ['error bad-texts'],
    });
    expect(findings[0]?.message).toContain(wrong);
  }
});

test('what is not translated and what nothing says are told, by name; what means the same everywhere needs no translation', () => {
  const shown = new Set(['同意', '退回', 'A4', '3']);
  expect(translationFindings({ 同意: 'Agreed', 退回: 'Returned' }, shown)).toEqual([]);
  expect(translationFindings({ 同意: 'Agreed', 撤回: 'Withdrawn' }, shown)).toMatchObject([
    { code: 'text-untranslated', severity: 'warning', message: 'Not translated, and shown as they are: "退回".' },
    { code: 'text-superfluous', severity: 'warning' },
  ]);
  const many = new Set(Array.from({ length: 12 }, (_, index) => `环节${index}`));
  expect(translationFindings({}, many)[0]?.message).toMatch(/"环节9" and 2 more\.$/);
});

test('a step is told in English with its act, also with one that the product names; what nobody translated stays', () => {
  const texts = { 集体研究: 'Collective deliberation', 甲: 'First' };
  const say = (said: string) => inEnglish(texts, said);
  expect(say('集体研究')).toBe('Collective deliberation');
  expect(say('集体研究：甲')).toBe('Collective deliberation: First');
  expect(say(`集体研究：${titleOf('vote')}`)).toBe('Collective deliberation: Vote');
  expect(say(`集体研究：甲：${titleOf('addition', { name: '张某' })}`)).toBe(
    'Collective deliberation: First: Opinion asked for by 张某',
  );
  expect(say(`集体研究：${titleOf('answerAbove', { number: 2 })}`)).toBe(
    'Collective deliberation: Answer objection 2, overdue and for the superior',
  );
  expect(say(`集体研究：${titleOf('answerOne', { number: 2 })}`)).toBe('Collective deliberation: Answer objection 2');
  expect(say('别的：说明')).toBe('别的：说明');
  expect(say('toString')).toBe('toString');
});
