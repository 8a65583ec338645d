import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseBpmn, validate } from '@quanheng/engine';
import { LINTS } from '../../lint/rules/index.js';
import { DOCUMENTS_ZH } from './documents.js';
import { findingText } from './index.js';
import { GAPS, WHY_POSSIBLE } from '../../verify/texts.js';
import { POWER_EN } from './power.js';
import { RULES_ZH } from './rules.js';

const ENGINE = join(__dirname, '../../../../engine/src');
const POLICY = join(__dirname, '../..');
/** Told to the engine or an operator while a case runs, never of a drawing. */
const OF_RUNS = ['call-recursive', 'call-unresolved', 'decision-failed', 'limit-exceeded'];
const CODE = /['`]([a-z][a-z0-9]*(?:-[a-z0-9]+)+)['`]/;

function* sources(folder: string): Iterable<string> {
  for (const entry of readdirSync(folder, { withFileTypes: true })) {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) yield* sources(path);
    else if (path.endsWith('.ts') && !path.includes('test') && !path.endsWith('.d.ts')) yield path;
  }
}

/** Codes that stand in the sources where findings are made: behind `code:`, or first in what reports. */
function codesIn(folder: string): Set<string> {
  const found = new Set<string>();
  const made = new RegExp(
    String.raw`(?:\bcode: |\b(?:error|warning|warn|info|report|fault|finding|refuse|problem|add|fail|of)\(\s*)${CODE.source}`,
    'g',
  );
  for (const path of sources(folder)) {
    for (const [, code = ''] of readFileSync(path, 'utf8').matchAll(made)) found.add(code);
  }
  return found;
}

test('every rule of BPMN has a text in Chinese, and no text is of a rule that is gone', () => {
  const rules = readdirSync(join(ENGINE, 'validate/diagrams'));
  expect(rules.length).toBeGreaterThan(50);
  expect(
    Object.keys(RULES_ZH)
      .filter((code) => code !== 'called-process-start')
      .sort(),
  ).toEqual(rules.filter((code) => code !== 'called-process-start').sort());
  expect(RULES_ZH['called-process-start']).toBeDefined();
});

test('everything that is told of a document has a text in Chinese', () => {
  const codes = ['parse', 'compile', 'dmn', 'feel', 'elements'].flatMap((folder) => [...codesIn(join(ENGINE, folder))]);
  expect(codes.length).toBeGreaterThan(50);
  const known = { ...RULES_ZH, ...DOCUMENTS_ZH };
  expect([...new Set(codes)].filter((code) => !(code in known) && !OF_RUNS.includes(code)).sort()).toEqual([]);
});

test('every rule about power and everything that a proof tells, or that is told of who can do a process, has a text in English', () => {
  const folders = ['model', 'staffing/process'].flatMap((folder) => [...codesIn(join(POLICY, folder))]);
  expect(folders).toContain('staffing-indispensable');
  const codes = [...LINTS.map(({ code }) => code), ...folders];
  expect(codes.filter((code) => !(code in POWER_EN))).toEqual([]);
  for (const path of sources(join(POLICY, 'verify'))) {
    for (const [code] of readFileSync(path, 'utf8').matchAll(/(?<=')proof-[a-z-]+(?=')/g))
      expect(POWER_EN).toHaveProperty([code]);
  }
});

test('texts are in the language they are said to be in, and say what to do', () => {
  for (const text of [...Object.values(RULES_ZH), ...Object.values(DOCUMENTS_ZH)]) {
    expect(text).toMatch(/^[^a-z]*\p{Script=Han}/u);
    expect(text).toMatch(/[。]$/);
  }
  for (const text of Object.values(POWER_EN)) expect(text).toMatch(/^[\x20-\x7e]+\.$/);
});

test('why a proof is none, and why nothing is proved, is told in English, too', () => {
  for (const why of [...Object.values(WHY_POSSIBLE), ...Object.values(GAPS)]) {
    const told = findingText({ code: 'proof-stuck', message: `流程会停在“J”。${why}` }, 'en');
    expect(told).not.toBe(findingText({ code: 'proof-stuck', message: '流程会停在“J”。' }, 'en'));
    expect(told).toMatch(/^[\x20-\x7e]+$/);
  }
});

test('a finding is told in both languages; of a document what the message quotes is told, too', async () => {
  const drawn = (content: string): string =>
    `<definitions xmlns="http://www.omg.org/spec/BPMN/20100524/MODEL" id="D" targetNamespace="urn:t"><process id="P" isExecutable="true">${content}</process></definitions>`;
  const { model } = await parseBpmn(
    drawn('<startEvent id="S"/><userTask id="A"/><sequenceFlow id="f" sourceRef="S" targetRef="A"/>'),
  );
  const finding = model === undefined ? undefined : validate(model).find(({ code }) => code === 'start-and-end-event');
  if (finding === undefined) throw new Error('the drawing has no such finding');
  expect(findingText(finding, 'en')).toBe(finding.message);
  expect(findingText(finding, 'zh-CN')).toContain('请在每条路径的末尾画结束');
  const { findings } = await parseBpmn(drawn('<userTask id="A" colour="red"/>'));
  expect(findings.map((each) => findingText(each, 'zh-CN')).join()).toMatch(/属性不认识。请改正或删除。\(.*colour.*\)/);
  const power = { code: 'L07-money-without-two-pens', message: '“支付”付出资金' };
  expect(findingText(power, 'zh-CN')).toBe('“支付”付出资金');
  expect(findingText(power, 'en')).toContain('two pens');
  expect(findingText({ code: 'some-other', message: 'as it is' }, 'zh-CN')).toBe('as it is');
});
