import { DaysTimeDuration, YearsMonthsDuration } from './durations.js';
import { FeelDate, FeelDateTime, FeelTime } from './temporal.js';
import type { FeelTemporal } from './types.js';
import { parseOffset, regionZone, type Zone } from './zones.js';

/**
 * The texts of temporal values (DMN 1.5 §10.3.4.1): the lexical spaces of XML Schema Part 2 and, for times, a region
 * behind `@`. Every function gives null for a text that is not of its form or names what does not exist.
 */

const DATE = /^(-?)(0\d{3}|[1-9]\d{3,8})-(\d\d)-(\d\d)$/;
const TIME = /^(\d\d):(\d\d):(\d\d)(?:\.(\d{1,9}))?(.*)$/s;
const DAYS_TIME = /^(-?)P(?:(\d{1,18})D)?(?:T(?:(\d{1,18})H)?(?:(\d{1,18})M)?(?:(\d{1,18})(?:\.(\d{0,9}))?S)?)?$/;
const YEARS_MONTHS = /^(-?)P(?:(\d{1,15})Y)?(?:(\d{1,15})M)?$/;
/** No temporal text is longer; longer ones are not even looked at. */
const MAX_LENGTH = 128;

export function parseDate(text: string): FeelDate | null {
  const match = DATE.exec(bounded(text));
  if (!match) return null;
  const [, sign, year, month, day] = match;
  return FeelDate.of(sign ? 0 - Number(year) : Number(year), Number(month), Number(day));
}

/** A time that may be the end of the day, `24:00:00`, which XML Schema lets stand for midnight of the next day. */
interface ParsedTime {
  readonly time: FeelTime;
  readonly endOfDay: boolean;
}

function parseTimeParts(text: string): ParsedTime | null {
  const match = TIME.exec(bounded(text));
  if (!match) return null;
  const [, hour, minute, second, fraction = '', zoneSource = ''] = match;
  const zone = zoneSource === '' ? null : parseTimeZone(zoneSource);
  if (zone === undefined) return null;
  const nanosecond = Number(fraction.padEnd(9, '0'));
  const endOfDay = hour === '24' && Number(minute) === 0 && Number(second) === 0 && nanosecond === 0;
  const time = FeelTime.of(endOfDay ? 0 : Number(hour), Number(minute), Number(second), nanosecond, zone);
  return time && { time, endOfDay };
}

/** Undefined when the text names no zone. */
function parseTimeZone(text: string): Zone | undefined {
  return (text.startsWith('@') ? regionZone(text.slice(1)) : parseOffset(text)) ?? undefined;
}

export function parseTime(text: string): FeelTime | null {
  return parseTimeParts(text)?.time ?? null;
}

/** A date alone is its midnight, without a zone. */
export function parseDateTime(text: string): FeelDateTime | null {
  const separator = text.indexOf('T');
  // Region names may contain a T, but only behind the one that separates date and time.
  const date = parseDate(separator < 0 ? text : text.slice(0, separator));
  if (!date) return null;
  const parsed = parseTimeParts(separator < 0 ? '00:00:00' : text.slice(separator + 1));
  if (!parsed) return null;
  const day = parsed.endOfDay ? date.plusDays(1) : date;
  return day && FeelDateTime.of(day, parsed.time);
}

export function parseDuration(text: string): DaysTimeDuration | YearsMonthsDuration | null {
  return parseDaysTimeDuration(text) ?? parseYearsMonthsDuration(text);
}

export function parseDaysTimeDuration(text: string): DaysTimeDuration | null {
  const match = DAYS_TIME.exec(bounded(text));
  if (!match || !/[\d.][DHMS]$/.test(text)) return null;
  const [, sign, days = '0', hours = '0', minutes = '0', seconds = '0', fraction = ''] = match;
  const total =
    ((BigInt(days) * 24n + BigInt(hours)) * 60n + BigInt(minutes)) * 60_000_000_000n +
    BigInt(seconds) * 1_000_000_000n +
    BigInt(fraction.padEnd(9, '0'));
  return DaysTimeDuration.ofNanoseconds(sign ? -total : total);
}

export function parseYearsMonthsDuration(text: string): YearsMonthsDuration | null {
  const match = YEARS_MONTHS.exec(bounded(text));
  if (!match || !/\d[YM]$/.test(text)) return null;
  const [, sign, years = '0', months = '0'] = match;
  const total = Number(years) * 12 + Number(months);
  return YearsMonthsDuration.ofMonths(sign ? 0 - total : total);
}

/** The value of an at-literal such as `@"2026-01-05"` (DMN 1.5 §10.3.1.2, rule 65). */
export function parseTemporal(text: string): FeelTemporal | null {
  return parseDate(text) ?? parseTime(text) ?? parseDateTime(text) ?? parseDuration(text);
}

function bounded(text: string): string {
  return text.length > MAX_LENGTH ? '' : text;
}
