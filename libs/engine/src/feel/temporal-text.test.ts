import fc from 'fast-check';
import { parseDate, parseDateTime, parseDuration, parseTemporal, parseTime } from './temporal-text.js';
import { FeelDate, FeelDateTime, FeelTime } from './temporal.js';
import { DaysTimeDuration, YearsMonthsDuration } from './durations.js';
import { offsetZone, regionZone } from './zones.js';

describe('temporal texts', () => {
  it.each([
    '2026-01-31',
    '2024-02-29',
    '-2017-12-31',
    '0000-01-01',
    '99999-12-31',
    '999999999-12-31',
    '-999999999-12-31',
  ])('reads and writes the date %s', (text) => expect(parseDate(text)?.toString()).toBe(text));

  it.each([
    '',
    '2026-1-5',
    '2026-01-5',
    '2026-02-29',
    '2026-04-31',
    '2026-13-10',
    '2026-00-10',
    '998-12-31',
    '01211-12-31',
    '+2012-12-02',
    '2012/12/25',
    '2012-12-25T',
    '2017-08-25T11:00:00',
    '9999999999-12-25',
    '2026-01-31 ',
    '2026-01-31Z',
    '２０２６-01-31',
    '2026-01-31\n',
    '1'.repeat(1_000_000),
  ])('refuses the date %j', (text) => expect(parseDate(text)).toBeNull());

  it.each([
    ['10:20:00', '10:20:00'],
    ['00:00:00', '00:00:00'],
    ['24:00:00', '00:00:00'],
    ['11:22:33.444', '11:22:33.444'],
    ['11:22:33.100', '11:22:33.1'],
    ['11:22:33.123456789', '11:22:33.123456789'],
    ['23:59:00Z', '23:59:00Z'],
    ['23:59:00z', '23:59:00Z'],
    ['11:22:33-00:00', '11:22:33Z'],
    ['13:20:00+02:00', '13:20:00+02:00'],
    ['11:59:45-02:45:55', '11:59:45-02:45:55'],
    ['13:20:00+14:00', '13:20:00+14:00'],
    ['10:20:00@Asia/Shanghai', '10:20:00@Asia/Shanghai'],
    ['00:01:00@Etc/UTC', '00:01:00@Etc/UTC'],
    ['00:01:00@asia/SHANGHAI', '00:01:00@Asia/Shanghai'],
  ])('reads the time %s', (text, written) => expect(parseTime(text)?.toString()).toBe(written));

  it.each([
    '',
    '7:00:00',
    '07:1:00',
    '07:01:2',
    '07:20',
    '24:00:01',
    '24:01:00',
    '25:00:00',
    '00:60:00',
    '23:59:60',
    '00:00:61',
    '13:20:00@xyz/abc',
    '13:20:00@',
    '13:20:00@+08:00',
    '13:20:00+19:00',
    '13:20:00+14:01',
    '13:20:00+5:00',
    '13:20:00+5',
    '13:20:00+02:60',
    '13:20:00+02:00@Europe/Paris',
    '11:30:00T',
    '2017-08-10',
    '11:22:33.',
    '11:22:33.1234567890',
    '13:20:00@Asia/Shanghai[u-ca=chinese]',
    '13:20:00@2020-01-01T00:00Z',
    '13:20:00@__proto__',
    '24:00:00.000000001',
  ])('refuses the time %j', (text) => expect(parseTime(text)).toBeNull());

  it.each([
    ['2012-12-24', '2012-12-24T00:00:00'],
    ['2017-12-31T11:22:33.345', '2017-12-31T11:22:33.345'],
    ['2017-12-31T24:00:00', '2018-01-01T00:00:00'],
    ['-2017-12-31T11:22:33.456+01:35', '-2017-12-31T11:22:33.456+01:35'],
    ['2011-12-31T10:15:30.987@Europe/Paris', '2011-12-31T10:15:30.987@Europe/Paris'],
    ['2011-12-31T10:15:30@Etc/GMT+5', '2011-12-31T10:15:30@Etc/GMT+5'],
    ['999999999-12-31T23:59:59.999999999@Europe/Paris', '999999999-12-31T23:59:59.999999999@Europe/Paris'],
    ['-999999999-12-31T23:59:59.999999999+02:00', '-999999999-12-31T23:59:59.999999999+02:00'],
  ])('reads the date and time %s', (text, written) => expect(parseDateTime(text)?.toString()).toBe(written));

  it.each([
    '',
    '11:00:00',
    '2011-12-0310:15:30',
    '2017-13-10T11:22:33',
    '2017-12-31T24:00:01',
    '2017-12-31T7:00:00',
    '2017-12-31T',
    '2017-12-31T07:2',
    '2017-12-31t10:00:00',
    '999999999-12-31T24:00:00',
    '9999999999-12-27T11:22:33',
  ])('refuses the date and time %j', (text) => expect(parseDateTime(text)).toBeNull());

  it.each([
    ['P1D', 'P1D'],
    ['PT24H', 'P1D'],
    ['P0DT25H', 'P1DT1H'],
    ['PT0.999S', 'PT0.999S'],
    ['PT0.S', 'PT0S'],
    ['P1DT2H3M4.123456789S', 'P1DT2H3M4.123456789S'],
    ['-PT1H2M', '-PT1H2M'],
    ['PT1000M0.999999999S', 'PT16H40M0.999999999S'],
    ['-P0D', 'PT0S'],
    ['P1Y2M', 'P1Y2M'],
    ['P0Y', 'P0M'],
    ['-P1Y', '-P1Y'],
    ['-P100M', '-P8Y4M'],
    ['P999999999M', 'P83333333Y3M'],
  ])('reads the duration %s', (text, written) => expect(parseDuration(text)?.toString()).toBe(written));

  it.each([
    '',
    'P',
    'PT',
    'P0',
    '1Y',
    '1D',
    'P1H',
    'P1S',
    'P1Y2D',
    'P1DT',
    'P-1D',
    '+P1D',
    'P1.5D',
    'PT1.5H',
    'P1W',
    'p1d',
    'PT.5S',
    'PT1.1234567891S',
    `P${'9'.repeat(19)}D`,
    `P${'9'.repeat(16)}Y`,
    `P${'9'.repeat(15)}Y9M1D`,
    `PT${'1'.repeat(100_000)}S`,
  ])('refuses the duration %j', (text) => expect(parseDuration(text)).toBeNull());

  it('tells the types of at-literals apart', () => {
    expect(parseTemporal('2026-01-05')).toBeInstanceOf(FeelDate);
    expect(parseTemporal('10:00:00')).toBeInstanceOf(FeelTime);
    expect(parseTemporal('2026-01-05T10:00:00')).toBeInstanceOf(FeelDateTime);
    expect(parseTemporal('P1D')).toBeInstanceOf(DaysTimeDuration);
    expect(parseTemporal('P1M')).toBeInstanceOf(YearsMonthsDuration);
    expect(parseTemporal('tomorrow')).toBeNull();
  });

  it('reads back every value it writes', () => {
    const zone = fc.oneof(
      fc.constant(null),
      fc.integer({ min: -14 * 3600, max: 14 * 3600 }).map(offsetZone),
      fc.constantFrom('Asia/Shanghai', 'Europe/Paris', 'America/St_Johns', 'UTC').map(regionZone),
    );
    const nanoseconds = fc.bigInt({ min: -(10n ** 22n), max: 10n ** 22n });
    fc.assert(
      fc.property(nanoseconds, zone, (count, where) => {
        const dateTime = FeelDateTime.ofLocal(count, where);
        expect(dateTime).not.toBeNull();
        expect(parseTemporal(String(dateTime))).toEqual(dateTime);
        expect(parseTemporal(String(dateTime?.time))).toEqual(dateTime?.time);
        expect(parseTemporal(String(dateTime?.date))).toEqual(dateTime?.date);
        const duration = DaysTimeDuration.ofNanoseconds(count);
        expect(parseTemporal(String(duration))).toEqual(duration);
        const months = YearsMonthsDuration.ofMonths(Number(count % 10_000_000n));
        expect(parseTemporal(String(months))).toEqual(months);
      }),
    );
  });
});
