import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Finding } from '@quanheng/engine';
import { lint, LINTS, type Lint } from './index.js';
import { contextOf } from './testing/context.js';

const RULE_FILES = join(__dirname, 'rules');
const DIAGRAMS = join(__dirname, 'diagrams');
const PAGE = join(__dirname, '../../../../docs/lints.md');

function diagramsOf({ code }: Lint): string[] {
  const folder = join(DIAGRAMS, code);
  return existsSync(folder) ? readdirSync(folder).filter((name) => name.endsWith('.bpmn')) : [];
}

const codesOf = (findings: readonly Finding[]) => [...new Set(findings.map(({ code }) => code))];
const severe = (findings: readonly Finding[]) => findings.filter(({ severity }) => severity !== 'info');

describe('the lints as a whole', () => {
  test('every file in rules/ is registered under its own name, once, in the order of the rules', () => {
    const files = readdirSync(RULE_FILES)
      .filter((file) => file !== 'index.ts')
      .map((file) => file.replace(/\.ts$/, ''));
    expect(LINTS.map(({ code }) => code)).toEqual(files.sort());
  });

  test('L01 to L24 are all there', () => {
    const rules = LINTS.map(({ rule }) => rule).filter((rule) => rule.startsWith('L'));
    expect(rules).toEqual(Array.from({ length: 24 }, (_, i) => `L${String(i + 1).padStart(2, '0')}`));
  });

  test('every folder of diagrams belongs to a lint', () => {
    const codes = LINTS.map(({ code }) => code);
    expect(readdirSync(DIAGRAMS).filter((folder) => !codes.includes(folder))).toEqual([]);
  });

  test('the page has a line for each lint and for no other', () => {
    const named = [...readFileSync(PAGE, 'utf8').matchAll(/^\| `([LP]\d\d-[a-z-]+)` \|/gm)].map((match) => match[1]);
    expect(named).toEqual(LINTS.map(({ code }) => code));
  });
});

describe.each(LINTS.map((each) => [each.code, each] as const))('%s', (code, rule) => {
  const diagrams = diagramsOf(rule);

  test('has a valid and an invalid diagram, and no others', () => {
    expect(diagrams).toEqual(expect.arrayContaining(['valid.bpmn', 'invalid.bpmn']));
    expect(diagrams.filter((name) => !/^(valid|invalid)(-\d+)?\.bpmn$/.test(name))).toEqual([]);
    expect(code.startsWith(`${rule.rule}-`)).toBe(true);
  });

  test('has a line in docs/lints.md with its severity and what it needs', () => {
    const line = readFileSync(PAGE, 'utf8')
      .split('\n')
      .find((candidate) => candidate.startsWith(`| \`${code}\` |`));
    expect(line).toContain(`| ${rule.severity} |`);
    expect(line).toContain(rule.needs === 'profile' ? '| profile |' : '| drawing |');
  });

  test.each(diagrams.filter((name) => name.startsWith('valid')))('accepts %s', async (diagram) => {
    expect(severe(lint(await contextOf(code, diagram)))).toEqual([]);
  });

  test.each(diagrams.filter((name) => name.startsWith('invalid')))(
    'refuses %s, and only for this reason',
    async (diagram) => {
      const findings = severe(lint(await contextOf(code, diagram)));
      expect(codesOf(findings)).toEqual([code]);
      for (const finding of findings) {
        expect(finding).toMatchObject({ rule: rule.rule, severity: rule.severity, line: expect.any(Number) });
        // In Chinese, what is wrong and then what to do.
        expect(finding.message).toMatch(/[。；].*(请|须|应).*。$/s);
        expect(finding.message).not.toMatch(/undefined|null|NaN|\[object/);
      }
    },
  );
});
