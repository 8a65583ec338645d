import { compileUnaryTests } from '../evaluate.js';
import { fault, test as check } from '../testing/evaluating.js';

describe('unary tests', () => {
  test.each<[string, unknown, boolean | null]>([
    ['-', 1, true],
    ['-', null, true],
    ['5', 5, true],
    ['5', 6, false],
    ['"a", "b"', 'b', true],
    ['"a", "b"', 'c', false],
    ['< 10', 5, true],
    ['< 10', 10, false],
    ['<= 10', 10, true],
    ['> 10, < 0', -1, true],
    ['= 5', 5, true],
    ['!= 5', 5, false],
    ['[1..5]', 5, true],
    ['[1..5)', 5, false],
    [']1..5[', 1, false],
    ['(1..5), 7', 7, true],
    ['not(1, 2)', 1, false],
    ['not(1, 2)', 3, true],
    ['not(< 5)', 7, true],
    ['not([1..5])', 3, false],
    ['null', null, true],
    ['null', 1, false],
    ['not(null)', 1, true],
    ['not(null)', null, false],
    ['? > 5', 6, true],
    ['? > 5 and ? < 7', 6, true],
    ['? > limit, ? = 0', 0, true],
    ['limit', 20, true],
    ['limit + 1', 21, true],
    ['[1, 2, 3]', 2, true],
    ['choices', 'x', true],
    ['choices', 'z', false],
    ['ranges', 15, true],
    ['[1, 2]', [1, 2], true],
    ['? [1] = 1', [1, 2], true],
    ['every x in ? satisfies x > 0', [1, 2], true],
    ['contains(?, "b")', 'abc', true],
    ['not(contains(?, "b"))', 'abc', false],
    ['true', true, true],
    ['false', false, true],
    ['true', false, false],
    ['- 5', -5, true],
    ['@"2026-01-01"', { $feel: 'date', value: '2026-01-01' }, true],
    ['< @"2026-02-01"', { $feel: 'date', value: '2026-01-01' }, true],
  ])('%s with %j is %s', (source, input, expected) => {
    const variables = {
      limit: 20,
      choices: ['x', 'y'],
      ranges: [{ $feel: 'range', start: 10, startIncluded: true, end: 20, endIncluded: true }],
    };
    expect(check(source, input, variables)).toBe(expected);
  });

  test.each<[string, unknown]>([
    ['< 10', 'a'],
    ['< 10', null],
    ['5', 'a'],
    ['[1..5]', null],
    ['? > 5', null],
    ['not(< 10)', 'a'],
    ['missing + 1', null],
    ['< 10, "x"', 20],
  ])('%s with %j cannot be decided', (source, input) => {
    expect(check(source, input)).toBeNull();
  });

  test('a boolean in a test is the result, unless the input is boolean and can equal it', () => {
    expect(check('flag', 7, { flag: true })).toBe(true);
    expect(check('flag', 7, { flag: false })).toBe(false);
    expect(check('flag', false, { flag: false })).toBe(true);
    expect(check('a > 1', 7, { a: 2 })).toBe(true);
    expect(check('not(? > 5) and a > 1', 3, { a: 2 })).toBe(true);
    expect(check('? = false', true)).toBe(false);
  });

  test('one that passes settles the list, whatever the others are', () => {
    expect(check('< 10, "x"', 5)).toBe(true);
    expect(check('[1..5], "x"', 'x')).toBe(true);
  });

  test.each([
    ['', 'Expected a value or a test such as "< 10"'],
    ['< 10 and > 5', 'Expected a comma or the end of the tests'],
    ['1,', 'the text ends'],
    ['not(1', '")" or a comma'],
    ['[1..', 'Expected the upper end of the interval'],
    ['nofn(?)', 'There is no function named "nofn"'],
  ])('%j is refused', (source, message) => {
    const compiled = compileUnaryTests(source);
    expect(compiled.ok ? 'no fault' : compiled.faults[0]?.message).toContain(message);
  });

  test('"?" outside of a test is a fault', () => {
    expect(fault('? > 5')).toContain('feel-syntax@1:1 "?" stands for the input of a unary test');
  });

  test('variables', () => {
    const compiled = compileUnaryTests('? > limit, other');
    expect(compiled.ok && compiled.value.variables).toEqual(['limit', 'other']);
  });
});
