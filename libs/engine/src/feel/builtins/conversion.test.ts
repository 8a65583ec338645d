import { Decimal } from 'decimal.js';
import { isTemporal } from '../types.js';
import type { FeelValue } from '../values.js';
import { at, call, ctx, fun, num, problemOf, range } from './testing/calling.js';

type Row = readonly [string, readonly FeelValue[], FeelValue];

/** As text, so that a failing test shows values as FEEL writes them. */
function shown(value: FeelValue): unknown {
  return value instanceof Decimal || isTemporal(value) ? value.toString() : value;
}

describe('conversion functions', () => {
  it.each<Row>([
    ['date', ['2017-12-31'], '2017-12-31'],
    ['date', [at('2017-09-03T09:45:30@Europe/Paris')], '2017-09-03'],
    ['date', [at('2017-09-03')], '2017-09-03'],
    ['date', [2017, 12, 31], '2017-12-31'],
    ['date', [-2017, 1, 1], '-2017-01-01'],
    ['date', [-999999999, 12, 31], '-999999999-12-31'],
    ['date and time', ['2012-12-24'], '2012-12-24T00:00:00'],
    ['date and time', ['2017-12-31T11:22:33.567Z'], '2017-12-31T11:22:33.567Z'],
    ['date and time', [at('2017-01-01'), at('23:59:01@Europe/Paris')], '2017-01-01T23:59:01@Europe/Paris'],
    ['date and time', [at('2017-08-10T10:20:00+02:00'), at('23:59:01')], '2017-08-10T23:59:01'],
    ['date and time', [at('2017-08-10T10:20:00')], '2017-08-10T10:20:00'],
    ['time', ['13:20:00-05:00'], '13:20:00-05:00'],
    ['time', [at('2017-08-10T10:20:00@Asia/Dhaka')], '10:20:00@Asia/Dhaka'],
    ['time', [at('2017-08-10')], '00:00:00Z'],
    ['time', [at('10:20:00')], '10:20:00'],
    ['time', [12, 0, 0, null], '12:00:00'],
    ['time', [11, 59, 45], '11:59:45'],
    ['time', [11, 59, 45.5, at('PT2H45M55S')], '11:59:45.5+02:45:55'],
    ['time', [11, 59, num('0.1234567899'), at('-PT2H')], '11:59:00.123456789-02:00'],
    ['time', [11, 59, 45, at('-PT0H')], '11:59:45Z'],
    ['duration', ['PT24H'], 'P1D'],
    ['duration', ['P26M'], 'P2Y2M'],
    ['duration', [at('P1D')], 'P1D'],
    ['years and months duration', [at('2011-12-22'), at('2013-08-24')], 'P1Y8M'],
    ['years and months duration', [at('2013-08-24'), at('2017-12-15T00:59:59')], 'P4Y3M'],
    ['years and months duration', [at('2014-12-31T23:59:59'), at('2016-12-31T00:00:01')], 'P2Y'],
    ['number', ['1 000,0', ' ', ','], 1000],
    ['number', ['1,000.0', ',', '.'], 1000],
    ['number', ['1.000.000,5', '.', ','], 1000000.5],
    ['number', ['1.5', null, '.'], 1.5],
    ['number', ['1.5', null, null], 1.5],
    ['number', ['-5'], -5],
    ['number', ['.5'], 0.5],
    ['number', ['1e3'], 1000],
    ['number', ['0.1234567890123456789'], '0.1234567890123456789'],
    ['number', [7], 7],
    ['string', [null], null],
    ['string', ['a"b'], 'a"b'],
    ['string', [1.1], '1.1'],
    ['string', [num('0.1234567890123456789')], '0.1234567890123456789'],
    ['string', [true], 'true'],
    ['string', [at('2026-01-01T10:00:00@Asia/Shanghai')], '2026-01-01T10:00:00@Asia/Shanghai'],
    ['string', [at('P1DT25H')], 'P2DT1H'],
    ['string', [[1, 'a', null, [at('2026-01-01')]]], '[1, "a", null, [@"2026-01-01"]]'],
    ['string', [ctx({ a: 1, 'b c': 'x"y' })], '{a: 1, "b c": "x\\"y"}'],
    ['string', [range('[1..3)')], '[1..3)'],
  ])('%s(%s) = %s', (name, args, expected) => expect(shown(call(name, ...args))).toBe(expected));

  it.each<Row>([
    ['date', [null], 'argument'],
    ['date', [null, null], 'argument'],
    ['date', [null, 2, 1], 'argument'],
    ['date', [2017, 1, null], 'argument'],
    ['date', [], 'argument'],
    ['date', ['2017-08-25T11:00:00'], 'argument'],
    ['date', ['2017-02-29'], 'argument'],
    ['date', [2017, 13, 31], 'range'],
    ['date', [2017, 2, 29], 'range'],
    ['date', [2017, -8, 2], 'range'],
    ['date', [1000999999, 12, 1], 'range'],
    ['date', [2017, 1.5, 3], 'argument'],
    ['date', ['2017', 1, 3], 'argument'],
    ['date', [1], 'argument'],
    ['date', [at('10:00:00')], 'argument'],
    ['date', [[]], 'argument'],
    ['date and time', [null], 'argument'],
    ['date and time', [at('2017-08-10'), null], 'argument'],
    ['date and time', [null, at('23:59:01')], 'argument'],
    ['date and time', [at('2017-08-10')], 'argument'],
    ['date and time', ['11:00:00'], 'argument'],
    ['date and time', ['2011-12-03T10:15:30+01:00@Europe/Paris'], 'argument'],
    ['time', [null], 'argument'],
    ['time', ['24:00:01'], 'argument'],
    ['time', [2017], 'argument'],
    ['time', [12, null, 45, at('P0D')], 'argument'],
    ['time', [null, null, null, null], 'argument'],
    ['time', [24, 59, 45, null], 'range'],
    ['time', [-24, 59, 45, null], 'range'],
    ['time', [23, 60, 45, null], 'range'],
    ['time', [23, 59, 60, null], 'range'],
    ['time', [23, 59, -0.5, null], 'range'],
    ['time', [23, 59, 0, at('PT15H')], 'range'],
    ['time', [23, 59, 0, at('PT0.5S')], 'range'],
    ['time', [23, 59, 0, at('P1M')], 'argument'],
    ['time', [1, 2], 'argument'],
    ['duration', ['P1Y2D'], 'argument'],
    ['duration', [2017], 'argument'],
    ['duration', [null], 'argument'],
    ['years and months duration', [at('2011-12-22')], 'argument'],
    ['years and months duration', [at('2011-12-22'), null], 'argument'],
    ['years and months duration', [[], []], 'argument'],
    ['number', [null], 'argument'],
    ['number', ['1,5'], 'argument'],
    ['number', ['1.5', ' ', ','], 'argument'],
    ['number', ['1,5', ',', ','], 'argument'],
    ['number', ['1', 'x', '.'], 'argument'],
    ['number', ['1', ' ', ' '], 'argument'],
    ['number', ['+5'], 'argument'],
    ['number', ['5.'], 'argument'],
    ['number', [' 5'], 'argument'],
    ['number', ['0x10'], 'argument'],
    ['number', ['Infinity'], 'argument'],
    ['number', ['1e9999999'], 'argument'],
    ['number', [''], 'argument'],
    ['number', ['1', ' '], 'argument'],
    ['string', [fun([], () => 1)], 'type'],
    ['string', [[fun([], () => 1)]], 'type'],
    ['string', [], 'argument'],
  ])('%s(%s) is null for a reason of kind %s', (name, args, code) => expect(problemOf(name, ...args)).toBe(code));
});

