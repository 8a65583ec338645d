import fc from 'fast-check';
import { Temporal } from 'temporal-polyfill';
import { DaysTimeDuration, YearsMonthsDuration } from './durations.js';
import {
  temporalAdd,
  temporalDivide,
  temporalMultiply,
  temporalNegate,
  temporalSubtract,
  yearsMonthsBetween,
} from './temporal-arithmetic.js';
import { compareTemporal, equalTemporal, sameTemporal } from './temporal-comparison.js';
import { temporalProperty, temporalPropertyNames } from './temporal-properties.js';
import { parseDate, parseTemporal } from './temporal-text.js';
import { FeelDateTime, type FeelDate } from './temporal.js';
import { isTemporal, type FeelTemporal } from './types.js';
import type { FeelValue } from './values.js';
import { UTC } from './zones.js';

function at(text: string): FeelTemporal {
  const value = parseTemporal(text);
  if (!value) throw new Error(`"${text}" is no temporal value.`);
  return value;
}

/** Texts of temporal values become values; everything else stays. */
function operand(value: FeelValue): FeelValue {
  return typeof value === 'string' ? at(value) : value;
}

function text(value: FeelValue | undefined): unknown {
  return value !== null && value !== undefined && isTemporal(value) ? value.toString() : value;
}

describe('addition and subtraction', () => {
  it.each<[FeelValue, FeelValue, unknown]>([
    ['2026-01-31', 'P1M', '2026-02-28'],
    ['2024-01-31', 'P1M', '2024-02-29'],
    ['2024-02-29', 'P1Y', '2025-02-28'],
    ['2020-02-28', 'P1D', '2020-02-29'],
    ['2021-02-28', 'PT24H', '2021-03-01'],
    ['2021-01-02', 'PT1H', '2021-01-02'],
    ['P1M', '2026-01-31', '2026-02-28'],
    ['PT1H', '10:10:10', '11:10:10'],
    ['23:59:00Z', 'PT2M', '00:01:00Z'],
    ['10:10:10@Australia/Melbourne', 'P1D', '10:10:10@Australia/Melbourne'],
    ['2021-01-01T10:10:10+11:00', 'P1D', '2021-01-02T10:10:10+11:00'],
    ['2021-01-31T10:10:10', '-P11M', '2020-02-29T10:10:10'],
    // Over the change to summer time a day of hours is not a day on the clock.
    ['2024-03-30T12:00:00@Europe/Paris', 'PT24H', '2024-03-31T13:00:00@Europe/Paris'],
    ['P1Y', 'P2M', 'P1Y2M'],
    ['P1D', 'PT2H', 'P1DT2H'],
    ['999999999-12-31', 'P1D', null],
    ['999999999-12-31', 'P1M', null],
    ['999999999-12-31T23:59:59', 'PT1S', null],
    ['2021-01-01', '2021-01-01', undefined],
    ['10:00:00', 'P1M', undefined],
    ['P1D', 'P1M', undefined],
    ['P1D', 1, undefined],
  ])('%s + %s', (a, b, expected) => expect(text(temporalAdd(operand(a), operand(b)))).toBe(expected));

  it.each<[FeelValue, FeelValue, unknown]>([
    ['2021-01-02', '2021-01-01', 'P1D'],
    ['2021-01-01', '2021-01-02', '-P1D'],
    ['2021-01-02T10:10:10', '2021-01-01T10:10:10', 'P1D'],
    ['2021-01-02T10:10:10@Europe/Paris', '2021-01-01T10:10:10@Asia/Dhaka', 'P1DT5H'],
    ['2021-01-02T10:10:10+01:00', '2021-01-01T10:10:10@Europe/Paris', 'P1D'],
    ['2021-01-02T10:10:10+01:00', '2021-01-01T10:10:10', null],
    ['2021-01-02T10:10:10', '2021-01-01T10:10:10@Europe/Paris', null],
    ['2021-01-02T00:00:00Z', '2021-01-02', 'PT0S'],
    ['2021-01-02T10:10:10@Europe/Paris', '2021-01-01', 'P1DT9H10M10S'],
    ['2021-01-01T00:00:00', '2021-01-02', null],
    ['2021-01-02', '2021-01-01T10:10:10+11:00', 'P1DT49M50S'],
    ['2021-01-02', '2021-01-01T10:10:10', null],
    ['2021-01-02', 'PT1H', '2021-01-01'],
    ['2021-01-02', '-PT1H', '2021-01-02'],
    ['2021-01-02', 'PT25H', '2020-12-31'],
    ['2020-03-01', 'PT24H', '2020-02-29'],
    ['2021-01-02', 'P1Y', '2020-01-02'],
    ['2021-03-31', 'P1M', '2021-02-28'],
    ['10:10:10', '11:10:10', '-PT1H'],
    ['10:10:10+11:00', '09:10:10+11:00', 'PT1H'],
    ['10:10:10+02:00', '10:10:10Z', '-PT2H'],
    ['10:10:10', '10:10:10Z', null],
    ['00:30:00', 'PT1H', '23:30:00'],
    ['2021-01-01T10:10:10@Australia/Melbourne', 'P1Y', '2020-01-01T10:10:10@Australia/Melbourne'],
    ['P1Y', 'P2M', 'P10M'],
    ['-P1Y', 'P2M', '-P1Y2M'],
    ['P1D', 'PT2H', 'PT22H'],
    ['999999999-12-31', '-999999999-01-01', 'P730484999633D'],
    ['P1D', '2021-01-01', undefined],
    ['P1M', 'P1D', undefined],
    ['10:00:00', '2021-01-01', undefined],
    ['2021-01-01', 1, undefined],
  ])('%s - %s', (a, b, expected) => expect(text(temporalSubtract(operand(a), operand(b)))).toBe(expected));

  it('subtracts what it added, and agrees with the Temporal polyfill', () => {
    const instants = fc.bigInt({ min: -(10n ** 21n), max: 10n ** 21n });
    const durations = fc.bigInt({ min: -(10n ** 21n), max: 10n ** 21n });
    fc.assert(
      fc.property(instants, durations, (instant, nanoseconds) => {
        const moment = FeelDateTime.ofInstant(instant, UTC);
        const duration = DaysTimeDuration.ofNanoseconds(nanoseconds);
        const sum = temporalAdd(moment, duration) as FeelDateTime;
        expect(sum.instant).toBe(instant + nanoseconds);
        expect(temporalSubtract(sum, duration)).toEqual(moment);
        expect(temporalSubtract(sum, moment)).toEqual(duration);
        const oracle = Temporal.Instant.fromEpochNanoseconds(instant + nanoseconds).toString();
        // Years beyond four digits have six and a sign there.
        expect(sum.toString()).toBe(oracle.replace(/^\+0?/, '').replace(/^-0{0,2}(?=\d{4})/, '-'));
      }),
    );
  });

  it('finds the instants of regions as the Temporal polyfill does, also where clocks change', () => {
    const seconds = fc.integer({ min: -5_000_000_000, max: 5_000_000_000 });
    const region = fc.constantFrom('Asia/Shanghai', 'Europe/Paris', 'America/New_York', 'Australia/Lord_Howe');
    fc.assert(
      fc.property(seconds, region, (second, id) => {
        const plain = Temporal.Instant.fromEpochMilliseconds(second * 1000)
          .toZonedDateTimeISO('UTC')
          .toPlainDateTime();
        const value = at(`${plain.toString({ smallestUnit: 'second' }).replace(/^\+00/, '')}@${id}`) as FeelDateTime;
        expect(value.instant).toBe(plain.toZonedDateTime(id).epochNanoseconds);
      }),
    );
    // The skipped half past two is read with the offset before the change, the repeated one is the earlier.
    expect((at('2024-03-31T02:30:00@Europe/Paris') as FeelDateTime).instant).toBe(
      (at('2024-03-31T01:30:00Z') as FeelDateTime).instant,
    );
    expect((at('2024-10-27T02:30:00@Europe/Paris') as FeelDateTime).instant).toBe(
      (at('2024-10-27T00:30:00Z') as FeelDateTime).instant,
    );
  });

  it('knows regions in the furthest years', () => {
    const last = at('999999999-07-31T23:59:59@Europe/Paris') as FeelDateTime;
    expect(last.offset).toBe(7200);
    expect(text(temporalAdd(last, at('PT1S')))).toBe('999999999-08-01T00:00:00@Europe/Paris');
    const first = at('-999999999-01-02T00:00:00@Asia/Shanghai') as FeelDateTime;
    expect(text(temporalSubtract(first, at('PT1S')))).toBe('-999999999-01-01T23:59:59@Asia/Shanghai');
  });
});

