import type { BothLanguages } from '@quanheng/contracts';
import { BLOCK_TEXTS, reason, wordBlock, type BlockCode, type BlockText } from './index.js';
import { DOMAIN_CODES, isRuled, WITHOUT_RULE } from './domain-codes.js';

const texts = Object.entries<BlockText>(BLOCK_TEXTS) as [BlockCode, BlockText][];
const holes = (text: string): string[] => [...text.matchAll(/\{(\w+)\}/g)].map(([, name]) => name!).sort();

test('every code of the domain reference has its text', () => {
  expect(new Set(DOMAIN_CODES).size).toBe(69);
  expect(Object.keys(BLOCK_TEXTS)).toEqual(expect.arrayContaining(DOMAIN_CODES));
});

test('what refuses without a rule is one of them, and says why', () => {
  expect(DOMAIN_CODES).toEqual(expect.arrayContaining(Object.keys(WITHOUT_RULE)));
  expect(['SOD_SAME_PERSON', 'DUAL_MISSING', 'PAY_OVER', 'EVIDENCE_MISSING'].every(isRuled)).toBe(true);
  expect(['AUTH_STRENGTH', 'NOT_OFFERED'].some(isRuled)).toBe(false);
});

test.each(texts)('%s asks for the same in both languages and is filled without a rest', (code, text) => {
  const pairs: BothLanguages[] = [text, ...(text.next ? [text.next] : []), ...(text.nobody ? [text.nobody] : [])];
  for (const { zh, en } of pairs) {
    expect(holes(en)).toEqual(holes(zh));
    expect(zh).toMatch(/。$/);
    expect(en).toMatch(/[.)]$/);
  }
  const names = holes(text.zh + (text.next?.zh ?? ''));
  const parameters = Object.fromEntries(names.map((name) => [name, `<${name}>`]));
  for (const language of ['zh', 'en'] as const) {
    const filled = wordBlock(code, parameters, language);
    for (const name of names) expect(filled).toContain(`<${name}>`);
    expect(filled).not.toMatch(/[{}]/);
  }
});

test.each(texts.filter(([, { zh, next }]) => holes(zh + (next?.zh ?? '')).includes('posts')))(
  '%s says whom to ask when nobody can act',
  (code, text) => {
    const names = holes(text.zh + (text.next?.zh ?? ''));
    const parameters = Object.fromEntries(names.map((name) => [name, name === 'posts' ? '' : `<${name}>`]));
    expect(wordBlock(code, parameters, 'zh')).toMatch(
      /目前无人符合条件.*请联系组织\(人事\)部门|或联系组织\(人事\)部门/,
    );
    expect(wordBlock(code, parameters, 'zh')).not.toMatch(/[{}]/);
    expect(wordBlock(code, parameters, 'en')).toMatch(/ask the personnel office/);
    expect(wordBlock(code, parameters, 'en')).not.toMatch(/[{}]/);
  },
);

test('a reason keeps what its text was filled with', () => {
  expect(reason('SOD_SAME_DEPT', { a: '验收', b: '付款', dept: '财务处', posts: '出纳(李明)' })).toEqual({
    code: 'SOD_SAME_DEPT',
    message: '“验收”与“付款”须由不同部门办理，当前均为“财务处”。可由出纳(李明)办理。',
    parameters: { a: '验收', b: '付款', dept: '财务处', posts: '出纳(李明)' },
  });
  expect(reason('NO_APPRAISAL')).toEqual({ code: 'NO_APPRAISAL', message: '请先办理资产评估并上传报告。' });
  expect(reason('CHIEF_RESTRICTED', { line: '财务', name: '' }).message).toContain('请联系组织(人事)部门安排');
});

test('parameters are checked by their types', () => {
  // @ts-expect-error x is missing
  expect(reason('BUDGET_OVER', { a: 3, y: 1 }).message).toContain('{x}');
  // @ts-expect-error nothing is filled in
  expect(reason('BUDGET_NONE', { a: 3 }).message).not.toContain('3');
  // @ts-expect-error everything is missing
  expect(reason('PAY_OVER').message).toContain('{y}');
});
