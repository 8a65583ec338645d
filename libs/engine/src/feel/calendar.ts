/**
 * The proleptic Gregorian calendar of ISO 8601 on plain integers. Days are counted from 1970-01-01 (day 0); every
 * result within FEEL's years (±999,999,999) is a safe integer.
 */

/** Years that a FEEL date may have (DMN 1.5 §10.3.2.3.5). */
export const MAX_YEAR = 999_999_999;

const DAYS_OF_400_YEARS = 146_097;
/** Days from 0000-03-01, where a computational year begins so that the leap day comes last, to 1970-01-01. */
const DAYS_TO_1970 = 719_468;
const MONTH_LENGTHS = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31] as const;

export interface CivilDate {
  readonly year: number;
  /** 1 to 12. */
  readonly month: number;
  /** 1 to 31. */
  readonly day: number;
}

export function isLeapYear(year: number): boolean {
  return year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0);
}

export function daysInMonth(year: number, month: number): number {
  return month === 2 && isLeapYear(year) ? 29 : (MONTH_LENGTHS[month - 1] ?? 0);
}

export function isCivilDate({ year, month, day }: CivilDate): boolean {
  return (
    Number.isInteger(year) &&
    Math.abs(year) <= MAX_YEAR &&
    Number.isInteger(month) &&
    Number.isInteger(day) &&
    day >= 1 &&
    day <= daysInMonth(year, month)
  );
}

export function epochDayOf({ year, month, day }: CivilDate): number {
  const shifted = month > 2 ? year : year - 1;
  const era = Math.floor(shifted / 400);
  const yearOfEra = shifted - era * 400;
  // Months from March take 153 days in every five, which one integer division spreads correctly.
  const dayOfYear = Math.floor((153 * ((month + 9) % 12) + 2) / 5) + day - 1;
  const dayOfEra = yearOfEra * 365 + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100) + dayOfYear;
  return era * DAYS_OF_400_YEARS + dayOfEra - DAYS_TO_1970;
}

export function civilDateOf(epochDay: number): CivilDate {
  const days = epochDay + DAYS_TO_1970;
  const era = Math.floor(days / DAYS_OF_400_YEARS);
  const dayOfEra = days - era * DAYS_OF_400_YEARS;
  const yearOfEra = Math.floor(
    (dayOfEra - Math.floor(dayOfEra / 1460) + Math.floor(dayOfEra / 36_524) - Math.floor(dayOfEra / 146_096)) / 365,
  );
  const dayOfYear = dayOfEra - (365 * yearOfEra + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100));
  const monthFromMarch = Math.floor((5 * dayOfYear + 2) / 153);
  const month = monthFromMarch < 10 ? monthFromMarch + 3 : monthFromMarch - 9;
  return {
    year: era * 400 + yearOfEra + (month <= 2 ? 1 : 0),
    month,
    day: dayOfYear - Math.floor((153 * monthFromMarch + 2) / 5) + 1,
  };
}

/** Adds months; a day that the target month does not have becomes its last day, as in 31 January + 1 month. */
export function addMonths({ year, month, day }: CivilDate, months: number): CivilDate {
  const total = year * 12 + (month - 1) + months;
  const targetYear = Math.floor(total / 12);
  const targetMonth = total - targetYear * 12 + 1;
  return { year: targetYear, month: targetMonth, day: Math.min(day, daysInMonth(targetYear, targetMonth)) };
}

/** 1 (Monday) to 7 (Sunday), ISO 8601. */
export function weekdayOf(epochDay: number): number {
  // 1970-01-01 was a Thursday.
  return ((((epochDay + 3) % 7) + 7) % 7) + 1;
}

/** 1 to 366. */
export function dayOfYearOf(date: CivilDate): number {
  return epochDayOf(date) - epochDayOf({ year: date.year, month: 1, day: 1 }) + 1;
}

/** 1 to 53, ISO 8601: a week belongs to the year that holds its Thursday. */
export function weekOfYearOf(date: CivilDate): number {
  const epochDay = epochDayOf(date);
  const thursday = civilDateOf(epochDay - weekdayOf(epochDay) + 4);
  return Math.floor((dayOfYearOf(thursday) - 1) / 7) + 1;
}
