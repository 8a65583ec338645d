import { addDuration, parseDuration, parseInstant, parseRecurrence } from './iso8601.js';

/** When a timer fires, and what is left of it then. */
export interface Firing {
  /** Milliseconds since the epoch. */
  readonly due: number;
  /** Firings left, this one included; null: without end. */
  readonly remaining: number | null;
  /** ISO duration between two firings of a cycle; null when there is only one. */
  readonly every: string | null;
}

/** What counting time needs from outside: the part of `Env` that concerns timers. */
export interface TimeEnv {
  readonly at: number;
  readonly zone: string;
  readonly workingTime?: (calendar: string, at: number, duration: string) => number | undefined;
}

/** What a timer counts by: null for the ordinary calendar, else the name of a working-time calendar. */
type Calendar = string | null;

/**
 * The first firing of a timer that is set now. Undefined when the text is not ISO 8601 of that kind, or when there is no such calendar.
 */
export function firstFiring(
  kind: 'date' | 'duration' | 'cycle',
  text: string,
  calendar: Calendar,
  env: TimeEnv,
): Firing | undefined {
  if (kind === 'cycle') {
    const recurrence = parseRecurrence(text);
    if (recurrence === undefined) return undefined;
    const { start, interval, count } = recurrence;
    const due = start === null ? later(env.at, interval, calendar, env) : parseInstant(start, env.zone);
    return due === undefined ? undefined : { due, remaining: count, every: interval };
  }
  const due = kind === 'date' ? parseInstant(text, env.zone) : afterDuration(text, calendar, env);
  return due === undefined ? undefined : { due, remaining: 1, every: null };
}

/** The firing after this one: counted from when this one was due, so a late engine does not drift. Undefined: there is none. */
export function nextFiring(firing: Firing, calendar: Calendar, env: TimeEnv): Firing | undefined {
  if (firing.every === null || firing.remaining === 1) return undefined;
  const due = later(firing.due, firing.every, calendar, env);
  if (due === undefined) return undefined;
  return { due, remaining: firing.remaining === null ? null : firing.remaining - 1, every: firing.every };
}

function afterDuration(text: string, calendar: Calendar, env: TimeEnv): number | undefined {
  const duration = parseDuration(text);
  return duration === undefined ? undefined : later(env.at, duration, calendar, env);
}

function later(at: number, duration: string, calendar: Calendar, env: TimeEnv): number | undefined {
  return calendar === null ? addDuration(at, duration, env.zone) : env.workingTime?.(calendar, at, duration);
}
