import { evaluate, show } from '../testing/evaluating.js';

describe('arithmetic', () => {
  test.each([
    ['0.1 + 0.2 = 0.3', 'true'],
    ['1e3', '1000'],
    ['12345678901234567890.12 + 0.01', '12345678901234567890.13'],
    ['1 - 2 - 3', '-4'],
    ['2 + 3 * 4', '14'],
    ['(2 + 3) * 4', '20'],
    ['2 * 3 ** 2', '18'],
    ['2 ** 3 ** 2', '64'],
    ['2^3', '8'],
    ['-2 ** 2', '4'],
    ['5 - -3', '8'],
    ['- - 1', '1'],
    ['10 / 4', '2.5'],
    ['a-1', '1'],
    ['-a', '-2'],
    ['"a" + "b" + "c"', '"abc"'],
    ['@"2026-01-31" + @"P1M"', '@"2026-02-28"'],
    ['@"2026-03-01" - @"2026-02-01"', '@"P28D"'],
    ['@"P1D" * 2', '@"P2D"'],
    ['@"P2D" / 2', '@"P1D"'],
    ['-@"P1Y"', '@"-P1Y"'],
    ['@"2026-01-01T10:00:00" + @"PT90M"', '@"2026-01-01T11:30:00"'],
  ])('%s = %s', (source, expected) => {
    expect(show(source, { a: 2 })).toBe(expected);
  });

  test.each([
    ['1 / 0', 'null !range'],
    ['0 ** -1', 'null !range'],
    ['10 ** 6145', 'null !range'],
    ['1 + "a"', 'null !type'],
    ['"a" - "b"', 'null !type'],
    ['"a" * 2', 'null !type'],
    ['[1] + 1', 'null !type'],
    ['null + 1', 'null !type'],
    ['true + true', 'null !type'],
    ['-"a"', 'null !type'],
    ['@"2026-01-01" + 1', 'null !type'],
    ['@"2026-01-01" + @"2026-01-01"', 'null !type'],
    ['missing * 2', 'null !missing-variable !type'],
    ['1 + "a" + 2', 'null !type !type'],
  ])('%s is %s', (source, expected) => {
    expect(show(source)).toBe(expected);
  });

  test('a problem names operator, types and place', () => {
    expect(evaluate('1 +\n  (2 * "x")').problems).toEqual([
      {
        code: 'type',
        message: '"*" cannot be applied to number and string: these types do not go together.',
        offset: 9,
        line: 2,
        column: 6,
      },
      {
        code: 'type',
        message: '"+" cannot be applied to number and null: a value is missing.',
        ofNull: true,
        offset: 2,
        line: 1,
        column: 3,
      },
    ]);
  });
});

describe('comparison', () => {
  test.each([
    ['1 < 2', 'true'],
    ['2 <= 2', 'true'],
    ['1 > 2', 'false'],
    ['1.0 = 1', 'true'],
    ['1 != 2', 'true'],
    ['12345678901234567890 > 12345678901234567889', 'true'],
    ['"b" > "a"', 'true'],
    ['"\uFFFD" < "😀"', 'true'],
    ['null = null', 'true'],
    ['null != null', 'false'],
    ['1 = null', 'false'],
    ['null != "a"', 'true'],
    ['[1, [2]] = [1, [2]]', 'true'],
    ['[1] = [1, 2]', 'false'],
    ['[1] = ["a"]', 'false'],
    ['{a: 1, b: 2} = {b: 2, a: 1}', 'true'],
    ['{a: 1} = {b: 1}', 'false'],
    ['{a: 1} = {a: 1, b: 2}', 'false'],
    ['[1..2] = [1..2]', 'true'],
    ['[1..2] = [1..2)', 'false'],
    ['(< 5) = (< 5)', 'true'],
    ['@"2026-01-01" < @"2026-01-02"', 'true'],
    ['@"P1Y" = @"P12M"', 'true'],
    ['true = false', 'false'],
    ['1 = 1 = true', 'true'],
    ['3 between 1 and 5', 'true'],
    ['3 between 4 and 5', 'false'],
    ['5 between 1 and 5 and true', 'true'],
    ['1 in [1..3]', 'true'],
    ['1 in (1..3]', 'false'],
    ['3 in [1..3[', 'false'],
    ['2 in ]1..3[', 'true'],
    ['2 in (1, 2)', 'true'],
    ['2 in (< 1, > 5)', 'false'],
    ['2 in < 3', 'true'],
    ['2 in [1, 2]', 'true'],
    ['2 in ([1..3], 7)', 'true'],
    ['2 in (? > 1 and ? < 3)', 'true'],
    ['[1, 2] in [[1, 2], [3]]', 'true'],
    ['2 in (1 + 1)', 'true'],
    ['3 in (1) + 2', 'true'],
    ['"b" in ["a".."c"]', 'true'],
    ['null in (null, 1)', 'true'],
  ])('%s is %s', (source, expected) => {
    expect(show(source)).toBe(expected);
  });

  test.each([
    ['1 < "a"', 'null !type'],
    ['1 = "a"', 'null !type'],
    ['true < false', 'null !type'],
    ['null < 1', 'null !type'],
    ['[1] < [2]', 'null !type'],
    ['@"P1Y" < @"P365D"', 'null !type'],
    ['1 < 2 < 3', 'null !type'],
    ['"a" between 1 and 2', 'null !type !type'],
    ['"a" in [1..3]', 'null !type'],
    ['1 in [missing..3]', 'null !missing-variable !type'],
    ['[1.."a"]', 'null !type'],
    ['(< null)', 'null !type'],
    ['(> [1])', 'null !type'],
  ])('%s is %s', (source, expected) => {
    expect(show(source)).toBe(expected);
  });

  test('"in" binds tighter than "and", "or" and "="', () => {
    expect(show('5 in [1..10] and false')).toBe('false');
    expect(show('5 in [1..3] or true')).toBe('true');
    expect(show('true and 5 in [1..3] or true')).toBe('true');
    expect(show('5 in [1, 5] = true')).toBe('true');
    expect(show('5 in >= 3 and false')).toBe('false');
  });
});

