import { existsSync, readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { REQUIRED, featuresOf } from './coverage.js';
import { runCase, type CaseResult } from './runner.js';
import { FIELDS, readScript, type Step } from './script.js';
import { IMPOSSIBLE, REFUTATIONS, REQUIRED_SITUATIONS, situationsOf } from './situations.js';
import { SUBJECTS } from './subjects.js';

const UPDATE = process.env.UPDATE_GOLDEN === '1';
const FILES = filesIn(__dirname);
const CASES = FILES.filter((file) => file.endsWith('.script.json')).map((file) =>
  file.slice(0, -'.script.json'.length),
);

/** Each case runs once, whichever test asks for it first. */
const RESULTS = new Map<string, Promise<CaseResult>>();

function resultOf(base: string): Promise<CaseResult> {
  const result = RESULTS.get(base) ?? runCase(base);
  RESULTS.set(base, result);
  return result;
}

/** What any case shows of something. */
async function shownBy(read: (result: CaseResult) => Set<string>): Promise<Set<string>> {
  const shown = new Set<string>();
  for (const base of CASES) for (const found of read(await resultOf(base))) shown.add(found);
  return shown;
}

describe('golden traces', () => {
  test.each(CASES.map((base) => [relative(__dirname, base), base]))('%s', async (_name, base) => {
    const { trace } = await resultOf(base);
    const file = `${base}.trace`;
    if (UPDATE) writeFileSync(file, trace);
    if (!existsSync(file))
      throw new Error(`${file} is missing; UPDATE_GOLDEN=1 writes it. This is what happens:\n${trace}`);
    expect(trace).toBe(readFileSync(file, 'utf8'));
  });

  test('every file belongs to a case', () => {
    const parts = ['.bpmn', '.trace', '.script.json', '.v2.bpmn', '.called.bpmn'];
    const known = new Set(CASES.flatMap((base) => parts.map((part) => base + part)));
    const isCalledVersion = (file: string): boolean => CASES.includes(file.replace(/\.called-\d+\.bpmn$/, ''));
    const inFolders = FILES.filter((file) => relative(__dirname, file).includes('/'));
    expect(inFolders.filter((file) => !known.has(file) && !isCalledVersion(file))).toEqual([]);
  });

  test('every element, event position and kind of loop is shown normal, parallel, interrupted and nested', async () => {
    const shown = await shownBy(situationsOf);
    expect(REQUIRED_SITUATIONS.filter((situation) => !shown.has(situation))).toEqual([]);
    expect(REFUTATIONS.filter((situation) => shown.has(situation))).toEqual([]);
    expect(IMPOSSIBLE.filter(({ subject }) => !SUBJECTS.includes(subject))).toEqual([]);
  });

  test('every kind of timer, loop, flow and data is executed', async () => {
    const shown = await shownBy(featuresOf);
    expect(REQUIRED.filter((feature) => !shown.has(feature))).toEqual([]);
  });

  test('every diagram says what it shows, and by which section', () => {
    const silent = CASES.filter((base) => !/<!--[^]*?§[^]*?-->/.test(readFileSync(`${base}.bpmn`, 'utf8')));
    expect(silent.map((base) => relative(__dirname, base))).toEqual([]);
  });

  test('every command is given, and every command that can be refused is refused', () => {
    const given = new Set<string>();
    const refused = new Set<string>();
    const note = (step: Step, into: Set<string>): void => {
      if ('reject' in step) note(step.reject, refused);
      else for (const word of Object.keys(FIELDS)) if (word in step) into.add(word);
    };
    for (const base of CASES)
      for (const step of readScript(readFileSync(`${base}.script.json`, 'utf8'))) note(step, given);
    expect(Object.keys(FIELDS).filter((word) => word !== 'reject' && !given.has(word))).toEqual([]);
    const notRefusable = ['env', 'expect', 'advance', 'reject'];
    expect(Object.keys(FIELDS).filter((word) => !notRefusable.includes(word) && !refused.has(word))).toEqual([]);
  });
});

function filesIn(folder: string): string[] {
  return readdirSync(folder, { withFileTypes: true })
    .flatMap((entry) => (entry.isDirectory() ? filesIn(join(folder, entry.name)) : [join(folder, entry.name)]))
    .sort();
}
