import { FeelRange } from '../range.js';
import type { FeelValue } from '../values.js';
import { at, call, problemOf, range } from './testing/calling.js';

describe('range', () => {
  it.each<readonly [string, FeelRange]>([
    ['[1..3]', new FeelRange(1, true, 3, true)],
    [' [ 1 .. 3 ] ', new FeelRange(1, true, 3, true)],
    ['(18..21]', new FeelRange(18, false, 21, true)],
    [']18..21[', new FeelRange(18, false, 21, false)],
    ['[-1.5...5)', new FeelRange(-1.5, true, 0.5, false)],
    ['[2..)', new FeelRange(2, true, null, false)],
    ['(..2]', new FeelRange(null, false, 2, true)],
    ['(null..2)', new FeelRange(null, false, 2, false)],
    ['["a".."c"]', new FeelRange('a', true, 'c', true)],
    ['["a\\"\\u0041".."c\\n"]', new FeelRange('a"A', true, 'c\n', true)],
    ['["a..b".."c]"]', new FeelRange('a..b', true, 'c]', true)],
    ['[@"1970-01-01"..@"1970-01-02"]', new FeelRange(at('1970-01-01'), true, at('1970-01-02'), true)],
    ['[date("1970-01-01")..@"1970-01-02"]', new FeelRange(at('1970-01-01'), true, at('1970-01-02'), true)],
    [
      '[date and time( "1970-01-01T00:00:00" )..@"1970-01-02T00:00:00"]',
      new FeelRange(at('1970-01-01T00:00:00'), true, at('1970-01-02T00:00:00'), true),
    ],
    ['[time("00:00:00")..@"00:00:00"]', new FeelRange(at('00:00:00'), true, at('00:00:00'), true)],
    ['[duration("P1D")..@"P2D"]', new FeelRange(at('P1D'), true, at('P2D'), true)],
  ])('reads %s', (text, expected) => expect(call('range', text)).toEqual(expected));

  it.each<FeelValue>([
    '',
    ' ',
    '[..2]',
    '[1..]',
    '(..)',
    '[null..null]',
    '[1..null]',
    '[3..1]',
    '["z".."a"]',
    '[@"P2D"..@"P1D"]',
    '[1.."b"]',
    '[@"1970-01-01"..@"1970-01-02T00:00:00"]',
    '[@"x"..@"y"]',
    '>=10',
    '[1..3',
    '1..3',
    '[1..2..3]',
    '[a..b]',
    '[date(string("1970-01-01"))..date("1970-01-02")]',
    '[date(1970,1,1)..date("1970-01-02")]',
    '[date("x")..)',
    '["\\U110000"..)',
    '[true..true]',
    '[' + ' '.repeat(2000) + '1..2]',
    null,
    1,
    new FeelRange(1, true, 2, true),
  ])('refuses %s', (text) => expect(problemOf('range', text)).toBe('argument'));
});