describe('multiplication, division and negation', () => {
  it.each<[FeelValue, FeelValue, unknown]>([
    [10, 'P1D', 'P10D'],
    [10, '-P1D', '-P10D'],
    [1.5, 'P4DT1H', 'P6DT1H30M'],
    ['PT1H', 26, 'P1DT2H'],
    [0, 'P1D', 'PT0S'],
    [1.5, 'P2M', 'P3M'],
    [-2.5, 'P1Y11M', '-P4Y9M'],
    ['P1M', 0, 'P0M'],
    [1e300, 'P1D', null],
    [1e300, 'P1M', null],
    ['P1D', 'P1D', undefined],
    [2, '2021-01-01', undefined],
    [2, '10:00:00', undefined],
  ])('%s * %s', (a, b, expected) => expect(text(temporalMultiply(operand(a), operand(b)))).toBe(expected));

  it.each<[FeelValue, FeelValue, unknown]>([
    ['P10Y', 10, 'P1Y'],
    ['P10Y11M', 2.5, 'P4Y4M'],
    ['P10Y11M', -2.5, '-P4Y4M'],
    ['P10D', 10, 'P1D'],
    ['PT2S', 3, 'PT0.666666667S'],
    ['P10D', 0, null],
    ['P10Y', 0, null],
    ['P10Y', 'P5Y', 2],
    ['P1D', 'PT1H', 24],
    ['PT1S', 'PT4S', 0.25],
    ['P10Y', 'P0M', null],
    ['P10D', 'PT0S', null],
    ['P10D', 'P1Y', undefined],
    [10, 'P1D', undefined],
  ])('%s / %s', (a, b, expected) => expect(text(temporalDivide(operand(a), operand(b)))).toBe(expected));

  it('negates durations only', () => {
    expect(text(temporalNegate(at('P1DT2H')))).toBe('-P1DT2H');
    expect(text(temporalNegate(at('-P1Y')))).toBe('P1Y');
    expect(text(temporalNegate(at('P0M')))).toBe('P0M');
    expect(temporalNegate(at('2021-01-01'))).toBeUndefined();
  });
});

