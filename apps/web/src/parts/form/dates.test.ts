import { fromWire } from '@quanheng/engine';
import { typedDate, wireDateOf } from './dates.js';

test.each([
  ['date', undefined, '2026年3月1日', 'date', '2026-03-01'],
  [undefined, undefined, '20260301', 'date', '2026-03-01'],
  ['time', undefined, '9:05', 'time', '09:05:00'],
  ['time', 'utc_offset', '9:05', 'time', '09:05:00+08:00'],
  ['time', 'utc_normalized', '7:05', 'time', '23:05:00Z'],
  ['datetime', 'no_timezone', '2026/3/1 9:05', 'date and time', '2026-03-01T09:05:00'],
  ['datetime', 'utc_offset', '2026-03-01T09:05', 'date and time', '2026-03-01T09:05:00+08:00'],
  ['datetime', 'utc_normalized', '2026-03-01 07:05', 'date and time', '2026-02-28T23:05:00Z'],
] as const)('%s %s takes %s', (subtype, timeSerializingFormat, text, $feel, value) => {
  const field = {
    ...(subtype === undefined ? {} : { subtype }),
    ...(timeSerializingFormat === undefined ? {} : { timeSerializingFormat }),
  };
  const wire = wireDateOf(field, text);
  expect(wire).toEqual({ $feel, value });
  // The server reads it, and what it sends back is typed alike.
  expect(wire !== null && fromWire(wire).ok).toBe(true);
  expect(wireDateOf(field, value)).toEqual(wire);
});

test.each([
  ['date', '明天'],
  ['date', '2026-02-30'],
  ['date', '2026-03-01 09:00'],
  ['time', '25:00'],
  ['datetime', '2026-03-01'],
])('of %s, %s is none', (subtype, text) => {
  expect(wireDateOf({ subtype }, text)).toBeNull();
});

test('is typed by the clock of the organisation, whatever zone it was said in', () => {
  expect(
    ['2026-03-01', '2026-03-01T09:05:00', '2026-03-01T01:05:00Z', '2026-03-01T09:05:00@Asia/Shanghai'].map(typedDate),
  ).toEqual(['2026-03-01', '2026-03-01 09:05', '2026-03-01 09:05', '2026-03-01 09:05']);
  expect(['09:05:00', '01:05:00Z', '10:05:00+09:00', '明天'].map(typedDate)).toEqual([
    '09:05',
    '09:05',
    '09:05',
    '明天',
  ]);
});
