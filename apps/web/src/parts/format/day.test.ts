import { dayOf, endOfDay, lastDayOf, startOfDay, writtenDay } from './day.js';

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

test('a document writes days in the language of the page', () => {
  const texts = ['2026-03-01', '2026-11-21 09:05', '09:05', '约2026-03-01', '明天'];
  const chinese = ['2026年3月1日', '2026年11月21日 09:05', '09:05', '约2026-03-01', '明天'];
  expect(texts.map((text) => writtenDay(text, 'zh-CN'))).toEqual(chinese);
  expect(texts.map((text) => writtenDay(text, 'en'))).toEqual(texts);
});
