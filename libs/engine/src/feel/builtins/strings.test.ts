import { at, call, invoke, problemOf } from './testing/calling.js';
import type { FeelValue } from '../values.js';

type Row = readonly [string, readonly FeelValue[], FeelValue];

describe('string functions', () => {
  it.each<Row>([
    ['substring', ['f', 1], 'f'],
    ['substring', ['foobar', 3], 'obar'],
    ['substring', ['foobar', 3, 3], 'oba'],
    ['substring', ['foobar', 3, 3.8], 'oba'],
    ['substring', ['foobar', -2, 1], 'a'],
    ['substring', ['foobar', -6, 6], 'foobar'],
    ['substring', ['foobar', 3, null], 'obar'],
    ['substring', ['😀ab', 2], 'ab'],
    ['substring', [['foobar'], [3]], 'obar'],
    ['string length', [''], 0],
    ['string length', ['foo'], 3],
    ['string length', ['😀ab'], 3],
    ['string length', ['\ud800a'], 2],
    ['upper case', ['aBc4'], 'ABC4'],
    ['upper case', ['ß'], 'SS'],
    ['lower case', ['aBc4'], 'abc4'],
    ['substring before', ['foobar', 'bar'], 'foo'],
    ['substring before', ['foobar', 'xyz'], ''],
    ['substring before', ['foobar', ''], ''],
    ['substring after', ['foobar', 'ob'], 'ar'],
    ['substring after', ['', 'a'], ''],
    ['substring after', ['foobar', ''], 'foobar'],
    ['contains', ['foobar', 'of'], false],
    ['contains', ['foobar', ''], true],
    ['contains', [['foobar'], 'ob'], true],
    ['starts with', ['foobar', 'fo'], true],
    ['ends with', ['foobar', 'r'], true],
    ['ends with', ['foobar', 'x'], false],
    ['string join', [['a', 'b', 'c'], '_and_'], 'a_and_b_and_c'],
    ['string join', [['a', 'b', 'c'], null], 'abc'],
    ['string join', [['a', null, 'c'], 'X'], 'aXc'],
    ['string join', [['a', null, 'c']], 'ac'],
    ['string join', [[], 'X'], ''],
    ['string join', ['a', 'X'], 'a'],
    ['matches', ['foobar', '^fo*b'], true],
    ['matches', ['foobar', '^FO*b', 'i'], true],
    ['matches', ['foobar', '^FO*b', null], false],
    ['replace', ['banana', 'a', 'o'], 'bonono'],
    ['replace', ['abcd', '(ab)|(a)', '[1=$1][2=$2]'], '[1=ab][2=]cd'],
    ['replace', ['abracadabra', 'a.*?a', '*'], '*c*bra'],
    ['replace', ['abracadabra', 'a(.)', 'a$1$1'], 'abbraccaddabbra'],
    ['replace', ['reluctant', 'r.*?t', 'X'], 'Xant'],
    ['replace', ['0123456789', '(\\d{3})(\\d{3})(\\d{4})', '($1) $2-$3'], '(012) 345-6789'],
    ['replace', ['facetiously', '[iouy]', '[$0]'], 'facet[i][o][u]sl[y]'],
    ['replace', ['a b c d ', '[a-z]', '#', 'x'], '# # # # '],
    ['replace', ['abc', '[A-Z]', '#', 'i'], '###'],
    ['replace', ['abc', '.^[d-z]*', 'smix'], 'abc'],
    ['replace', ['abc', 'b', '\\$'], 'a$c'],
    ['replace', ['汉😀', '😀', '字'], '汉字'],
    ['split', ['John Doe', '\\s'], ['John', 'Doe']],
    ['split', ['a;b;c;;', ';'], ['a', 'b', 'c', '', '']],
    ['split', ['', ';'], ['']],
    ['split', ['1|2|3', '\\|'], ['1', '2', '3']],
  ])('%s(%j) = %j', (name, args, expected) => expect(call(name, ...args)).toEqual(expected));

  it.each<Row>([
    ['substring', ['foobar', 0], 'range'],
    ['substring', ['foobar', 7], 'range'],
    ['substring', ['foobar', -7], 'range'],
    ['substring', ['foobar', 3, 5], 'range'],
    ['substring', ['foobar', -2, 3], 'range'],
    ['substring', ['', 1], 'range'],
    ['substring', ['foobar', 1e300], 'argument'],
    ['substring', ['foobar', 1, 1e300], 'range'],
    ['substring', ['foobar', 1.5], 'argument'],
    ['substring', ['foobar', 1, 0], 'argument'],
    ['substring', ['foobar', 1, 0.9], 'argument'],
    ['substring', ['foobar', null], 'argument'],
    ['substring', [null, 1], 'argument'],
    ['substring', [['a', 'b'], 1], 'argument'],
    ['substring', ['foobar'], 'argument'],
    ['substring', ['foobar', 1, 1, 1], 'argument'],
    ['string length', [1], 'argument'],
    ['string length', [null], 'argument'],
    ['upper case', [[]], 'argument'],
    ['contains', ['a', null], 'argument'],
    ['contains', [null, 'a'], 'argument'],
    ['string join', [['a', 1], ''], 'argument'],
    ['string join', [null], 'argument'],
    ['string join', [['a'], 1], 'argument'],
    ['matches', ['a', '['], 'argument'],
    ['matches', ['a', 'a', 'p'], 'argument'],
    ['matches', ['a', '\\p{IsGreek}'], 'function'],
    ['matches', [null, 'a'], 'argument'],
    ['matches', ['a'.repeat(60) + 'b', '^(a+)+$'], 'limit'],
    ['replace', ['abc', 'b', '$x'], 'argument'],
    ['replace', ['abc', '[a-z]*', '#'], 'argument'],
    ['replace', ['abracadabra', '.*?', '$1'], 'argument'],
    ['split', ['abc', ''], 'argument'],
    ['split', ['abc', '('], 'argument'],
  ])('%s(%j) is null for a reason of kind %s', (name, args, code) => expect(problemOf(name, ...args)).toBe(code));

  it('names function, parameter and what was given', () => {
    expect(invoke('substring', ['abc', 'x']).problems[0]?.message).toBe(
      'substring: parameter "start position" must be an integer, but is the string "x".',
    );
    expect(invoke('contains', [at('2026-01-01'), 'x']).problems[0]?.message).toContain('the date 2026-01-01');
    expect(invoke('contains', []).problems[0]?.message).toContain('contains(string, match)');
  });

  it('bounds texts and results', () => {
    expect(problemOf('matches', 'a'.repeat(100_001), 'a')).toBe('limit');
    expect(problemOf('replace', 'a'.repeat(100_000), 'a', 'b'.repeat(100_000))).toBe('limit');
    expect(
      problemOf(
        'string join',
        Array.from({ length: 1000 }, () => 'a'.repeat(10_000)),
      ),
    ).toBe('limit');
  });

  it('charges matching to the evaluation', () => {
    expect(invoke('matches', ['a'.repeat(10_000), 'b'], { steps: 10 }).problems[0]?.code).toBe('limit');
  });
});