describe('logic', () => {
  const values = ['true', 'false', 'null'];
  const and = { true: 'true false null', false: 'false false false', null: 'null false null' };
  const or = { true: 'true true true', false: 'true false null', null: 'true null null' };

  test.each(Object.entries(and))('%s and ...', (left, expected) => {
    expect(values.map((right) => show(`${left} and ${right}`)).join(' ')).toBe(expected);
  });

  test.each(Object.entries(or))('%s or ...', (left, expected) => {
    expect(values.map((right) => show(`${left} or ${right}`)).join(' ')).toBe(expected);
  });

  test.each([
    ['true and 1', 'null !type'],
    ['false and 1', 'false'],
    ['1 and false', 'false !type'],
    ['"x" or true', 'true !type'],
    ['true or missing', 'true'],
    ['true or false and false', 'true'],
    ['not(true)', 'false'],
    ['not(null)', 'null'],
    ['if true then 1 else 2', '1'],
    ['if null then 1 else 2', '2'],
    ['if 1 then 1 else 2', '2 !type'],
    ['if false then 1 else if true then 2 else 3', '2'],
    ['(if true then 1 else 2) + 1', '2'],
    ['if false then 1 else 2 + 1', '3'],
  ])('%s is %s', (source, expected) => {
    expect(show(source)).toBe(expected);
  });
});

describe('instance of', () => {
  test.each([
    ['1 instance of number', 'true'],
    ['12345678901234567890 instance of number', 'true'],
    ['"a" instance of number', 'false'],
    ['null instance of number', 'false'],
    ['null instance of Null', 'true'],
    ['1 instance of Any', 'true'],
    ['@"2026-01-01" instance of date', 'true'],
    ['@"2026-01-01T00:00:00" instance of date and time', 'true'],
    ['@"10:00:00" instance of time', 'true'],
    ['@"P1D" instance of days and time duration', 'true'],
    ['@"P1Y" instance of years and months duration', 'true'],
    ['[1, 2] instance of list', 'true'],
    ['[1, 2] instance of list<number>', 'true'],
    ['[1, "a"] instance of list<number>', 'false'],
    ['[[1]] instance of list<list<number>>', 'true'],
    ['{a: 1} instance of context', 'true'],
    ['{a: 1, b: 2} instance of context<a: number>', 'true'],
    ['{a: "x"} instance of context<a: number>', 'false'],
    ['{} instance of context<a: number>', 'false'],
    ['[1..2] instance of range<number>', 'true'],
    ['["a".."b"] instance of range<number>', 'false'],
    ['(> 1) instance of range<number>', 'true'],
    ['(function(x) x) instance of function', 'true'],
    ['(function(x) x) instance of function<Any> -> Any', 'true'],
    ['(function(x) x) instance of function<Any, Any> -> Any', 'false'],
    ['1 instance of number and true', 'true'],
    ['-1 instance of number', 'true'],
  ])('%s is %s', (source, expected) => {
    expect(show(source)).toBe(expected);
  });
});
