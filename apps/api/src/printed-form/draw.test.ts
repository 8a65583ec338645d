import { draw } from './draw.js';
import type { Sheet } from './sheet.js';
import { pdfText } from './testing/pdf-text.js';

const SHEET: Sheet = {
  title: '费用报销审批单',
  facts: [{ label: '流水号', value: 'R-1' }],
  fields: [{ label: '事由', value: '演示' }],
  columns: [
    { title: '经办人意见', entries: [{ lines: ['【填写】已办理'], signature: '签字：演海若  2026-03-02 09:00:00' }] },
  ],
  notes: ['末条留痕摘要：abc'],
  code: 'quanheng:1 u i 1 abc',
  at: Date.UTC(2026, 2, 2),
};
const pages = (bytes: Buffer): number => bytes.toString('latin1').match(/\/Type \/Page\b/g)?.length ?? 0;

test('says everything that stands on the sheet, and is the same bytes for the same sheet', async () => {
  const bytes = await draw(SHEET);
  const text = pdfText(bytes);
  for (const each of [
    '费用报销审批单',
    '流水号：R-1',
    '事由',
    '演示',
    '经办人意见',
    '【填写】已办理',
    '末条留痕摘要：abc',
    '第 1 页 / 共 1 页',
  ]) {
    expect(text).toContain(each);
  }
  expect(text).toContain('签字：演海若  2026-03-02 09:00:00');
  expect((await draw(SHEET)).equals(bytes)).toBe(true);
  expect((await draw({ ...SHEET, at: SHEET.at + 1_000 })).equals(bytes)).toBe(false);
});

test('goes on on further pages, whose rows say what they continue', async () => {
  const lines = Array.from({ length: 120 }, (_, at) => `第${at}条意见：${'拟同意，请领导审定。'.repeat(6)}`);
  const bytes = await draw({ ...SHEET, columns: [{ title: '归口部门意见', entries: [{ lines, signature: '签字' }] }] });
  const text = pdfText(bytes);
  expect(pages(bytes)).toBeGreaterThan(3);
  expect(text).toContain('归口部门意见（续）');
  for (const at of [0, 59, 119]) expect(text).toContain(`第${at}条意见`);
  expect(text).toContain(`共 ${pages(bytes)} 页`);
  expect(text.match(/末条留痕摘要：abc/g)).toHaveLength(pages(bytes));
});

test.each([
  ['a letter that the font does not have', '演😀', '演〓'],
  ['characters that are none', 'a\u0000b\u0007c', 'a〓b〓c'],
  ['half a letter', 'a\ud800b', 'a〓b'],
  ['nothing at all', '', '经办人意见'],
  ['letters that the font joins', 'c0ffee/ffi 1/2', 'c0ffee/ffi 1/2'],
  ['several lines', '一行\n二行', '二行'],
  ['one word that fits no line', 'x'.repeat(400), 'xxxxxxxxxx'],
])('prints %s', async (_, value, shown) => {
  const text = pdfText(await draw({ ...SHEET, fields: [{ label: '事由', value }] }));
  expect(text).toContain(shown);
});

test('prints a matter in which nothing was done', async () => {
  const text = pdfText(await draw({ ...SHEET, fields: [], columns: [], notes: [] }));
  expect(text).toContain('费用报销审批单');
});
