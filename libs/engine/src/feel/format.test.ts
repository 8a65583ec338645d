import { Decimal } from 'decimal.js';
import { show } from './testing/evaluating.js';
import { formatValue } from './format.js';
import { contextOf } from './context.js';
import { FeelFunction } from './function.js';
import { FeelRange } from './range.js';
import type { FeelValue } from './values.js';

describe('formatValue', () => {
  test.each([
    'null',
    'true',
    '-5',
    '0.1',
    '1e300',
    '1.2345678901234567890123456789012345e-40',
    '12345678901234567890.5',
    '"中 \\"quoted\\" \\\\ \\n\\t\\r\\u0000\\u2028\\ud800😀"',
    '@"2026-03-01"',
    '@"-0044-03-15"',
    '@"10:20:30.123456789"',
    '@"10:20:30+08:00"',
    '@"10:20:30@Asia/Shanghai"',
    '@"2026-03-01T10:20:30Z"',
    '@"2026-03-01T10:20:30@Asia/Shanghai"',
    '@"-P1DT2H3M4.5S"',
    '@"P1Y2M"',
    '[1, [2, "a"], {}]',
    '[1..2]',
    '(-5..-1]',
    '(< 5)',
    '(>= @"2026-01-01")',
    '[[1..2], (> 3)]',
    '{a: 1, "order total": {b: [null]}, "a-b": 2, 金额: 3, "": 4, "\\"": 5, __proto__: 6, if: 7}',
  ])('%s reads back to itself', (text) => {
    expect(show(show(text))).toBe(show(text));
    expect(show(`(${show(text)}) = (${text})`)).toBe('true');
  });

  test('exactly as one would write it', () => {
    expect(formatValue(contextOf([['a b', ['x', new Decimal('1e40')]]]))).toBe('{"a b": ["x", 1e40]}');
  });

  test('null for what no literal stands for', () => {
    const fn = new FeelFunction([], () => null);
    let deep: FeelValue = 1;
    for (let i = 0; i < 100_000; i++) deep = [deep];
    expect([fn, [fn], contextOf([['f', fn]]), new FeelRange(null, false, null, false), deep].map(formatValue)).toEqual([
      null,
      null,
      null,
      null,
      null,
    ]);
  });

  test('the deepest value that is written can be read', () => {
    let deep: FeelValue = 1;
    let text = '1';
    for (let next = formatValue(deep); next !== null; next = formatValue(deep)) {
      text = next;
      deep = [deep];
    }
    expect(text.length).toBeGreaterThan(300);
    expect(show(text)).toBe(text);
  });
});
