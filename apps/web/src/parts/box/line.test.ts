import { matching } from './line.js';

const LINES = ['进度款支付 校基〔2026〕0031号', '采购需求 PO-7', '采购需求 po-8'];
const found = (words: string): readonly string[] => matching(LINES, words, (line) => line);

test('words are looked for all, in any order and case; no word finds everything', () => {
  expect(found('po-7 采购')).toEqual(['采购需求 PO-7']);
  expect(found('PO')).toEqual(LINES.slice(1));
  expect(found('  ')).toEqual(LINES);
  expect(found('0031 采购')).toEqual([]);
});
