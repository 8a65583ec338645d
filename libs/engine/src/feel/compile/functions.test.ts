import { evaluate, fault, show } from '../testing/evaluating.js';
import { compileExpression, invokeFunction } from '../evaluate.js';
import { contextOf, scopeOf } from '../context.js';
import { FeelFunction } from '../function.js';
import type { FeelEnv, FeelProblem } from '../api.js';

describe('function definitions', () => {
  test.each([
    ['(function(x) x + 1)(2)', '3'],
    ['(function() 5)()', '5'],
    ['{f: function(a, b) a - b, r: f(5, 3)}.r', '2'],
    ['{f: function(a, b) a - b, r: f(b: 5, a: 3)}.r', '-2'],
    ['{f: function(net amount, rate) net amount * rate, r: f(net amount: 5, rate: 2)}.r', '10'],
    ['{n: 10, f: function(x) x + n, r: f(1)}.r', '11'],
    ['{fs: for i in 1..3 return function(x) x * i, r: for f in fs return f(10)}.r', '[10, 20, 30]'],
    ['{add: function(x) function(y) x + y, r: add(1)(2)}.r', '3'],
    ['{c: {double: function(x) x * 2}, r: c.double(4)}.r', '8'],
    ['{apply: function(f, x) f(x), r: apply(function(x) x * x, 3)}.r', '9'],
    ['{apply: function(f, x) f(x), r: apply(abs, -3)}.r', '3'],
    ['(function(x: number) x)(1)', '1'],
    ['(function(x: list<number>) count(x))([1, 2])', '2'],
    ['(function(x: number) x)(null)', 'null'],
    ['(function(x: number) x)([1])', '1'],
    ['(function(x: list) x)(1)', '[1]'],
    ['(function(x: list<number>) x)(1)', '[1]'],
    ['(function(x: date and time) x)(@"2026-01-01")', '@"2026-01-01T00:00:00Z"'],
    ['(function(date) date.year)(@"2026-01-01")', '2026'],
    ['sort([3, 1, 2], function(a, b) a > b)', '[3, 2, 1]'],
    ['function(x) x', 'function'],
  ])('%s is %s', (source, expected) => {
    expect(show(source)).toBe(expected);
  });

  test.each([
    ['(function(x) x)()', 'null !argument'],
    ['(function(x) x)(1, 2)', 'null !argument'],
    ['(function(x) x)(y: 2)', 'null !argument'],
    ['(function(x, y) x)(x: 2)', 'null !argument'],
    ['(function(x, y) x)(x: 1, x: 2, y: 3)', 'null !argument'],
    ['(function(x: number) x)("a")', 'null !argument'],
    ['(function(x: list<number>) x)(["a"])', 'null !argument'],
    ['(function(x: list<number>) x)("a")', 'null !argument'],
    ['(function(x: number) x)([1, 2])', 'null !argument'],
    ['(function(x: date) x)(@"2026-01-01T00:00:00")', 'null !argument'],
    ['(1)(2)', 'null !function'],
    ['{f: 1, r: f(1)}.r', 'null !function'],
    ['{f: 1, r: f.g(1)}.r', 'null !type !function'],
  ])('%s is %s', (source, expected) => {
    expect(show(source)).toBe(expected);
  });

  test('a body keeps its own place for problems, the caller the one of the call', () => {
    const { problems } = evaluate('{f: function(x) x + "a", r: [abs("b"), f(1), abs("c")]}');
    expect(problems.map((problem) => problem.column)).toEqual([30, 19, 46]);
  });
});

describe('built-in functions', () => {
  test.each([
    ['substring("abcd", 2)', '"bcd"'],
    ['substring(string: "abcd", start position: 2, length: 2)', '"bc"'],
    ['substring(start position: 2, string: "abcd")', '"bcd"'],
    ['before(range: [1..2], point: 3)', 'true'],
    ['before(point: 3, range: [1..2])', 'false'],
    ['max(1, 3, 2)', '3'],
    ['max([1, 3, 2])', '3'],
    ['date(year: 2026, month: 3, day: 1)', '@"2026-03-01"'],
    ['date and time("2026-03-01T10:00:00")', '@"2026-03-01T10:00:00"'],
    ['years and months duration(@"2025-01-01", @"2026-03-01")', '@"P1Y2M"'],
    ['string  length("a")', '1'],
    ['today()', '@"2026-03-01"'],
  ])('%s is %s', (source, expected) => {
    expect(show(source)).toBe(expected);
  });

  test.each([
    ['substring("abcd")', 'null !argument'],
    ['substring("abcd", 1, 2, 3)', 'null !argument'],
    ['substring(text: "abcd", start position: 2)', 'null !argument'],
    ['substring(string: "abcd")', 'null !argument'],
    ['abs(n: 1, n: 2)', 'null !argument'],
  ])('%s is %s', (source, expected) => {
    expect(show(source)).toBe(expected);
  });

  test('a variable hides a built-in of its name only if it is a function', () => {
    const names = { count: true, abs: true } as const;
    expect(show('count([1, 2]) + count', { count: 5 }, { names })).toBe('7');
    const compiled = compileExpression('abs(-1)', { names });
    const abs = new FeelFunction(['n'], () => 'mine');
    expect(compiled.ok && compiled.value.evaluate(scopeOf(contextOf([['abs', abs]])), { at: 0, zone: 'Z' })).toBe(
      'mine',
    );
  });

  test('a built-in as a value', () => {
    expect(show('{f: string length, r: f("abc")}.r')).toBe('3');
    expect(show('{f: substring, r: f("abc")}.r')).toBe('null !argument');
  });

  test('unknown functions are faults, with a hint', () => {
    expect(fault('1 + nofn(1)')).toBe(
      'feel-unknown-function@1:5 There is no function named "nofn". Check its spelling, or define it.',
    );
    expect(fault('stringLength("a")')).toContain('Did you mean "string length"?');
    expect(fault('constructor(1)')).toContain('feel-unknown-function');
    expect(fault('nofn(1)', { names: { nofn: true } })).toBe('no fault');
  });
});

describe('functions between expressions', () => {
  const silent: FeelEnv = { at: 0, zone: 'Z' };

  test('a function value outlives its evaluation and shares nothing with it', () => {
    const compiled = compileExpression('for i in 1..2 return function(x) x * i + offset');
    if (!compiled.ok) throw new Error('does not compile');
    const values = compiled.value.evaluate(scopeOf(contextOf([['offset', 100]])), silent);
    const [first, second] = values as readonly FeelFunction[];
    expect(invokeFunction(first!, [10], silent)).toBe(110);
    expect(invokeFunction(second!, [10], silent)).toBe(120);
  });

  test('recursion through the scope is bounded, and reported once', () => {
    const body = compileExpression('if n <= 0 then 0 else f(n - 1) + 1', { names: { f: true } });
    if (!body.ok) throw new Error('does not compile');
    const run = (n: number): [unknown, FeelProblem[]] => {
      const problems: FeelProblem[] = [];
      const entries = new Map<string, FeelFunction>();
      entries.set(
        'f',
        new FeelFunction(['n'], (args, env) =>
          body.value.evaluate({ get: (name) => (name === 'n' ? args[0] : entries.get(name)) }, env),
        ),
      );
      const value = invokeFunction(entries.get('f')!, [n], { ...silent, report: (problem) => problems.push(problem) });
      return [value, problems];
    };
    expect(run(50)).toEqual([50, []]);
    const [value, problems] = run(1e6);
    expect(value).toBeNull();
    expect(problems.map((problem) => problem.code)).toEqual(['limit']);
  });
});