/** The examples of DMN 1.5 Table 78: a relation, its arguments, and whether it holds. */
const EXAMPLES = `
before 1 10 true
before 10 1 false
before 1 [1..10] false
before 1 (1..10] true
before 1 [5..10] true
before [1..10] 10 false
before [1..10) 10 true
before [1..10] 15 true
before [1..10] [15..20] true
before [1..10] [10..20] false
before [1..10) [10..20] true
before [1..10] (10..20] true
after 10 5 true
after 5 10 false
after 12 [1..10] true
after 10 [1..10) true
after 10 [1..10] false
after [11..20] 12 false
after [11..20] 10 true
after (11..20] 11 true
after [11..20] 11 false
after [11..20] [1..10] true
after [1..10] [11..20] false
after [11..20] [1..11) true
after (11..20] [1..11] true
meets [1..5] [5..10] true
meets [1..5) [5..10] false
meets [1..5] (5..10] false
meets [1..5] [6..10] false
met_by [5..10] [1..5] true
met_by [5..10] [1..5) false
met_by (5..10] [1..5] false
met_by [6..10] [1..5] false
overlaps [1..5] [3..8] true
overlaps [3..8] [1..5] true
overlaps [1..8] [3..5] true
overlaps [3..5] [1..8] true
overlaps [1..5] [6..8] false
overlaps [6..8] [1..5] false
overlaps [1..5] [5..8] true
overlaps [1..5] (5..8] false
overlaps [1..5) [5..8] false
overlaps [1..5) (5..8] false
overlaps [5..8] [1..5] true
overlaps (5..8] [1..5] false
overlaps [5..8] [1..5) false
overlaps (5..8] [1..5) false
overlaps_before [1..5] [3..8] true
overlaps_before [1..5] [6..8] false
overlaps_before [1..5] [5..8] true
overlaps_before [1..5] (5..8] false
overlaps_before [1..5) [5..8] false
overlaps_before [1..5) (1..5] true
overlaps_before [1..5] (1..5] true
overlaps_before [1..5) [1..5] false
overlaps_before [1..5] [1..5] false
overlaps_after [3..8] [1..5] true
overlaps_after [6..8] [1..5] false
overlaps_after [5..8] [1..5] true
overlaps_after (5..8] [1..5] false
overlaps_after [5..8] [1..5) false
overlaps_after (1..5] [1..5) true
overlaps_after (1..5] [1..5] true
overlaps_after [1..5] [1..5) false
overlaps_after [1..5] [1..5] false
finishes 10 [1..10] true
finishes 10 [1..10) false
finishes [5..10] [1..10] true
finishes [5..10) [1..10] false
finishes [5..10) [1..10) true
finishes [1..10] [1..10] true
finishes (1..10] [1..10] true
finished_by [1..10] 10 true
finished_by [1..10) 10 false
finished_by [1..10] [5..10] true
finished_by [1..10] [5..10) false
finished_by [1..10) [5..10) true
finished_by [1..10] [1..10] true
finished_by [1..10] (1..10] true
includes [1..10] 5 true
includes [1..10] 12 false
includes [1..10] 1 true
includes [1..10] 10 true
includes (1..10] 1 false
includes [1..10) 10 false
includes [1..10] [4..6] true
includes [1..10] [1..5] true
includes (1..10] (1..5] true
includes [1..10] (1..10) true
includes [1..10) [5..10) true
includes [1..10] [1..10) true
includes [1..10] (1..10] true
includes [1..10] [1..10] true
includes (1..10] [1..5] false
during 5 [1..10] true
during 12 [1..10] false
during 1 [1..10] true
during 10 [1..10] true
during 1 (1..10] false
during 10 [1..10) false
during [4..6] [1..10] true
during [1..5] [1..10] true
during (1..5] (1..10] true
during (1..10) [1..10] true
during [5..10) [1..10) true
during [1..10) [1..10] true
during (1..10] [1..10] true
during [1..10] [1..10] true
starts 1 [1..10] true
starts 1 (1..10] false
starts 2 [1..10] false
starts [1..5] [1..10] true
starts (1..5] (1..10] true
starts (1..5] [1..10] false
starts [1..5] (1..10] false
starts [1..10] [1..10] true
starts [1..10) [1..10] true
starts (1..10) (1..10) true
started_by [1..10] 1 true
started_by (1..10] 1 false
started_by [1..10] 2 false
started_by [1..10] [1..5] true
started_by (1..10] (1..5] true
started_by [1..10] (1..5] false
started_by (1..10] [1..5] false
started_by [1..10] [1..10] true
started_by [1..10] [1..10) true
started_by (1..10) (1..10) true
coincides 5 5 true
coincides 3 4 false
coincides [1..5] [1..5] true
coincides (1..5) [1..5] false
coincides [1..5] [2..6] false
before 1000 [1..) false
before (..5] [6..) true
after [6..) 5 true
overlaps (..5] [5..) true
overlaps (..5) [5..) false
includes (..5] -1000 true
includes [5..) [7..) true
includes [5..) (..7] false
finishes [7..) [5..) true
starts (..3] (..5] true
coincides [5..) [5..) true
meets [5..) [5..) false
`
  .trim()
  .split('\n')
  .map((line) => line.split(' ') as [string, string, string, string]);

describe('range functions', () => {
  const operand = (text: string): FeelValue => (/^[[(]/.test(text) ? range(text) : Number(text));

  it.each(EXAMPLES)('%s(%s, %s) = %s', (name, a, b, expected) => {
    expect(call(name.replace('_', ' '), operand(a), operand(b))).toBe(expected === 'true');
  });

  it('work on dates, times and strings', () => {
    const year = new FeelRange(at('2026-01-01'), true, at('2026-12-31'), true);
    expect(call('during', at('2026-06-01'), year)).toBe(true);
    expect(call('before', at('10:00:00'), at('11:00:00'))).toBe(true);
    expect(call('includes', new FeelRange('a', true, 'c', false), 'b')).toBe(true);
    expect(call('coincides', at('P1D'), at('PT24H'))).toBe(true);
    expect(call('includes', [year], [at('2026-06-01')])).toBe(true);
  });

  it.each<readonly [string, FeelValue, FeelValue, string]>([
    ['before', 1, 'a', 'type'],
    ['before', null, 1, 'type'],
    ['before', 1, null, 'type'],
    ['before', true, false, 'type'],
    ['coincides', null, null, 'type'],
    ['during', 'a', range('[1..2]'), 'type'],
    ['overlaps', range('[1..2]'), new FeelRange('a', true, 'b', true), 'type'],
    ['includes', range('[1..)'), at('P1D'), 'type'],
    ['meets', 1, range('[1..2]'), 'argument'],
    ['meets', range('[1..2]'), 1, 'argument'],
    ['finishes', range('[1..2]'), 2, 'argument'],
    ['includes', 1, range('[1..2]'), 'argument'],
    ['coincides', 1, range('[1..1]'), 'argument'],
  ])('%s(%s, %s) is null', (name, a, b, code) => expect(problemOf(name, a, b)).toBe(code));

  it('refuse another number of arguments', () => {
    expect(problemOf('before', 1)).toBe('argument');
    expect(problemOf('before', 1, 2, 3)).toBe('argument');
  });
});
