import { readDay, readMoment, readTime } from './read-date.js';

test.each(['2026-03-01', '2026/3/1', '2026.3.1', '20260301', '2026年3月1日', ' 2026-03-01 '])('%s is a day', (text) => {
  expect(readDay(text)).toBe('2026-03-01');
});

test.each(['', '2026-02-30', '2026-13-01', '03/01/2026', '2026-3', '明天', '2026-03-01 09:00'])(
  '%s is none',
  (text) => {
    expect(readDay(text)).toBeNull();
  },
);

test('a moment has a time of day', () => {
  expect(readMoment('2026-03-01 9:05')).toBe('2026-03-01T09:05');
  expect(readMoment('2026年3月1日 23：59')).toBe('2026-03-01T23:59');
  expect(readMoment('2026-03-01T09:05')).toBe('2026-03-01T09:05');
  expect(['2026-03-01', '2026-03-01 24:00', '2026-03-01 9:60', '09:00'].map(readMoment)).toEqual(Array(4).fill(null));
});

test('a time of day has hours and minutes', () => {
  expect(['9:05', '09：05', '23:59:59', ' 0:00 '].map(readTime)).toEqual(['09:05', '09:05', '23:59', '00:00']);
  expect(['', '24:00', '9:60', '9', '9:5', '2026-03-01'].map(readTime)).toEqual(Array(6).fill(null));
});
