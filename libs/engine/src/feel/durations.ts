/** Durations of more than this many nanoseconds (some 10^16 days) do not exist: no two FEEL dates are so far apart. */
const MAX_NANOSECONDS = 10n ** 30n;
const SECOND = 1_000_000_000n;
const DAY = 86_400n * SECOND;

/** A days and time duration (DMN 1.5 §10.3.2.3.7): a signed number of nanoseconds. */
export class DaysTimeDuration {
  private constructor(readonly nanoseconds: bigint) {}

  /** Null when the duration is out of range. */
  static ofNanoseconds(nanoseconds: bigint): DaysTimeDuration | null {
    return nanoseconds > MAX_NANOSECONDS || nanoseconds < -MAX_NANOSECONDS ? null : new DaysTimeDuration(nanoseconds);
  }

  static ofSeconds(seconds: number): DaysTimeDuration {
    return new DaysTimeDuration(BigInt(seconds) * SECOND);
  }

  static ofDays(days: number): DaysTimeDuration {
    return new DaysTimeDuration(BigInt(days) * DAY);
  }

  /** Whole days; this and the other parts carry the sign of the duration. */
  get days(): bigint {
    return this.nanoseconds / DAY;
  }

  /** -23 to 23. */
  get hours(): number {
    return Number((this.nanoseconds / (3600n * SECOND)) % 24n);
  }

  /** -59 to 59. */
  get minutes(): number {
    return Number((this.nanoseconds / (60n * SECOND)) % 60n);
  }

  /** Seconds within the minute, in nanoseconds. */
  get nanosecondsOfMinute(): number {
    return Number(this.nanoseconds % (60n * SECOND));
  }

  negated(): DaysTimeDuration {
    return new DaysTimeDuration(-this.nanoseconds);
  }

  /** ISO 8601, such as `-P1DT2H0.5S`, with nothing in it that is zero. */
  toString(): string {
    if (this.nanoseconds === 0n) return 'PT0S';
    const [sign, duration] = this.nanoseconds < 0n ? ['-', this.negated()] : ['', this];
    const { days, hours, minutes, nanosecondsOfMinute } = duration;
    const time =
      (hours ? `${hours}H` : '') +
      (minutes ? `${minutes}M` : '') +
      (nanosecondsOfMinute ? `${decimalSeconds(nanosecondsOfMinute)}S` : '');
    return `${sign}P${days ? `${days}D` : ''}${time && `T${time}`}`;
  }

  toJSON(): string {
    return this.toString();
  }
}

/** A years and months duration (DMN 1.5 §10.3.2.3.8): a signed number of months. */
export class YearsMonthsDuration {
  private constructor(readonly totalMonths: number) {}

  /** Null when the number of months is not a safe integer. */
  static ofMonths(months: number): YearsMonthsDuration | null {
    return Number.isSafeInteger(months) ? new YearsMonthsDuration(months + 0) : null;
  }

  /** Whole years, with the sign of the duration. */
  get years(): number {
    return Math.trunc(this.totalMonths / 12) + 0;
  }

  /** -11 to 11. */
  get months(): number {
    return (this.totalMonths % 12) + 0;
  }

  negated(): YearsMonthsDuration {
    return new YearsMonthsDuration(0 - this.totalMonths);
  }

  /** ISO 8601, such as `-P1Y2M`. */
  toString(): string {
    if (this.totalMonths === 0) return 'P0M';
    const [years, months] = [Math.abs(this.years), Math.abs(this.months)];
    return `${this.totalMonths < 0 ? '-' : ''}P${years ? `${years}Y` : ''}${months ? `${months}M` : ''}`;
  }

  toJSON(): string {
    return this.toString();
  }
}

/** Seconds as decimal text without trailing zeros; `nanoseconds` is not negative. */
export function decimalSeconds(nanoseconds: number): string {
  const seconds = Math.floor(nanoseconds / 1e9);
  const fraction = nanoseconds % 1e9;
  if (fraction === 0) return String(seconds);
  return `${seconds}.${String(fraction).padStart(9, '0').replace(/0+$/, '')}`;
}
