/** A day of China's calendar (+08:00 all year), counted from 1970-01-01. */
export type Day = number;

export const DAY = 86_400_000;
const ZONE = 8 * 3_600_000;
/** 1970-01-01 was a Thursday; day 0 of the week is Monday here. */
const EPOCH_WEEKDAY = 3;

/** The day in which a moment lies. */
export function dayOf(at: number): Day {
  return Math.floor((at + ZONE) / DAY);
}

/** 00:00 of the day, which is 24:00 of the one before. */
export function startOfDay(day: Day): number {
  return day * DAY - ZONE;
}

export function isWeekend(day: Day): boolean {
  return modulo(day + EPOCH_WEEKDAY, 7) >= 5;
}

/** Of a date that is one: `2026-10-01`. */
export function dayOfText(date: string): Day {
  const [year = 0, month = 0, day = 0] = date.split('-').map(Number);
  return firstDayOf(year) + (DAYS_BEFORE_MONTH[month - 1] ?? 0) + (month > 2 && isLeap(year) ? 1 : 0) + day - 1;
}

export function dayText(day: Day): string {
  const year = yearOf(day);
  let rest = day - firstDayOf(year);
  const leap = isLeap(year) ? 1 : 0;
  let month = 12;
  const before = (which: number): number => (DAYS_BEFORE_MONTH[which - 1] ?? 0) + (which > 2 ? leap : 0);
  while (before(month) > rest) month--;
  rest -= before(month);
  return [String(year).padStart(4, '0'), pad(month), pad(rest + 1)].join('-');
}

export function firstDayOf(year: number): Day {
  const past = year - 1;
  return past * 365 + Math.floor(past / 4) - Math.floor(past / 100) + Math.floor(past / 400) - DAYS_TILL_EPOCH;
}

export function yearOf(day: Day): number {
  // A guess that is off by at most one.
  let year = 1970 + Math.floor(day / 365.2425);
  while (firstDayOf(year) > day) year--;
  while (firstDayOf(year + 1) <= day) year++;
  return year;
}

/** From 0001-01-01 to 1970-01-01. */
const DAYS_TILL_EPOCH = 719_162;
const DAYS_BEFORE_MONTH = [0, 31, 59, 90, 120, 151, 181, 212, 243, 273, 304, 334] as const;

function isLeap(year: number): boolean {
  return year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0);
}
function pad(value: number): string {
  return String(value).padStart(2, '0');
}
function modulo(value: number, by: number): number {
  return ((value % by) + by) % by;
}

/** As people read it: `2026年11月27日`. */
export function dayInChinese(day: Day): string {
  const [year, month, date] = dayText(day).split('-').map(Number);
  return `${year}年${month}月${date}日`;
}
