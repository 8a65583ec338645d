import type { FeelValue } from '../values.js';
import { at, call, invoke, problemOf } from './testing/calling.js';

describe('temporal functions', () => {
  it.each<readonly [string, string, FeelValue]>([
    ['day of year', '2019-09-17', 260],
    ['day of year', '2024-12-31', 366],
    ['day of year', '2026-01-01T23:00:00Z', 1],
    ['day of week', '2019-09-17', 'Tuesday'],
    ['day of week', '2026-01-04', 'Sunday'],
    ['day of week', '-0004-02-29', 'Thursday'],
    ['month of year', '2019-09-17', 'September'],
    ['month of year', '2026-12-31T10:00:00@Asia/Shanghai', 'December'],
    ['week of year', '2003-12-29', 1],
    ['week of year', '2004-01-04', 1],
    ['week of year', '2005-01-01', 53],
    ['week of year', '2005-01-09', 1],
  ])('%s(%s) = %s', (name, date, expected) => expect(call(name, at(date))).toBe(expected));

  it('refuses what is no date', () => {
    for (const name of ['day of year', 'day of week', 'month of year', 'week of year']) {
      for (const value of [null, 'x', 1, at('10:00:00'), at('P1D'), []])
        expect(problemOf(name, value)).toBe('argument');
      expect(problemOf(name)).toBe('argument');
    }
  });
});

describe('now and today', () => {
  const moment = Date.UTC(2026, 0, 1, 18, 30, 0, 250);

  it.each([
    ['+08:00', '2026-01-02T02:30:00.25+08:00', '2026-01-02'],
    ['Asia/Shanghai', '2026-01-02T02:30:00.25@Asia/Shanghai', '2026-01-02'],
    ['Z', '2026-01-01T18:30:00.25Z', '2026-01-01'],
    ['America/New_York', '2026-01-01T13:30:00.25@America/New_York', '2026-01-01'],
  ])('are the moment of the environment in zone %s', (zone, now, today) => {
    expect(invoke('now', [], { at: moment, zone }).value).toEqual(at(now));
    expect(invoke('today', [], { at: moment, zone }).value).toEqual(at(today));
  });

  it('report an environment without a zone or moment, and arguments', () => {
    expect(invoke('now', [], { at: moment, zone: 'Mars/Olympus' })).toMatchObject({
      value: null,
      problems: [{ code: 'argument' }],
    });
    expect(invoke('today', [], { at: NaN })).toMatchObject({ value: null, problems: [{ code: 'range' }] });
    expect(invoke('today', [], { at: 1e300 })).toMatchObject({ value: null, problems: [{ code: 'range' }] });
    expect(problemOf('now', 1)).toBe('argument');
  });
});
