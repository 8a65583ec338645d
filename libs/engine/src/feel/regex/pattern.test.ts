import fc from 'fast-check';
import { compilePattern, type Budget, type Pattern } from './pattern.js';
import { parseReplacement } from './replacement.js';
import { PatternError } from './syntax.js';

function codePoints(text: string): number[] {
  return Array.from(text, (character) => character.codePointAt(0) ?? 0);
}

function compiled(source: string, flags = ''): Pattern {
  const pattern = compilePattern(source, flags);
  if (pattern instanceof PatternError) throw pattern;
  return pattern;
}

function find(text: string, source: string, flags = '', budget: Budget = { steps: 1_000_000 }): unknown {
  return compiled(source, flags).find(codePoints(text), 0, budget);
}

function matches(text: string, source: string, flags = ''): boolean {
  return find(text, source, flags) !== null;
}

describe('patterns', () => {
  it.each<[string, string, string, boolean]>([
    ['foobar', '^fo*b', '', true],
    ['foobar', '^fo*b$', '', false],
    ['', '', '', true],
    ['', '^$', '', true],
    ['abracadabra', 'bra', '', true],
    ['abracadabra', '^a.*a$', '', true],
    ['abracadabra', '^bra', '', false],
    ['a\nb', 'a.b', '', false],
    ['a\rb', 'a.b', '', true],
    ['a\nb', 'a.b', 's', true],
    ['x\nfoo\ny', '^foo$', '', false],
    ['x\nfoo\ny', '^foo$', 'm', true],
    ['x\rfoo', '^foo$', 'm', false],
    ['foo\n', 'foo$', '', false],
    ['foo\n', 'foo$', 'm', true],
    ['foo\n', '\\n^', 'm', false],
    ['HelloWorld', 'hello world', 'ix', true],
    ['helloworld', 'hello[ ]world', 'x', false],
    ['hello world', 'hello\\ sworld', 'x', true],
    ['helloworld', 'hello world', '', false],
    ['aa', '^(a)\\1$', '', true],
    ['aA', '^(a)\\1$', '', false],
    ['aA', '^(a)\\1$', 'i', true],
    ['b', '^(?:(a)|b)\\1$', '', true],
    ['abcdefghijkk1', '^(a)(b)(c)(d)(e)(f)(g)(h)(i)(j)(k)\\111$', '', true],
    ['ab0', '^(a)b\\10$', '', false],
    ['aba0', '^(a)b\\10$', '', true],
    ['b', '[a-z-[aeiou]]', '', true],
    ['e', '[a-z-[aeiou]]', '', false],
    ['1', '[^a-z-[0-9]]', '', false],
    ['!', '[^a-z-[0-9]]', '', true],
    ['q', '[a-z-[aeiou-[e]]]', '', true],
    ['e', '^[a-z-[aeiou-[e]]]$', '', true],
    ['i', '[A-Z-[IO]]', 'i', false],
    ['b', '[A-Z-[IO]]', 'i', true],
    ['a', '[^A]', 'i', false],
    ['É', 'é', 'i', true],
    ['a', '\\p{Lu}', '', false],
    ['a', '\\p{Lu}', 'i', false],
    ['-', '^[a-]$', '', true],
    ['-', '^[-a]$', '', true],
    ['-', '^[^-a]$', '', false],
    ['^', '^[a^]$', '', true],
    [']', '^[\\]]$', '', true],
    ['٣', '^\\d$', '', true],
    ['汉', '^\\w$', '', true],
    ['_', '^\\w$', '', false],
    ['$', '^\\w$', '', true],
    ['\u00a0', '\\s', '', false],
    ['\u00a0', '^\\S$', '', true],
    ['汉字', '^\\p{L}+$', '', true],
    ['汉字', '^\\P{L}+$', '', false],
    ['_名', '^\\i\\c$', '', true],
    ['9', '^\\i', '', false],
    ['😀', '^.$', '', true],
    ['😀', '^[😀-😂]$', '', true],
    ['aaa', '^a{2}$', '', false],
    ['aaa', '^a{2,}$', '', true],
    ['aaa', '^a{1,3}$', '', true],
    ['', '^a{0}$', '', true],
    ['$1.50', '\\$\\d\\.\\d\\d', '', true],
    ['abc', '^(a|ab)(c|bcd)$', '', true],
    ['abcd', '^(a|ab)(c|bcd)$', '', true],
    ['', '^(a*)*$', '', true],
    ['aaab', '^(a*)*b$', '', true],
    ['ab', '^(a|b|)+$', '', true],
    ['', '(|a)+', '', true],
    ['x', '\\^|x', '', true],
  ])('%j matches %j with flags "%s": %s', (text, source, flags, expected) => {
    expect(matches(text, source, flags)).toBe(expected);
  });

  it.each([
    '[',
    '[a',
    '[]',
    '(',
    ')',
    'a)',
    '(a',
    '*',
    '+a',
    '?',
    'a**',
    'a{',
    'a{}',
    'a{,2}',
    'a{2',
    'a{3,2}',
    '^*',
    '$?',
    '\\',
    '\\b',
    '\\1',
    '(\\1)',
    '(a)\\2',
    '\\x41',
    '\\p',
    '\\pL',
    '\\p{Foo}',
    '\\p{Script=Han}',
    '[z-a]',
    '[a-\\d]',
    '[[a]]',
    '[a-[b]c]',
    '(?=a)',
    '(?<n>a)',
    '(?i)a',
    'a]',
    'a}',
    '(asd)[\\1]',
    '[a-b-c]',
    'a|*',
  ])('refuses %j as no pattern of XPath', (source) => {
    const pattern = compilePattern(source, '');
    expect(pattern).toBeInstanceOf(PatternError);
    expect((pattern as PatternError).code).toBe('syntax');
  });

  it.each([
    '\\p{IsBasicLatin}',
    'a{1001}',
    'a{1001,}',
    '((((a{100}){100}){100}){100})',
    '(((((((?:){1000}){1000}){1000}){1000}){1000}){1000})',
    '('.repeat(1000) + ')'.repeat(1000),
    '[a-'.repeat(200),
    'a'.repeat(10_001),
  ])('says that %.30j is not supported', (source) => {
    const pattern = compilePattern(source, '');
    expect(pattern).toBeInstanceOf(PatternError);
    expect((pattern as PatternError).code).toBe('unsupported');
  });

  it('refuses flags that are none', () => {
    for (const flags of ['g', 'u', 'I', 's m', 'x'.repeat(17)]) {
      expect(compilePattern('a', flags)).toBeInstanceOf(PatternError);
    }
  });

  it('captures as backtracking with greedy and reluctant quantifiers does', () => {
    expect(find('darted', '^(.*?)d(.*)$')).toEqual([0, 6, 0, 0, 1, 6]);
    expect(find('abcd', '(ab)|(a)')).toEqual([0, 2, 0, 2, -1, -1]);
    expect(find('xaaay', 'a+?')).toEqual([1, 2]);
    expect(find('xaaay', 'a{2,3}?')).toEqual([1, 3]);
    expect(find('xaaay', 'a{2,3}')).toEqual([1, 4]);
    expect(find('😀b', '(b)')).toEqual([1, 2, 1, 2]);
  });

  it('agrees with the host on the patterns that both know', () => {
    const atom = fc.constantFrom('a', 'b', '.', '[ab]', '[^a]', '(a)', '(b|a)', '(?:ab)', '^', '$', '(a*)b', '\\n');
    const quantified = fc
      .tuple(atom, fc.constantFrom('', '*', '+', '?', '*?', '+?', '??', '{2}', '{1,2}', '{1,}?'))
      .map(([body, quantifier]) => (/^[$^]$/.test(body) ? body : body + quantifier));
    const pattern = fc.array(
      fc.array(quantified, { maxLength: 4 }).map((items) => items.join('')),
      {
        minLength: 1,
        maxLength: 3,
      },
    );
    fc.assert(
      fc.property(pattern, fc.string({ unit: fc.constantFrom('a', 'b', 'c', '\n'), maxLength: 8 }), (parts, text) => {
        const source = parts.join('|');
        // The host's dot excludes more line ends, none of which occur here.
        const oracle = new RegExp(source, 'ud').exec(text);
        const mine = compiled(source).find(codePoints(text), 0, { steps: 1_000_000 });
        expect(mine?.slice(0, 2) ?? null).toEqual(oracle?.indices?.[0] ?? null);
      }),
      { numRuns: 2000 },
    );
  });

  it('stops where the work exceeds the budget', () => {
    const hostile = 'a'.repeat(40) + 'b';
    expect(find(hostile, '^(a+)+$', '', { steps: 100_000 })).toBeUndefined();
    expect(find(hostile, '^(a|a)*$', '', { steps: 100_000 })).toBeUndefined();
    expect(find('a'.repeat(50_000), 'a*b', '', { steps: 100_000 })).toBeUndefined();
    expect(find('a'.repeat(50_000), '^a*$', '', { steps: 1_000_000 })).toEqual([0, 50_000]);
  });

  it('keeps what it compiled apart by flags', () => {
    expect(matches('A', 'a')).toBe(false);
    expect(matches('A', 'a', 'i')).toBe(true);
    expect(matches('A', 'a')).toBe(false);
  });
});

describe('replacements', () => {
  it.each<[string, number, unknown]>([
    ['', 0, []],
    ['a$1', 1, ['a', 1]],
    ['$0', 0, [0]],
    ['$12', 1, [1, '2']],
    ['$12', 12, [12]],
    ['$3', 1, [3]],
    ['\\$1', 1, ['$1']],
    ['ab$1c$2$3', 3, ['ab', 1, 'c', 2, 3]],
    ['\\\\', 1, ['\\']],
    ['$', 1, null],
    ['$a', 1, null],
    ['\\n', 1, null],
    ['\\', 1, null],
  ])('%j with %i groups', (source, groups, pieces) => expect(parseReplacement(source, groups)).toEqual(pieces));
});
