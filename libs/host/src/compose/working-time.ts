import { weekdays, type Env } from '@quanheng/engine';

/** Calendars that processes may name. Until a unit keeps its own, working days are Monday to Friday, without public holidays. */
const CALENDARS: ReadonlySet<string> = new Set(['statutory', 'unit']);

export const workingTime: NonNullable<Env['workingTime']> = (calendar, at, duration) =>
  CALENDARS.has(calendar) ? weekdays(calendar, at, duration) : undefined;
