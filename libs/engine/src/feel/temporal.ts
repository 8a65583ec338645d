import { civilDateOf, epochDayOf, isCivilDate, MAX_YEAR } from './calendar.js';
import { decimalSeconds } from './durations.js';
import {
  instantOfLocal,
  offsetAtInstant,
  offsetAtLocal,
  standardOffset,
  twoDigits,
  UTC,
  zoneText,
  type Zone,
} from './zones.js';

const DAY = 86_400_000_000_000n;
const SECOND = 1_000_000_000n;
const MAX_EPOCH_DAY = epochDayOf({ year: MAX_YEAR, month: 12, day: 31 });
const MIN_EPOCH_DAY = epochDayOf({ year: -MAX_YEAR, month: 1, day: 1 });

/** A date (DMN 1.5 §10.3.2.3.5): a day of the proleptic Gregorian calendar, without time or zone. */
export class FeelDate {
  private constructor(
    readonly year: number,
    readonly month: number,
    readonly day: number,
    /** Days since 1970-01-01. */
    readonly epochDay: number,
  ) {}

  /** Null when there is no such day, or the year is beyond ±999,999,999. */
  static of(year: number, month: number, day: number): FeelDate | null {
    const civil = { year, month, day };
    return isCivilDate(civil) ? new FeelDate(year + 0, month, day, epochDayOf(civil)) : null;
  }

  /** Null when the year is beyond ±999,999,999. */
  static ofEpochDay(epochDay: number): FeelDate | null {
    if (!(epochDay >= MIN_EPOCH_DAY && epochDay <= MAX_EPOCH_DAY)) return null;
    const { year, month, day } = civilDateOf(epochDay);
    return new FeelDate(year, month, day, epochDay);
  }

  plusDays(days: number): FeelDate | null {
    return FeelDate.ofEpochDay(this.epochDay + days);
  }

  /** ISO 8601; years have at least four digits and no plus sign. */
  toString(): string {
    const year = String(Math.abs(this.year)).padStart(4, '0');
    return `${this.year < 0 ? '-' : ''}${year}-${twoDigits(this.month)}-${twoDigits(this.day)}`;
  }

  toJSON(): string {
    return this.toString();
  }
}

/** A time of day (DMN 1.5 §10.3.2.3.4): with an offset from UTC, in a region, or local to wherever it is read. */
export class FeelTime {
  private constructor(
    readonly nanosecondOfDay: number,
    /** Null for a local time. */
    readonly zone: Zone | null,
  ) {}

  /** Null when a part is out of range. `nanosecond` is 0 to 999,999,999. */
  static of(hour: number, minute: number, second: number, nanosecond = 0, zone: Zone | null = null): FeelTime | null {
    const valid = isPart(hour, 24) && isPart(minute, 60) && isPart(second, 60) && isPart(nanosecond, 1e9);
    return valid ? new FeelTime((hour * 3600 + minute * 60 + second) * 1e9 + nanosecond, zone) : null;
  }

  /** The number is taken modulo 24 hours. */
  static ofNanosecondOfDay(nanoseconds: bigint, zone: Zone | null): FeelTime {
    return new FeelTime(Number(((nanoseconds % DAY) + DAY) % DAY), zone);
  }

  static readonly UTC_MIDNIGHT = new FeelTime(0, UTC);

  get hour(): number {
    return Math.floor(this.nanosecondOfDay / 3600e9);
  }

  get minute(): number {
    return Math.floor(this.nanosecondOfDay / 60e9) % 60;
  }

  /** Whole seconds of the minute. */
  get second(): number {
    return Math.floor(this.nanosecondOfDay / 1e9) % 60;
  }

  get nanosecond(): number {
    return this.nanosecondOfDay % 1e9;
  }

  /** Seconds east of UTC; for a region those outside summer time; null for a local time. */
  get offset(): number | null {
    return this.zone && standardOffset(this.zone);
  }

  withZone(zone: Zone | null): FeelTime {
    return new FeelTime(this.nanosecondOfDay, zone);
  }

  /** ISO 8601, or with `@` and the region's name, as in `10:20:00@Asia/Shanghai`. */
  toString(): string {
    const seconds = decimalSeconds(this.nanosecondOfDay % 60e9);
    const padded = this.second < 10 ? `0${seconds}` : seconds;
    return `${twoDigits(this.hour)}:${twoDigits(this.minute)}:${padded}${this.zone ? zoneText(this.zone) : ''}`;
  }

  toJSON(): string {
    return this.toString();
  }
}

function isPart(value: number, limit: number): boolean {
  return Number.isInteger(value) && value >= 0 && value < limit;
}

/** A date and time (DMN 1.5 §10.3.2.3.6); its zone is that of its time. */
export class FeelDateTime {
  private constructor(
    readonly date: FeelDate,
    readonly time: FeelTime,
  ) {}

  static of(date: FeelDate, time: FeelTime): FeelDateTime {
    return new FeelDateTime(date, time);
  }

  /** From a wall clock that counts nanoseconds since 1970-01-01T00:00:00. Null when out of range. */
  static ofLocal(nanoseconds: bigint, zone: Zone | null): FeelDateTime | null {
    const time = FeelTime.ofNanosecondOfDay(nanoseconds, zone);
    const date = FeelDate.ofEpochDay(Number((nanoseconds - BigInt(time.nanosecondOfDay)) / DAY));
    return date && new FeelDateTime(date, time);
  }

  /** From nanoseconds since 1970-01-01T00:00:00Z. Null when out of range. */
  static ofInstant(instant: bigint, zone: Zone): FeelDateTime | null {
    return FeelDateTime.ofLocal(instant + BigInt(offsetAtInstant(zone, instant)) * SECOND, zone);
  }

  /** Midnight UTC of a date: what a date stands for where a date and time is needed (DMN 1.5 §10.3.2.9.4). */
  static atUtcMidnight(date: FeelDate): FeelDateTime {
    return new FeelDateTime(date, FeelTime.UTC_MIDNIGHT);
  }

  get zone(): Zone | null {
    return this.time.zone;
  }

  /** Nanoseconds since 1970-01-01T00:00:00 on the local wall clock. */
  get local(): bigint {
    return BigInt(this.date.epochDay) * DAY + BigInt(this.time.nanosecondOfDay);
  }

  /** Nanoseconds since 1970-01-01T00:00:00Z; null for a local date and time. */
  get instant(): bigint | null {
    return this.zone && instantOfLocal(this.zone, this.local);
  }

  /** Seconds east of UTC; null for a local date and time. */
  get offset(): number | null {
    return this.zone && offsetAtLocal(this.zone, this.local);
  }

  toString(): string {
    return `${this.date.toString()}T${this.time.toString()}`;
  }

  toJSON(): string {
    return this.toString();
  }
}