describe('comparison', () => {
  it.each<[string, string, number, boolean, boolean]>([
    // first, second, sign of the order, equal, same
    ['2018-12-07', '2018-12-08', -1, false, false],
    ['2018-12-08', '2018-12-08', 0, true, true],
    ['2018-12-08T10:00:00+08:00', '2018-12-08T02:00:00Z', 0, true, false],
    ['2018-12-08T00:00:00+00:00', '2018-12-08T00:00:00@Etc/UTC', 0, true, true],
    ['2018-12-08T00:00:00+02:00', '2018-12-08T00:00:00@Europe/Paris', -1, false, false],
    ['2018-12-08T10:00:00', '2018-12-08T10:00:01Z', -1, false, false],
    ['2018-12-08T10:00:00', '2018-12-08T10:00:00@Asia/Dhaka', 0, false, false],
    ['2002-04-02T12:00:00-01:00', '2002-04-02T17:00:00+04:00', 0, true, false],
    ['10:30:00Z', '10:30:00+00:00', 0, true, true],
    ['10:30:00+02:00', '10:30:00@Europe/Paris', -1, false, false],
    ['23:00:50@Australia/Melbourne', '23:00:50+10:00', 0, true, true],
    ['20:00:50+00:00', '21:00:50+01:00', 0, true, false],
    ['10:30:00@Europe/Paris', '10:30:00', 0, false, false],
    ['08:00:00+09:00', '17:00:00-06:00', -1, false, false],
    ['10:30:00.0001', '10:30:00.0002', -1, false, false],
    ['P1D', 'PT24H', 0, true, true],
    ['P1D', '-P1D', 1, false, false],
    ['P0D', '-P0D', 0, true, true],
    ['P1Y', 'P12M', 0, true, true],
    ['P1Y', 'P11M', 1, false, false],
  ])('%s and %s', (a, b, sign, equal, same) => {
    expect(Math.sign(compareTemporal(at(a), at(b)) ?? NaN)).toBe(sign);
    expect(Math.sign(compareTemporal(at(b), at(a)) ?? NaN)).toBe(sign === 0 ? 0 : -sign);
    expect(equalTemporal(at(a), at(b))).toBe(equal);
    expect(sameTemporal(at(a), at(b))).toBe(same);
  });

  it.each<[FeelValue, FeelValue]>([
    ['P1Y', 'P365D'],
    ['2018-12-08', '2018-12-08T00:00:00Z'],
    ['2018-12-08', '10:00:00'],
    ['2018-12-08', 1],
    [null, 'P1D'],
  ])('%s and %s have no order', (a, b) => {
    expect(compareTemporal(operand(a), operand(b))).toBeUndefined();
    expect(equalTemporal(operand(a), operand(b))).toBeUndefined();
  });
});

