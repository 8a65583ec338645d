import { fieldsOf, filledIn } from './fields.js';

const dated = (value: string, type = 'date') => ({ $feel: type, value });
const printed = (value: object | string): string | undefined =>
  filledIn([{ key: 'a', label: 'A' }], new Map(), { a: value as never })[0]?.value;

describe('what was filled in, on paper', () => {
  it('tells dates as an office writes them, by its clock', () => {
    expect(printed(dated('2026-03-01'))).toBe('2026年3月1日');
    expect(printed(dated('2026-11-23T09:05:00', 'date and time'))).toBe('2026年11月23日 09:05');
    expect(printed(dated('2026-11-22T18:30:00Z', 'date and time'))).toBe('2026年11月23日 02:30');
    expect(printed(dated('2026-11-23T09:05:00+08:00', 'date and time'))).toBe('2026年11月23日 09:05');
  });

  it('leaves what is no date, and what somebody typed, as it is', () => {
    expect(printed(dated('09:05:00', 'time'))).toBe('09:05:00');
    expect(printed(dated('1234567890123456789', 'number'))).toBe('1234567890123456789');
    expect(printed('2026-03-01')).toBe('2026-03-01');
  });

  it('calls a date by the label that its field has for it', () => {
    const form = { components: [{ key: 'held', dateLabel: '会议日期' }, { key: 'bare' }] };
    expect(fieldsOf([JSON.stringify(form)])).toEqual([
      { key: 'held', label: '会议日期' },
      { key: 'bare', label: 'bare' },
    ]);
  });
});
