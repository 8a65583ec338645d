import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseBpmn, validate, type Finding } from '@quanheng/engine';
import { lint, LINTS } from '../../lint/index.js';
import { contextOf } from '../../lint/testing/context.js';
import { judgeDrawing } from '../index.js';
import { findingText } from './index.js';
import { particularsOf } from './particulars.js';

const RULES = join(__dirname, '../../../../engine/src/validate/diagrams');
const POWER = join(__dirname, '../../lint/diagrams');
const invalid = (folder: string): readonly string[] =>
  readdirSync(folder).filter((file) => /^invalid.*\.bpmn$/.test(file));

/** Ids, names and numbers of a message, found by what the document has: not by how the message is written. */
function spokenOf(message: string, document: string): readonly string[] {
  const values = [...document.matchAll(/\b(?:id|name|post|body|role|variable)="([^"]+)"/g)].map(
    ([, value = '']) => value,
  );
  const words = values.filter((value) =>
    new RegExp(`(?<![\\p{L}\\d_])${escaped(value)}(?![\\p{L}\\d_])`, 'u').test(quotedOf(message)),
  );
  const numbers = message.match(/(?<![\w.§:/-])\d+(?![\w/.-])/g) ?? [];
  return [...new Set([...words, ...numbers])];
}
/** Names are in quotes or on a way; their letters may stand elsewhere by chance. */
const quotedOf = (message: string): string =>
  (message.match(/"[^"]*"(?: \([^)]*\))?|“[^”]*”(?:\([^)]*\))?|[^：。]+ → [^。]+/g) ?? []).join('\n');
const escaped = (text: string): string => text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');

function lost({ code, message }: Finding, document: string): readonly string[] {
  return (['zh-CN', 'en'] as const).flatMap((language) => {
    const text = findingText({ code, message }, language);
    return spokenOf(message, document)
      .filter((said) => !text.includes(said))
      .map((said) => `${code} in ${language} says nothing of ${said}: ${text} <- ${message}`);
  });
}

test('every finding of a rule of BPMN keeps its names and numbers in both languages', async () => {
  const lacking: string[] = [];
  let spoken = 0;
  for (const rule of readdirSync(RULES)) {
    for (const file of invalid(join(RULES, rule))) {
      const document = readFileSync(join(RULES, rule, file), 'utf8');
      const { model } = await parseBpmn(document);
      const findings = model === undefined ? [] : validate(model);
      for (const finding of findings) {
        lacking.push(...lost(finding, document));
        spoken += spokenOf(finding.message, document).length;
      }
    }
  }
  expect(lacking).toEqual([]);
  expect(spoken).toBeGreaterThan(100);
});

test('every finding about power keeps its names and numbers in both languages', async () => {
  const lacking: string[] = [];
  let spoken = 0;
  for (const { code } of LINTS) {
    for (const file of invalid(join(POWER, code))) {
      const document = readFileSync(join(POWER, code, file), 'utf8');
      for (const finding of lint(await contextOf(code, file))) {
        lacking.push(...lost(finding, document));
        spoken += spokenOf(finding.message, document).length;
      }
    }
  }
  expect(lacking).toEqual([]);
  expect(spoken).toBeGreaterThan(60);
});

test('what a proof tells keeps its way and its data in both languages', async () => {
  const text = `<definitions xmlns="http://www.omg.org/spec/BPMN/20100524/MODEL" id="D" targetNamespace="urn:t"><process id="P" isExecutable="true">
    <startEvent id="S"/><userTask id="Ask" name="填写 申请"/><exclusiveGateway id="G" name="哪种"/><userTask id="A" name="甲"/><userTask id="B" name="乙"/><parallelGateway id="J" name="汇合"/><endEvent id="E"/>
    <sequenceFlow id="s" sourceRef="S" targetRef="Ask"/><sequenceFlow id="g" sourceRef="Ask" targetRef="G"/>
    <sequenceFlow id="a" sourceRef="G" targetRef="A"><conditionExpression>amount &gt; 1000</conditionExpression></sequenceFlow>
    <sequenceFlow id="b" sourceRef="G" targetRef="B"><conditionExpression>amount &lt; 10</conditionExpression></sequenceFlow>
    <sequenceFlow id="c" sourceRef="A" targetRef="J"/><sequenceFlow id="d" sourceRef="B" targetRef="J"/><sequenceFlow id="e" sourceRef="J" targetRef="E"/></process></definitions>`;
  const request = {
    text,
    decisions: [],
    called: [],
    profile: null,
    effects: {},
    budget: { states: 50_000, milliseconds: 2000 },
  };
  const { findings } = await judgeDrawing(request, () => performance.now());
  const proofs = findings.filter(({ code }) => code.startsWith('proof-'));
  expect(proofs.map(({ code }) => code).sort()).toEqual(['proof-no-way-on', 'proof-stuck']);
  for (const finding of proofs) expect(lost(finding, text)).toEqual([]);
  const [stuck, open] = ['proof-stuck', 'proof-no-way-on'].map((code) => proofs.find((each) => each.code === code));
  expect(stuck === undefined ? '' : findingText(stuck, 'en')).toMatch(/Concerned: .*填写 申请 → 甲.*汇合 \(J\)/);
  expect(open === undefined ? '' : findingText(open, 'en')).toMatch(/amount = \d/);
});

test.each([
  ['Lane "X" (L1) holds task "Fill" of another process.', ['X (L1)', 'Fill']],
  ['须正好有两个签字动作（现有 1 个）。请补足。', ['1']],
  ['“支付”(Pay)之前，“财务处处长”须签字：填写 → 支付。请补画。', ['填写 → 支付', '支付 (Pay)', '财务处处长']],
  ['1/2 以上，10.5 元，BPMN 2.0.2 §10.5.3，Task_1', ['1/2', '10.5', '2.0.2']],
  ['The condition "a > 1" is null. Not set: a, b.', ['a > 1', 'a', 'b']],
  ['“审批”只有岗位“财务处处长”上的一人能够办理，其缺位时流程无法办完。', ['审批', '财务处处长']],
  ['“审批”只有“王芳”(财务处处长)能够办理，其缺位时流程无法办完。', ['审批', '王芳 (财务处处长)']],
  ['无', []],
])('the particulars of %s', (message, particulars) => {
  expect(particularsOf(message)).toEqual(particulars);
});