describe('years and months between', () => {
  it.each([
    ['2011-12-22', '2013-08-24', 'P1Y8M'],
    ['2013-08-24', '2011-12-22', '-P1Y8M'],
    ['2015-01-21', '2016-01-21', 'P1Y'],
    ['2016-01-01', '2016-01-01', 'P0M'],
    ['2016-01-31', '2016-02-29', 'P0M'],
    ['2016-02-15', '2016-02-01', 'P0M'],
    ['2016-09-30', '2017-12-28', 'P1Y2M'],
    ['-2016-01-30', '-2017-02-28', '-P11M'],
    ['2014-12-31', '-2019-10-01', '-P4033Y2M'],
  ])('%s and %s', (from, to, expected) => {
    expect(String(yearsMonthsBetween(parseDate(from) as FeelDate, parseDate(to) as FeelDate))).toBe(expected);
  });
});

describe('properties', () => {
  it.each<[string, string, unknown]>([
    ['2018-12-10', 'year', 2018],
    ['2018-12-10', 'month', 12],
    ['2018-12-10', 'day', 10],
    ['2018-12-10', 'weekday', 1],
    ['2018-12-10', 'hour', undefined],
    ['2018-12-10T10:30:01+05:00', 'weekday', 1],
    ['2018-12-10T10:30:01+05:00', 'second', 1],
    ['2018-12-10T10:30:01.5', 'second', 1.5],
    ['2018-12-10T10:30:01+05:00', 'time offset', 'PT5H'],
    ['2018-12-10T10:30:01', 'time offset', null],
    ['2018-12-10T10:30:01@Europe/Paris', 'time offset', 'PT1H'],
    ['2018-07-10T10:30:01@Europe/Paris', 'time offset', 'PT2H'],
    ['10:30:01@Etc/UTC', 'time offset', 'PT0S'],
    ['2018-12-10T10:30:01@Etc/UTC', 'timezone', 'Etc/UTC'],
    ['2018-12-10T10:30:01', 'timezone', null],
    ['10:30:01', 'hour', 10],
    ['10:30:01', 'minute', 30],
    ['10:30:01-05:30', 'time offset', '-PT5H30M'],
    ['10:30:01', 'year', undefined],
    ['P1Y2M', 'years', 1],
    ['-P1Y2M', 'months', -2],
    ['P1Y2M', 'days', undefined],
    ['P1DT2H3M4.5S', 'days', 1],
    ['P1DT2H3M4.5S', 'hours', 2],
    ['P1DT2H3M4.5S', 'minutes', 3],
    ['-P1DT2H3M4.5S', 'seconds', -4.5],
    ['P1D', 'seconds', 0],
    ['P1D', 'years', undefined],
    ['P1D', '__proto__', undefined],
  ])('%s . %s', (value, name, expected) => {
    const property = temporalProperty(at(value), name);
    expect(text(property)).toBe(expected);
    expect(temporalPropertyNames(at(value)).includes(name)).toBe(property !== undefined);
  });

  it('never gives a negative zero', () => {
    for (const value of [at('-P1D'), at('-PT1S'), at('-P1Y'), YearsMonthsDuration.ofMonths(-0), at('-0000-01-01')]) {
      for (const name of temporalPropertyNames(value as FeelTemporal)) {
        expect(Object.is(temporalProperty(value as FeelTemporal, name), -0)).toBe(false);
      }
    }
  });
});
