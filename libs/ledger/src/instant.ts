const DAY = 86_400_000;
/** The last moment with a year of four digits. */
const LAST = 253_402_300_799_999;

/** The moment that was asked for last: commands of one batch share it, and each entry writes it and is checked for it. */
let last = { at: 0, text: '1970-01-01T00:00:00.000Z' };

/**
 * ISO 8601 in UTC, always with milliseconds: `2026-01-01T08:30:00.000Z`. Written here because a pure library has no `Date`.
 * @param at milliseconds since the epoch, from 1970 to 9999
 */
export function isoInstant(at: number): string {
  if (at !== last.at) last = { at, text: written(at) };
  return last.text;
}

function written(at: number): string {
  if (!Number.isInteger(at) || at < 0 || at > LAST)
    throw new RangeError(`${at} is no moment from 1970 to 9999 in milliseconds`);
  const inDay = at % DAY;
  const [hour, minute] = [Math.floor(inDay / 3_600_000), Math.floor(inDay / 60_000) % 60];
  const [second, milli] = [Math.floor(inDay / 1000) % 60, inDay % 1000];
  return `${dateOf(Math.floor(at / DAY))}T${pad(hour)}:${pad(minute)}:${pad(second)}.${pad(milli, 3)}Z`;
}

/** Milliseconds since the epoch of a text that `isoInstant` could have written; null for any other. */
export function epochMillis(text: string): number | null {
  if (text === last.text) return last.at;
  const match = /^(\d{4})-(\d\d)-(\d\d)T(\d\d):(\d\d):(\d\d)\.(\d{3})Z$/.exec(text);
  if (match === null) return null;
  const [year = 0, month = 0, day = 0, hour = 0, minute = 0, second = 0, milli = 0] = match.slice(1).map(Number);
  const at = daysTo(year, month, day) * DAY + hour * 3_600_000 + minute * 60_000 + second * 1000 + milli;
  // Written again it must be the same: 30 February and the hour 24 are not.
  return at >= 0 && at <= LAST && written(at) === text ? at : null;
}

function pad(value: number, digits = 2): string {
  return String(value).padStart(digits, '0');
}

// Days of the proleptic Gregorian calendar, counted in eras of 400 years that begin in March, so that the leap day comes last.
// H. Hinnant, "chrono-Compatible Low-Level Date Algorithms", days_from_civil and civil_from_days.
const ERA = 146_097;
const FROM_MARCH_0000 = 719_468;

function dateOf(day: number): string {
  const shifted = day + FROM_MARCH_0000;
  const era = Math.floor(shifted / ERA);
  const ofEra = shifted % ERA;
  const yearOfEra = Math.floor(
    (ofEra - Math.floor(ofEra / 1460) + Math.floor(ofEra / 36_524) - Math.floor(ofEra / (ERA - 1))) / 365,
  );
  const ofYear = ofEra - (365 * yearOfEra + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100));
  const fromMarch = Math.floor((5 * ofYear + 2) / 153);
  const month = fromMarch < 10 ? fromMarch + 3 : fromMarch - 9;
  const year = yearOfEra + era * 400 + (month <= 2 ? 1 : 0);
  return `${pad(year, 4)}-${pad(month)}-${pad(ofYear - Math.floor((153 * fromMarch + 2) / 5) + 1)}`;
}

function daysTo(year: number, month: number, day: number): number {
  const fromMarch = month <= 2 ? year - 1 : year;
  const era = Math.floor(fromMarch / 400);
  const yearOfEra = fromMarch - era * 400;
  const ofYear = Math.floor((153 * (month > 2 ? month - 3 : month + 9) + 2) / 5) + day - 1;
  return (
    era * ERA + yearOfEra * 365 + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100) + ofYear - FROM_MARCH_0000
  );
}
