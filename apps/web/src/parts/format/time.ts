/** Where the organisation is, whatever the browser's clock says (domain: +08:00). */
const ZONE = 'Asia/Shanghai';
const DAY = 86_400_000;
const HOUR = 3_600_000;
const MINUTE = 60_000;

const parts = new Intl.DateTimeFormat('en-CA', {
  ...{ timeZone: ZONE, year: 'numeric', month: '2-digit', day: '2-digit' },
  ...{ hour: '2-digit', minute: '2-digit', second: '2-digit', hourCycle: 'h23' },
});

function fields(at: number): Record<'year' | 'month' | 'day' | 'hour' | 'minute' | 'second', string> {
  const found = Object.fromEntries(parts.formatToParts(at).map(({ type, value }) => [type, value]));
  const { year = '', month = '', day = '', hour = '', minute = '', second = '' } = found;
  return { year, month, day, hour, minute, second };
}

/** `2026-11-21 09:12:05`, for records. */
export function toSecond(at: number): string {
  const { year, month, day, hour, minute, second } = fields(at);
  return `${year}-${month}-${day} ${hour}:${minute}:${second}`;
}

/** For lists: `09:12` today, `11-20 09:12` this year, else `2025-11-20`. */
export function shortly(at: number, now: number): string {
  const [then, today] = [fields(at), fields(now)];
  const time = `${then.hour}:${then.minute}`;
  const date = `${then.month}-${then.day}`;
  if (then.year !== today.year) return `${then.year}-${date}`;
  return date === `${today.month}-${today.day}` ? time : `${date} ${time}`;
}

export type Span = { readonly unit: 'days' | 'hours' | 'minutes'; readonly count: number };

/** The largest unit of a length of time that fits, rounded down; less than a minute is one. */
export function span(length: number): Span {
  if (length >= DAY) return { unit: 'days', count: Math.floor(length / DAY) };
  if (length >= HOUR) return { unit: 'hours', count: Math.floor(length / HOUR) };
  return { unit: 'minutes', count: Math.max(1, Math.floor(length / MINUTE)) };
}

export type Lateness = 'overdue' | 'soon' | 'fine';

/** Due within two days is soon: the server counts so, too. */
export function lateness(due: number, now: number): Lateness {
  if (due <= now) return 'overdue';
  return due <= now + 2 * DAY ? 'soon' : 'fine';
}
