const DAY = 86_400_000;
const HOUR = 3_600_000;
const MINUTE = 60_000;
/** Where the organisation is, whatever the browser's clock says: +08:00 all the year. */
const AHEAD = 8 * HOUR;

type Field = 'year' | 'month' | 'day' | 'hour' | 'minute' | 'second';
const WRITTEN = /^(?<year>\d+)-(?<month>\d\d)-(?<day>\d\d)T(?<hour>\d\d):(?<minute>\d\d):(?<second>\d\d)/;

function fields(at: number): Readonly<Record<Field, string>> {
  const {
    year = '',
    month = '',
    day = '',
    hour = '',
    minute = '',
    second = '',
  } = WRITTEN.exec(new Date(at + AHEAD).toISOString())?.groups ?? {};
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
