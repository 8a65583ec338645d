import { readDay, readMoment, readTime } from '../date-input/read-date.js';
import { toSecond } from '../format/time.js';

/** What is read of a date field of a form document. */
export interface DateField {
  /** Absent: a date. */
  readonly subtype?: string;
  /** Whether a time says its zone; absent: it does not. */
  readonly timeSerializingFormat?: string;
}

/** As the server writes a value of FEEL. */
export type WireDate = Readonly<Record<'$feel' | 'value', string>>;

/** A time that says its zone, with seconds or without. */
const ZONED = /^(?:(.+)T)?(\d{2}:\d{2})(?::\d{2}(?:\.\d+)?)?(Z|[+-]\d{2}:\d{2}|@Asia\/Shanghai)$/;
const LOCAL = /^(?:(.+)T)?(\d{2}:\d{2})(?::\d{2}(?:\.\d+)?)?$/;
/** Of the organisation, and what stands for any day. */
const OFFSET = '+08:00';
const SOME_DAY = '2026-01-01';

/** What a date field holds as it is typed there: `2026-11-21`, `2026-11-21 09:30`, `09:30`, by the clock of the organisation. */
export function typedDate(text: string): string {
  const [, day, time = '', zone = ''] = ZONED.exec(text) ?? LOCAL.exec(text) ?? [];
  if (time === '') return text;
  if (zone === '' || zone.startsWith('@')) return day === undefined ? time : `${day} ${time}`;
  const at = toSecond(Date.parse(`${day ?? SOME_DAY}T${time}:00${zone}`));
  return at.slice(day === undefined ? 11 : 0, 16);
}

/** What is typed in a date field, as the server takes it; null: it is no such date. */
export function wireDateOf({ subtype = 'date', timeSerializingFormat }: DateField, text: string): WireDate | null {
  const typed = typedDate(text);
  if (subtype === 'date') {
    const day = readDay(typed);
    return day === null ? null : { $feel: 'date', value: day };
  }
  const isTime = subtype === 'time';
  const local = isTime ? readTime(typed) : readMoment(typed);
  if (local === null) return null;
  const value = zoned(local, isTime, timeSerializingFormat);
  return { $feel: isTime ? 'time' : 'date and time', value };
}

function zoned(local: string, isTime: boolean, format: string | undefined): string {
  if (format === 'utc_offset') return `${local}:00${OFFSET}`;
  if (format !== 'utc_normalized') return `${local}:00`;
  const utc = new Date(`${isTime ? `${SOME_DAY}T${local}` : local}:00${OFFSET}`).toISOString();
  return `${utc.slice(isTime ? 11 : 0, 19)}Z`;
}
