import type { Builtin, BuiltinEnv } from '../builtin.js';
import { dayOfYearOf, weekdayOf, weekOfYearOf } from '../calendar.js';
import { FeelDateTime } from '../temporal.js';
import { parseZone } from '../zones.js';
import { calendarDate, define } from './define.js';

/** Temporal functions (DMN 1.5 §10.3.4.8) and the clock, `now` and `today` (§10.3.4.11). */

const DAY_NAMES = ['Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday', 'Sunday'] as const;
const MONTH_NAMES = 'January February March April May June July August September October November December'.split(' ');

/** The moment of the evaluation in its zone; null, and reported, when the environment names no moment or zone. */
function now(name: string, env: BuiltinEnv): FeelDateTime | null {
  const zone = parseZone(env.zone);
  if (!zone) return env.fail('argument', `${name}: the evaluation has no time zone "${env.zone}".`);
  const moment = Number.isFinite(env.at) ? FeelDateTime.ofInstant(BigInt(Math.floor(env.at)) * 1_000_000n, zone) : null;
  return moment ?? env.fail('range', `${name}: the evaluation has no moment ${env.at}.`);
}

export const dates: readonly Builtin[] = [
  define('day of year', [calendarDate('date')], (_env, date) => dayOfYearOf(date)),
  define('day of week', [calendarDate('date')], (_env, date) => DAY_NAMES[weekdayOf(date.epochDay) - 1] ?? null),
  define('month of year', [calendarDate('date')], (_env, date) => MONTH_NAMES[date.month - 1] ?? null),
  define('week of year', [calendarDate('date')], (_env, date) => weekOfYearOf(date)),
  define('now', [], (env) => now('now', env)),
  define('today', [], (env) => now('today', env)?.date ?? null),
];