describe('not and is', () => {
  it.each<Row>([
    ['not', [true], false],
    ['not', [false], true],
    ['not', [null], null],
    ['is', [1, 1], true],
    ['is', [1, '1'], false],
    ['is', [null, null], true],
    ['is', [null, false], false],
    ['is', [[1], [1]], true],
    ['is', [at('2012-12-25'), at('23:00:50')], false],
    ['is', [at('2012-12-25'), at('2012-12-25')], true],
    ['is', [at('2012-12-25'), at('2012-12-25T00:00:00Z')], false],
    ['is', [at('23:00:50Z'), at('23:00:50')], false],
    ['is', [at('23:00:50Z'), at('23:00:50+00:00')], true],
    ['is', [at('23:00:50@Australia/Melbourne'), at('23:00:50@Australia/Sydney')], true],
    ['is', [at('20:00:50+00:00'), at('21:00:50+01:00')], false],
    ['is', [at('P1D'), at('PT24H')], true],
  ])('%s(%s) = %s', (name, args, expected) => expect(call(name, ...args)).toBe(expected));

  it('reports a negand that is no boolean', () => {
    expect(problemOf('not', 'x')).toBe('argument');
    expect(problemOf('not', 0)).toBe('argument');
    expect(problemOf('not')).toBe('argument');
    expect(problemOf('is', 1)).toBe('argument');
  });
});
