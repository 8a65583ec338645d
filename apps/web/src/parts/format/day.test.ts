import { dayOf, endOfDay, lastDayOf, startOfDay } from './day.js';

describe('days of the organisation', () => {
  it('begin at midnight at +08:00, wherever the browser is', () => {
    expect(new Date(startOfDay('2026-03-01')).toISOString()).toBe('2026-02-28T16:00:00.000Z');
    expect(dayOf(startOfDay('2026-03-01'))).toBe('2026-03-01');
    expect(dayOf(startOfDay('2026-03-01') - 1)).toBe('2026-02-28');
  });

  it('are named by their last moment where something ends with them', () => {
    expect(endOfDay('2026-02-28')).toBe(startOfDay('2026-03-01'));
    expect(lastDayOf(endOfDay('2026-02-28'))).toBe('2026-02-28');
  });
});
