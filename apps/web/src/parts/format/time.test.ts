import { lateness, shortly, span, toSecond } from './time.js';

const at = (text: string): number => Date.parse(`${text}+08:00`);
const NOW = at('2026-11-21T09:30:00');

describe('a moment', () => {
  it('is told by the clock of the organisation', () => {
    expect(toSecond(at('2026-11-21T00:05:09'))).toBe('2026-11-21 00:05:09');
  });
  it('is short in lists', () => {
    expect(shortly(at('2026-11-21T00:01:00'), NOW)).toBe('00:01');
    expect(shortly(at('2026-11-20T23:59:00'), NOW)).toBe('11-20 23:59');
    expect(shortly(at('2025-11-21T09:30:00'), NOW)).toBe('2025-11-21');
  });
});

describe('what is left', () => {
  it('is told in the largest unit', () => {
    expect(span(2 * 86_400_000 + 1)).toEqual({ unit: 'days', count: 2 });
    expect(span(3_600_000)).toEqual({ unit: 'hours', count: 1 });
    expect(span(0)).toEqual({ unit: 'minutes', count: 1 });
  });
  it('is late, soon or neither', () => {
    expect(lateness(NOW, NOW)).toBe('overdue');
    expect(lateness(NOW + 1, NOW)).toBe('soon');
    expect(lateness(NOW + 3 * 86_400_000, NOW)).toBe('fine');
  });
});
