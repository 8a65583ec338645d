import { addDuration, type Env } from '@quanheng/engine';

const DAY = 86_400_000;

/** A calendar for tests: `P3D` is three days from Monday to Friday, in UTC; other durations are plain ones. */
export function workingTime(calendars: readonly string[]): NonNullable<Env['workingTime']> {
  return (calendar, at, duration) => {
    if (!calendars.includes(calendar)) return undefined;
    const days = /^P(\d+)D$/.exec(duration)?.[1];
    if (days === undefined) return addDuration(at, duration, '+00:00');
    let day = at;
    for (let left = Number(days); left > 0;) {
      day += DAY;
      const weekday = Math.floor(day / DAY + 4) % 7; // 1970-01-01 was a Thursday
      if (weekday >= 1 && weekday <= 5) left--;
    }
    return day;
  };
}
