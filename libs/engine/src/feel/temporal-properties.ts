import { weekdayOf } from './calendar.js';
import type { YearsMonthsDuration } from './durations.js';
import { DaysTimeDuration, decimalSeconds } from './durations.js';
import { parseNumber } from './numbers.js';
import { FeelDate, FeelDateTime, FeelTime } from './temporal.js';
import type { FeelTemporal } from './types.js';
import type { FeelValue } from './values.js';

/**
 * The property of a temporal value (DMN 1.5 Tables 65 and 66), such as `year` of a date. Null when the value has the
 * property but it is not set, as `time offset` of a local time; undefined when values of this type have no such property.
 */
export function temporalProperty(value: FeelTemporal, name: string): FeelValue | undefined {
  if (value instanceof FeelDate) return dateProperty(value, name);
  if (value instanceof FeelTime) return timeProperty(value, name);
  if (value instanceof FeelDateTime) {
    return dateProperty(value.date, name) ?? timeProperty(value.time, name, value.offset);
  }
  if (value instanceof DaysTimeDuration) return daysTimeProperty(value, name);
  return yearsMonthsProperty(value, name);
}

/** The names that `temporalProperty` knows for values of a type, for messages. */
export function temporalPropertyNames(value: FeelTemporal): readonly string[] {
  const date = ['year', 'month', 'day', 'weekday'];
  const time = ['hour', 'minute', 'second', 'time offset', 'timezone'];
  if (value instanceof FeelDate) return date;
  if (value instanceof FeelTime) return time;
  if (value instanceof FeelDateTime) return [...date, ...time];
  return value instanceof DaysTimeDuration ? ['days', 'hours', 'minutes', 'seconds'] : ['years', 'months'];
}

function dateProperty(date: FeelDate, name: string): FeelValue | undefined {
  switch (name) {
    case 'year':
      return date.year;
    case 'month':
      return date.month;
    case 'day':
      return date.day;
    case 'weekday':
      return weekdayOf(date.epochDay);
    default:
      return undefined;
  }
}

/** @param offset seconds east of UTC: where a region has summer time, only the date tells */
function timeProperty(time: FeelTime, name: string, offset = time.offset): FeelValue | undefined {
  switch (name) {
    case 'hour':
      return time.hour;
    case 'minute':
      return time.minute;
    case 'second':
      return secondsOf(time.nanosecondOfDay % 60e9);
    case 'time offset':
      return offset === null ? null : DaysTimeDuration.ofSeconds(offset);
    case 'timezone':
      return time.zone?.kind === 'region' ? time.zone.id : null;
    default:
      return undefined;
  }
}

function daysTimeProperty(duration: DaysTimeDuration, name: string): FeelValue | undefined {
  switch (name) {
    case 'days':
      return parseNumber(String(duration.days));
    case 'hours':
      return duration.hours;
    case 'minutes':
      return duration.minutes;
    case 'seconds':
      return secondsOf(duration.nanosecondsOfMinute);
    default:
      return undefined;
  }
}

function yearsMonthsProperty(duration: YearsMonthsDuration, name: string): FeelValue | undefined {
  switch (name) {
    case 'years':
      return duration.years;
    case 'months':
      return duration.months;
    default:
      return undefined;
  }
}

/** Seconds with their fraction, exactly. */
function secondsOf(nanoseconds: number): FeelValue {
  return parseNumber(`${nanoseconds < 0 ? '-' : ''}${decimalSeconds(Math.abs(nanoseconds))}`);
}
