import { compileExpression, compileUnaryTests } from './evaluate.js';
import { evaluate, fault, show } from './testing/evaluating.js';
import { MAX_LENGTH } from './limits.js';

/** Texts that grow with n and hurt careless parsers: chains, nesting, unclosed brackets, ambiguous beginnings. */
const hostile: Readonly<Record<string, (n: number) => string>> = {
  sum: (n) => '1' + '+1'.repeat(n),
  conjunction: (n) => 'true' + ' and true'.repeat(n),
  comparisons: (n) => '1' + '=1'.repeat(n),
  ins: (n) => '1' + ' in 1'.repeat(n),
  'in parentheses': (n) => '1 in ('.repeat(n) + '1' + ')'.repeat(n),
  betweens: (n) => '1' + ' between 1 and 1'.repeat(n),
  parentheses: (n) => '('.repeat(n) + '1' + ')'.repeat(n),
  'open parentheses': (n) => '('.repeat(n),
  brackets: (n) => '['.repeat(n),
  'closing brackets': (n) => ']'.repeat(n),
  braces: (n) => '{a:'.repeat(n),
  minuses: (n) => '-'.repeat(n) + '1',
  ifs: (n) => 'if true then 1 else '.repeat(n) + '1',
  fors: (n) => 'for x in [1] return '.repeat(n) + '1',
  functions: (n) => 'function(x) '.repeat(n) + 'x',
  calls: (n) => 'abs('.repeat(n) + '1' + ')'.repeat(n),
  filters: (n) => 'a' + '[1]'.repeat(n),
  'nested filters': (n) => 'a['.repeat(n),
  paths: (n) => 'a' + '.b'.repeat(n),
  invocations: (n) => '(a)' + '(1)'.repeat(n),
  list: (n) => '[' + '1,'.repeat(n) + '1]',
  context: (n) => '{' + Array.from({ length: n }, (_, i) => `a${i}:1`).join(',') + '}',
  words: (n) => 'a '.repeat(n),
  dots: (n) => '.'.repeat(n),
  quotes: (n) => '"'.repeat(n),
  comments: (n) => '/*'.repeat(n),
  spaces: (n) => ' '.repeat(n),
  'escaped string': (n) => '"' + '\\'.repeat(n),
  'long number': (n) => '1'.repeat(n),
  'long exponent': (n) => '1e' + '9'.repeat(n),
  'long name': (n) => 'x'.repeat(n),
  intervals: (n) => '(1..'.repeat(n),
  types: (n) => '1 instance of ' + 'list<'.repeat(n) + 'number' + '>'.repeat(n),
  'named arguments': (n) => 'f(' + 'a-'.repeat(n) + ')',
  nots: (n) => 'not('.repeat(n),
  emoji: (n) => '😀'.repeat(n),
  surrogates: (n) => '\uD800'.repeat(n),
};

describe('hostile texts', () => {
  test.each(Object.entries(hostile))('%s: the longest text is read or refused within a second', (_, grow) => {
    const text = grow(MAX_LENGTH).slice(0, MAX_LENGTH);
    const start = performance.now();
    for (const compile of [compileExpression, compileUnaryTests] as const) {
      const compiled = compile(text);
      if (!compiled.ok) expect(compiled.faults[0]?.message).not.toBe('');
    }
    // Measured to be below 300 ms; the margin is for a busy machine.
    expect(performance.now() - start).toBeLessThan(3000);
  });

  test.each(Object.entries(hostile))('%s: what is accepted is evaluated without an exception', (_, grow) => {
    for (const n of [1, 10, 150, 199, 200, 201]) {
      const compiled = compileExpression(grow(n));
      if (compiled.ok) compiled.value.evaluate({ get: () => undefined }, { at: 0, zone: 'Z' });
    }
  });

  test('a text that is too long is a fault', () => {
    expect(fault('1' + ' '.repeat(100_000))).toContain('feel-unsupported@1:65537 The text has 100001 characters');
  });

  test('nesting of 190 is fine, of 201 a fault', () => {
    expect(show('('.repeat(190) + '1' + ')'.repeat(190))).toBe('1');
    expect(fault('('.repeat(201) + '1' + ')'.repeat(201))).toContain('feel-unsupported@1:201');
    expect(fault('a' + '.b'.repeat(201))).toContain('feel-unsupported');
  });

  test('long chains of one operator are fine', () => {
    expect(show('1' + '+1'.repeat(30_000))).toBe('30001');
    expect(show('true' + ' and true'.repeat(7_000))).toBe('true');
    expect(show(`count([${'1,'.repeat(30_000)}1])`)).toBe('30001');
  });
});

describe('bounded evaluation', () => {
  test.each([
    'for x in 1..1000000000 return x',
    'for x in 1..10000, y in 1..10000 return 1',
    'if count(for x in 1..2000000 return x) > 0 then "yes" else "no"',
    'every x in 1..1000000000 satisfies true',
    'count(for x in 1..5000 return partial)',
    'count(for x in 1..900000 return {a: x, b: [x, x]})',
    `count(for x in 1..900000 return [${'x,'.repeat(40)}x])`,
    `{l: for x in 1..10000 return {a: x}, r: count(for x in 1..900000 return l.a)}.r`,
    '(for x in 1..40 return if x = 1 then "xxxxxxxxxx" else partial[-1] + partial[-1])[-1]',
  ])('%s is stopped: null, and reported once', (source) => {
    const { value, problems } = evaluate(source);
    expect(value).toBeNull();
    expect(problems.map((problem) => problem.code)).toEqual(['limit']);
  });

  test('recursion of a function value that is passed to itself', () => {
    const { value, problems } = evaluate('{f: function(g, n) g(g, n + 1), r: f(f, 1)}.r');
    expect(value).toBeNull();
    expect(problems.map((problem) => problem.code)).toEqual(['limit']);
  });

  test('recursion through deep expressions', () => {
    const body = `${'('.repeat(90)}1 + ${'['.repeat(90)}g(g)${']'.repeat(90)}${')'.repeat(90)}`;
    const { value, problems } = evaluate(`{f: function(g) ${body}, r: f(f)}.r`);
    expect(value).toBeNull();
    expect(problems.map((problem) => problem.code)).toEqual(['limit']);
  });

  test('one evaluation does not spend what belongs to the next', () => {
    const compiled = compileExpression('count(for x in 1..600000 return 1)');
    if (!compiled.ok) throw new Error('does not compile');
    const run = (): unknown => compiled.value.evaluate({ get: () => undefined }, { at: 0, zone: 'Z' });
    expect([run(), run()]).toEqual([600000, 600000]);
  });
});

describe('names of Object.prototype', () => {
  test.each(['constructor', '__proto__', 'toString', 'hasOwnProperty', 'valueOf'])('%s is an ordinary name', (name) => {
    expect(show(name)).toBe('null !missing-variable');
    expect(show(`{a: 1}.${name}`)).toBe('null !missing-variable');
    expect(show(`[{a: 1}][${name} = 1]`)).toContain('[]');
    expect(show(`{"${name}": 5, r: ${name} + 1}.r`)).toBe('6');
    expect(show(`for ${name} in [1] return ${name}`)).toBe('[1]');
    expect(show(`(function(${name}) ${name})(${name}: 3)`)).toBe('3');
    expect(fault(`${name}(1)`)).toContain('feel-unknown-function');
    expect(({} as Record<string, unknown>)['r']).toBeUndefined();
  });
});
