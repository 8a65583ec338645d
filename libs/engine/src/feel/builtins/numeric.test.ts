import fc from 'fast-check';
import { add, equalNumbers, multiply } from '../numbers.js';
import type { FeelNumber } from '../numbers.js';
import type { FeelValue } from '../values.js';
import { at, call, num, problemOf } from './testing/calling.js';

type Row = readonly [string, readonly FeelValue[], FeelValue];

describe('numeric functions', () => {
  it.each<Row>([
    ['decimal', [num('0.3333333333333333333'), 2], 0.33],
    ['decimal', [num('0.3333333333333333333'), 2.5], 0.33],
    ['decimal', [1.5, 0], 2],
    ['decimal', [2.5, 0], 2],
    ['decimal', [0.515, 2], 0.52],
    ['decimal', [65.123456, 6], 65.123456],
    ['decimal', [1250, -2], 1200],
    ['decimal', [1350, -2], 1400],
    ['decimal', [49, -2], 0],
    ['floor', [1.5], 1],
    ['floor', [-1.5], -2],
    ['floor', [-1.56, 1], -1.6],
    ['ceiling', [1.5], 2],
    ['ceiling', [-1.5], -1],
    ['ceiling', [-0.5], 0],
    ['ceiling', [-1.56, 1], -1.5],
    ['round up', [5.5, 0], 6],
    ['round up', [-5.5, 0], -6],
    ['round up', [1.121, 2], 1.13],
    ['round up', [-1.126, 2], -1.13],
    ['round up', [1, -3], 1000],
    ['round up', [num('1e-6000'), -6000], num('1e6000')],
    ['round down', [5.5, 0], 5],
    ['round down', [-5.5, 0], -5],
    ['round down', [1.121, 2], 1.12],
    ['round down', [-1.126, 2], -1.12],
    ['round half up', [5.5, 0], 6],
    ['round half up', [-5.5, 0], -6],
    ['round half up', [1.005, 2], 1.01],
    ['round half up', [1.121, 2], 1.12],
    ['round half up', [-1.126, 2], -1.13],
    ['round half up', [15, -1], 20],
    ['round half down', [5.5, 0], 5],
    ['round half down', [-5.5, 0], -5],
    ['round half down', [1.126, 2], 1.13],
    ['round half up', [num('1234567890123456789.5'), 0], num('1234567890123456790')],
    ['round down', [1.5, 6176], 1.5],
    ['abs', [10], 10],
    ['abs', [-10], 10],
    ['abs', [num('-1234567890123456789')], num('1234567890123456789')],
    ['abs', [at('-PT5H')], at('PT5H')],
    ['abs', [at('PT5H')], at('PT5H')],
    ['abs', [at('-P1Y2M')], at('P1Y2M')],
    ['modulo', [12, 5], 2],
    ['modulo', [-12, 5], 3],
    ['modulo', [12, -5], -3],
    ['modulo', [-12, -5], -2],
    ['modulo', [10.1, 4.5], 1.1],
    ['modulo', [-10.1, 4.5], 3.4],
    ['modulo', [10.1, -4.5], -3.4],
    ['modulo', [-10.1, -4.5], -1.1],
    ['modulo', [-10, 5], 0],
    ['modulo', [num('1e40'), 7], 4],
    ['sqrt', [16], 4],
    ['sqrt', [2], num('1.414213562373095048801688724209698')],
    ['sqrt', [0], 0],
    ['log', [10], num('2.302585092994045684017991454684364')],
    ['log', [1], 0],
    ['exp', [5], num('148.4131591025766034211155800405523')],
    ['exp', [0], 1],
    ['exp', [-1e9], 0],
    ['odd', [5], true],
    ['odd', [2], false],
    ['odd', [-5], true],
    ['odd', [5.5], false],
    ['odd', [num('1234567890123456789')], true],
    ['even', [5], false],
    ['even', [2], true],
    ['even', [0], true],
    ['even', [2.5], false],
    ['floor', [[1.5]], 1],
  ])('%s(%s) = %s', (name, args, expected) => expect(call(name, ...args)).toEqual(expected));

  it.each<Row>([
    ['decimal', [1], 'argument'],
    ['decimal', [1, null], 'argument'],
    ['decimal', [1, 6177], 'argument'],
    ['decimal', [1, -6112], 'argument'],
    ['decimal', ['1', 0], 'argument'],
    ['floor', [null], 'argument'],
    ['floor', [1.5, null], 'argument'],
    ['ceiling', [], 'argument'],
    ['ceiling', ['x'], 'argument'],
    ['exp', [num('1e6000')], 'range'],
    ['round up', [1.5], 'argument'],
    ['abs', ['x'], 'argument'],
    ['abs', [at('2026-01-01')], 'argument'],
    ['abs', [null], 'argument'],
    ['modulo', [1, 0], 'range'],
    ['modulo', [1, null], 'argument'],
    ['sqrt', [-1], 'range'],
    ['sqrt', ['4'], 'argument'],
    ['log', [0], 'range'],
    ['log', [-1], 'range'],
    ['exp', [1e9], 'range'],
    ['exp', [true], 'argument'],
    ['odd', ['1'], 'argument'],
    ['even', [null], 'argument'],
  ])('%s(%s) is null for a reason of kind %s', (name, args, code) => expect(problemOf(name, ...args)).toBe(code));

  it('divides with remainder: dividend = divisor * quotient + modulo, with the sign of the divisor', () => {
    const cents = fc.integer({ min: -1_000_000, max: 1_000_000 }).map((n) => n / 100);
    const divisors = cents.filter((n) => n !== 0);
    fc.assert(
      fc.property(divisors, fc.integer({ min: -1000, max: 1000 }), cents, (divisor, quotient, dividend) => {
        const remainder = call('modulo', dividend, divisor) as FeelNumber;
        expect(Number(remainder) === 0 || Number(remainder) > 0 === divisor > 0).toBe(true);
        expect(Math.abs(Number(remainder))).toBeLessThan(Math.abs(divisor));
        const shifted = add(dividend, multiply(divisor, quotient) ?? 0) ?? 0;
        expect(equalNumbers(call('modulo', shifted, divisor) as FeelNumber, remainder)).toBe(true);
      }),
    );
  });
});
