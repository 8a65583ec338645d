import type { Builtin } from '../builtin.js';
import { DaysTimeDuration, YearsMonthsDuration } from '../durations.js';
import { formatValue } from '../format.js';
import { isNumber, parseNumber, toDecimal } from '../numbers.js';
import { yearsMonthsBetween } from '../temporal-arithmetic.js';
import { parseDate, parseDateTime, parseDuration, parseTime } from '../temporal-text.js';
import { FeelDate, FeelDateTime, FeelTime } from '../temporal.js';
import { isTemporal } from '../types.js';
import type { FeelValue } from '../values.js';
import { offsetZone, type Zone } from '../zones.js';
import {
  anything,
  calendarDate,
  define,
  integer,
  nullable,
  number,
  oneOf,
  optional,
  overload,
  shown,
  string,
  type Parameter,
} from './define.js';

/** Conversion functions (DMN 1.5 §10.3.4.1) but for `range`. */

const date = overload(
  define('date', [oneOf('from', 'a string, a date or a date and time', dateSource)], (env, from) =>
    typeof from === 'string'
      ? (parseDate(from) ?? env.fail('argument', `date: ${shown(from)} is no date; write "2026-01-31".`))
      : from,
  ),
  define(
    'date',
    [integer('year'), integer('month'), integer('day')],
    (env, year, month, day) =>
      FeelDate.of(year, month, day) ?? env.fail('range', `date: there is no day ${day} of month ${month} in ${year}.`),
  ),
);

function dateSource(value: FeelValue): string | FeelDate | undefined {
  if (typeof value === 'string' || value instanceof FeelDate) return value;
  return value instanceof FeelDateTime ? value.date : undefined;
}

const aTime = oneOf('time', 'a time', (value) => (value instanceof FeelTime ? value : undefined));

const dateAndTime = overload(
  define('date and time', [oneOf('from', 'a string or a date and time', dateTimeSource)], (env, from) =>
    typeof from === 'string'
      ? (parseDateTime(from) ??
        env.fail('argument', `date and time: ${shown(from)} is no date and time; write "2026-01-31T09:30:00+08:00".`))
      : from,
  ),
  define('date and time', [calendarDate('date'), aTime], (_env, day, time) => FeelDateTime.of(day, time)),
);

function dateTimeSource(value: FeelValue): string | FeelDateTime | undefined {
  return typeof value === 'string' || value instanceof FeelDateTime ? value : undefined;
}

const offset = oneOf('offset', 'a days and time duration', (value) =>
  value instanceof DaysTimeDuration ? value : undefined,
);

const time = overload(
  define('time', [oneOf('from', 'a string, a time, a date and time or a date', timeSource)], (env, from) =>
    typeof from === 'string'
      ? (parseTime(from) ?? env.fail('argument', `time: ${shown(from)} is no time; write "09:30:00+08:00".`))
      : from,
  ),
  define(
    'time',
    [integer('hour'), integer('minute'), number('second'), optional(offset)],
    (env, hour, minute, second, shift) => {
      const zone = shift ? offsetOf(shift) : null;
      if (zone === undefined) {
        return env.fail('range', 'time: parameter "offset" must be whole seconds within 14 hours of UTC.');
      }
      const exact = toDecimal(second);
      const nanosecond = exact.minus(exact.floor()).times(1e9).floor().toNumber();
      return (
        FeelTime.of(hour, minute, exact.floor().toNumber(), nanosecond, zone) ??
        env.fail('range', 'time: hours are 0 to 23, minutes 0 to 59 and seconds from 0 to less than 60.')
      );
    },
  ),
);

/** A date stands for its midnight UTC (DMN 1.5 §10.3.2.9.4). */
function timeSource(value: FeelValue): string | FeelTime | undefined {
  if (typeof value === 'string' || value instanceof FeelTime) return value;
  if (value instanceof FeelDate) return FeelTime.UTC_MIDNIGHT;
  return value instanceof FeelDateTime ? value.time : undefined;
}

function offsetOf(duration: DaysTimeDuration): Zone | undefined {
  const seconds = duration.nanoseconds / 1_000_000_000n;
  if (seconds * 1_000_000_000n !== duration.nanoseconds) return undefined;
  return offsetZone(Number(seconds)) ?? undefined;
}

const duration = define('duration', [oneOf('from', 'a string or a duration', durationSource)], (env, from) =>
  typeof from === 'string'
    ? (parseDuration(from) ??
      env.fail('argument', `duration: ${shown(from)} is no duration; write "P1DT2H" or "P1Y2M", which do not mix.`))
    : from,
);

function durationSource(value: FeelValue): string | DaysTimeDuration | YearsMonthsDuration | undefined {
  const valid = typeof value === 'string' || value instanceof DaysTimeDuration || value instanceof YearsMonthsDuration;
  return valid ? value : undefined;
}

/** Numeric literals of the grammar (DMN 1.5 §10.3.1.2, rule 37). */
const NUMERIC_LITERAL = /^-?(?:\d+(?:\.\d+)?|\.\d+)(?:[eE][+-]?\d+)?$/;

function numberOf(text: string): FeelValue {
  return NUMERIC_LITERAL.test(text) ? parseNumber(text) : null;
}

const separator = (name: string, allowed: string): Parameter<string | null> =>
  nullable(
    oneOf(name, `one of ${Array.from(allowed, (each) => `"${each}"`).join(', ')}`, (value) =>
      typeof value === 'string' && value.length === 1 && allowed.includes(value) ? value : undefined,
    ),
  );

const numberFunction = overload(
  define(
    'number',
    [
      oneOf('from', 'a string or a number', (value) =>
        isNumber(value) || typeof value === 'string' ? value : undefined,
      ),
    ],
    (env, from) =>
      typeof from === 'string'
        ? (numberOf(from) ?? env.fail('argument', `number: ${shown(from)} is no number.`))
        : from,
  ),
  define(
    'number',
    [string('from'), separator('grouping separator', ' ,.'), separator('decimal separator', '.,')],
    (env, from, grouping, decimal) => {
      if (grouping && grouping === decimal) {
        return env.fail('argument', 'number: "grouping separator" and "decimal separator" must differ.');
      }
      const digits = grouping ? from.replaceAll(grouping, '') : from;
      // A point in a text whose decimal separator is a comma would otherwise pass as one.
      const plain = decimal === ',' ? digits.replaceAll('.', '?').replace(',', '.') : digits;
      return numberOf(plain) ?? env.fail('argument', `number: ${shown(from)} is no number with these separators.`);
    },
  ),
);

const yearsAndMonthsDuration = define(
  'years and months duration',
  [calendarDate('from'), calendarDate('to')],
  (_env, from, to) => yearsMonthsBetween(from, to),
);

const stringFunction = define('string', [anything('from')], (env, from) => {
  if (from === null) return null;
  if (typeof from === 'string') return from;
  if (isTemporal(from)) return from.toString();
  return formatValue(from) ?? env.fail('type', `string: ${shown(from)} has no text, or holds something that has none.`);
});

export const conversions: readonly Builtin[] = [
  date,
  dateAndTime,
  time,
  duration,
  numberFunction,
  stringFunction,
  yearsAndMonthsDuration,
];
