import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { ROLES } from '@quanheng/contracts';
import { BLOCK_TEXTS, reason, wordBlock } from './index.js';

const ROOT = join(__dirname, '..');
const SOURCES = readdirSync(ROOT, { recursive: true, encoding: 'utf8' })
  .filter((file) => file.endsWith('.ts') && !file.endsWith('.test.ts') && !/(^|\/)testing\//.test(file))
  .filter((file) => !file.startsWith('texts/'));
const textOf = (file: string): string =>
  readFileSync(join(ROOT, file), 'utf8').replace(/\/\*[\s\S]*?\*\/|(^|\s)\/\/.*$/gm, '');

/** Told beside an answer, and refuses nothing: a calendar that nobody has entered; a ratification that is late. */
const NO_REFUSALS = ['CALENDAR_NOT_SET', 'NOT_RATIFIED'];

test('every code that is said anywhere has its text in both languages', () => {
  const said = SOURCES.flatMap((file) => [
    ...[...textOf(file).matchAll(/\bcode: '([A-Z][A-Z0-9_]+)'/g)].map(([, code = '']) => code),
    ...[...textOf(file).matchAll(/\b(?:reason|say)\(\s*'([A-Z][A-Z0-9_]+)'/g)].map(([, code = '']) => code),
  ]);
  // The scan sees what it is there for: the guard's, the acts', the constraints'.
  expect(said).toEqual(expect.arrayContaining(['NO_RULE', 'NOT_OFFERED', 'NOT_SIGNED', 'SOD_SAME_PERSON']));
  const untold = [...new Set(said)].filter((code) => !Object.hasOwn(BLOCK_TEXTS, code));
  expect(untold.sort()).toEqual(NO_REFUSALS);
});

test.each(SOURCES.filter((file) => /^(guard|acts|constraints|exceptions|controls)\//.test(file)))(
  '%s words no refusal by itself',
  (file) => {
    const text = textOf(file);
    // A reason is made by its code alone.
    expect(text).not.toMatch(/\bcode: '[A-Z0-9_]+',\s*message\b/);
    if (file.startsWith('guard/')) expect(text).not.toMatch(/[`'"][^`'"\n]*。[^`'"\n]*[`'"]/);
  },
);

test('a role is worded in the language of whoever reads', () => {
  const parameters = { role: 'publisher', posts: '流程发布岗' };
  expect(reason('ROLE_REQUIRED', parameters).message).toBe('本操作须由流程发布员办理，请联系：流程发布岗。');
  expect(wordBlock('ROLE_REQUIRED', parameters, 'en')).toBe(`This is for the ${ROLES.publisher.en}: ask 流程发布岗.`);
  expect(reason('ROLE_REQUIRED', { role: 'VICE_FIN', posts: '' }).message).toContain('本操作须由VICE_FIN办理');
});

test('no code has two texts, of which the later would win', () => {
  const files = readdirSync(__dirname).filter((file) => file.endsWith('.ts') && !file.endsWith('.test.ts'));
  const codes = files.flatMap((file) =>
    [...readFileSync(join(__dirname, file), 'utf8').matchAll(/^ {2}([A-Z][A-Z0-9_]+): \{/gm)].map(([, code]) => code),
  );
  expect(codes.filter((code, at) => codes.indexOf(code) !== at)).toEqual([]);
  expect(codes.sort()).toEqual(Object.keys(BLOCK_TEXTS).sort());
});
