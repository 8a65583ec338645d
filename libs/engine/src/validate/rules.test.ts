import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

import type { Finding } from '../findings/finding.js';
import { parseBpmn } from '../parse/index.js';
import type { Rule } from './rule.js';
import { RULES } from './rules/index.js';
import { validate } from './validate.js';

const RULE_FILES = join(__dirname, 'rules');
const DIAGRAMS = join(__dirname, 'diagrams');
const PAGE = join(__dirname, '../../../../docs/rules.md');

function diagramsOf(rule: Rule): string[] {
  const folder = join(DIAGRAMS, rule.code);
  return existsSync(folder) ? readdirSync(folder) : [];
}

async function findingsOf(rule: Rule, diagram: string): Promise<Finding[]> {
  const { model, findings } = await parseBpmn(readFileSync(join(DIAGRAMS, rule.code, diagram)));
  // A diagram that the parser refuses would prove nothing about the rule.
  expect(findings.filter((finding) => finding.severity === 'error')).toEqual([]);
  if (model === undefined) throw new Error(`${diagram} has no model`);
  return validate(model);
}

function codesOf(findings: readonly Finding[], severity?: Finding['severity']): string[] {
  const chosen = severity === undefined ? findings : findings.filter((finding) => finding.severity === severity);
  return [...new Set(chosen.map((finding) => finding.code))];
}

describe('the rules as a whole', () => {
  test('every file in rules/ is registered under its own name, once', () => {
    const files = readdirSync(RULE_FILES)
      .filter((file) => file !== 'index.ts')
      .map((file) => file.replace(/\.ts$/, ''));
    expect(RULES.map((rule) => rule.code).sort()).toEqual(files.sort());
  });

  test('every folder of diagrams belongs to a rule', () => {
    const codes = RULES.map((rule) => rule.code);
    expect(readdirSync(DIAGRAMS).filter((folder) => !codes.includes(folder))).toEqual([]);
  });

  test('the page names no rule that does not exist', () => {
    const named = [...readFileSync(PAGE, 'utf8').matchAll(/^\| `([a-z-]+)` \|/gm)].map((match) => match[1]);
    expect(named).toEqual([...named].sort());
    expect(named).toEqual(RULES.map((rule) => rule.code).sort());
  });
});

describe.each(RULES.map((rule) => [rule.code, rule] as const))('%s', (code, rule) => {
  const diagrams = diagramsOf(rule);

  test('has a valid and an invalid diagram, and no others', () => {
    expect(diagrams).toEqual(expect.arrayContaining(['valid.bpmn', 'invalid.bpmn']));
    expect(diagrams.filter((name) => !/^(valid|invalid)(-\d+)?\.bpmn$/.test(name))).toEqual([]);
  });

  test('has a line in docs/rules.md with its severity and section', () => {
    const line = readFileSync(PAGE, 'utf8')
      .split('\n')
      .find((candidate) => candidate.startsWith(`| \`${code}\` |`));
    const severity = { error: 'error', warning: 'warning', errorIfExecutable: 'error if executable' }[rule.severity];
    expect(line).toContain(`| ${severity} |`);
    expect(line).toContain(rule.section.replace('BPMN 2.0.2 ', ''));
  });

  test.each(diagrams.filter((name) => name.startsWith('valid')))('accepts %s', async (diagram) => {
    const findings = await findingsOf(rule, diagram);
    expect(findings.filter((finding) => finding.severity === 'error')).toEqual([]);
    // A drawing that is not executable may leave out what an executable one must say.
    const allowed = rule.severity === 'errorIfExecutable' ? [code] : [];
    expect(codesOf(findings).filter((found) => found === code && !allowed.includes(found))).toEqual([]);
  });

  test.each(diagrams.filter((name) => name.startsWith('invalid')))(
    'refuses %s, and only for this reason',
    async (diagram) => {
      const findings = await findingsOf(rule, diagram);
      const severity = rule.severity === 'warning' ? 'warning' : 'error';
      expect(codesOf(findings, 'error')).toEqual(severity === 'error' ? [code] : []);
      expect(codesOf(findings, severity)).toContain(code);
      for (const finding of findings.filter((candidate) => candidate.code === code)) {
        expect(finding).toMatchObject({ rule: rule.section, line: expect.any(Number), elementId: expect.any(String) });
        // What is wrong and what to do, naming the element it is about.
        expect(finding.message).toContain(finding.elementId);
        expect(finding.message).toMatch(/^[A-Z].*\..*\.$|: .*\.$/);
      }
    },
  );
});
