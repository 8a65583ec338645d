const DATE = /^(\d{4})[-/.年]?(\d{1,2})[-/.月]?(\d{1,2})日?$/;
const MOMENT = /^(.*?)[ T]+(\S+)$/;
const TIME = /^(\d{1,2})[:：](\d{2})(?::\d{2})?$/;

/** A day as it is typed in an office (`2026-11-21`, `2026/11/21`, `20261121`, `2026年11月21日`) as `2026-11-21`; null: no such day. */
export function readDay(text: string): string | null {
  const [, year = '', month = '', day = ''] = DATE.exec(text.trim()) ?? [];
  const read = `${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`;
  const at = Date.parse(`${read}T00:00:00Z`);
  return !Number.isNaN(at) && new Date(at).toISOString().startsWith(read) ? read : null;
}

/** The same with a time of day (`2026-11-21 09:30`) as `2026-11-21T09:30`. */
export function readMoment(text: string): string | null {
  const [, date = '', hours = ''] = MOMENT.exec(text.trim()) ?? [];
  const [day, time] = [readDay(date), readTime(hours)];
  return day === null || time === null ? null : `${day}T${time}`;
}

/** A time of day as it is typed (`9:30`, `09：30`) as `09:30`. */
export function readTime(text: string): string | null {
  const [, hour = '', minute = ''] = TIME.exec(text.trim()) ?? [];
  return minute === '' || Number(hour) > 23 || Number(minute) > 59 ? null : `${hour.padStart(2, '0')}:${minute}`;
}
