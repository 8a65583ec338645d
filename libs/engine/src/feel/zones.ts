import { Temporal } from 'temporal-polyfill';

/** Where a time of day lies: a fixed offset from UTC, or a region of the IANA time zone database. */
export type Zone = OffsetZone | RegionZone;

export interface OffsetZone {
  readonly kind: 'offset';
  /** Seconds east of UTC, at most 14 hours either way (XML Schema Part 2, DMN 1.5 Table 66). */
  readonly seconds: number;
}

export interface RegionZone {
  readonly kind: 'region';
  /** Name in the database, such as `Asia/Shanghai`, in its official spelling. */
  readonly id: string;
}

export const MAX_OFFSET_SECONDS = 14 * 3600;
const SECOND = 1_000_000_000n;
const OFFSET_TEXT = /^([+-])(\d\d):(\d\d)(?::(\d\d))?$/;
const REGION_TEXT = /^[A-Za-z][A-Za-z0-9_+-]*(?:\/[A-Za-z0-9_+-]+)*$/;
/** A region's offset without summer time is read off this year, so that it does not depend on when it is asked for. */
const REFERENCE_YEAR = 2024;

/**
 * The zone library knows some 270,000 years either way. Rules repeat with the calendar, which repeats after 400 years,
 * so instants further away are moved by whole cycles into the years it knows.
 */
const CYCLE = 146_097n * 86_400n * SECOND;
const NEAR = 500n * CYCLE;

const standardOffsets = new Map<string, number>();
const regions = new Map<string, RegionZone>();

export const UTC: OffsetZone = { kind: 'offset', seconds: 0 };

export function offsetZone(seconds: number): OffsetZone | null {
  return Number.isInteger(seconds) && Math.abs(seconds) <= MAX_OFFSET_SECONDS ? { kind: 'offset', seconds } : null;
}

/** Reads `Z`, `+08:00`, `-02:45:55`. Null for anything else. */
export function parseOffset(text: string): OffsetZone | null {
  // The specification's own examples write a small z.
  if (text === 'Z' || text === 'z') return UTC;
  const match = OFFSET_TEXT.exec(text);
  if (!match) return null;
  const [, sign, hours, minutes, seconds = '0'] = match;
  if (Number(minutes) > 59 || Number(seconds) > 59) return null;
  const total = Number(hours) * 3600 + Number(minutes) * 60 + Number(seconds);
  return offsetZone(sign === '-' ? 0 - total : total);
}

/** A region by its name in the IANA database, in any case. Null when there is none of that name. */
export function regionZone(name: string): RegionZone | null {
  const key = name.toLowerCase();
  const known = regions.get(key);
  if (known) return known;
  if (name.length > 64 || !REGION_TEXT.test(name)) return null;
  try {
    const zone: RegionZone = { kind: 'region', id: new Temporal.ZonedDateTime(0n, name).timeZoneId };
    // Only names that exist are kept, so that the map cannot grow with what users type.
    regions.set(key, zone);
    return zone;
  } catch {
    return null;
  }
}

/** An offset such as `+08:00`, or a region's name: the form in which `FeelEnv.zone` states its zone. */
export function parseZone(text: string): Zone | null {
  return parseOffset(text) ?? regionZone(text);
}

/** As it stands behind a time: `Z`, `+08:00`, `@Asia/Shanghai`. */
export function zoneText(zone: Zone): string {
  if (zone.kind === 'region') return `@${zone.id}`;
  if (zone.seconds === 0) return 'Z';
  const total = Math.abs(zone.seconds);
  const [hours, minutes, seconds] = [Math.floor(total / 3600), Math.floor(total / 60) % 60, total % 60];
  const text = `${zone.seconds < 0 ? '-' : '+'}${twoDigits(hours)}:${twoDigits(minutes)}`;
  return seconds === 0 ? text : `${text}:${twoDigits(seconds)}`;
}

export function twoDigits(n: number): string {
  return n < 10 ? `0${n}` : String(n);
}

/** Seconds east of UTC at an instant (nanoseconds since 1970-01-01T00:00:00Z). */
export function offsetAtInstant(zone: Zone, instant: bigint): number {
  if (zone.kind === 'offset') return zone.seconds;
  return new Temporal.ZonedDateTime(instant - distance(instant), zone.id).offsetNanoseconds / 1e9;
}

/** A local date and time, as nanoseconds since 1970-01-01T00:00:00 on the wall clock. */
export type LocalNanoseconds = bigint;

/**
 * The instant of a local date and time. A time that a change of the clocks skips is read with the offset before the
 * change, one that occurs twice is the earlier (RFC 5545 §3.3.5).
 */
export function instantOfLocal(zone: Zone, local: LocalNanoseconds): bigint {
  if (zone.kind === 'offset') return local - BigInt(zone.seconds) * SECOND;
  return zonedOf(zone, local).epochNanoseconds + distance(local);
}

/** Seconds east of UTC at a local date and time. */
export function offsetAtLocal(zone: Zone, local: LocalNanoseconds): number {
  if (zone.kind === 'offset') return zone.seconds;
  return zonedOf(zone, local).offsetNanoseconds / 1e9;
}

function zonedOf(zone: RegionZone, local: LocalNanoseconds): Temporal.ZonedDateTime {
  return new Temporal.ZonedDateTime(local - distance(local), 'UTC').toPlainDateTime().toZonedDateTime(zone.id);
}

/** Whole cycles between these nanoseconds and the years that the zone library knows; 0 within them. */
function distance(nanoseconds: bigint): bigint {
  if (nanoseconds < NEAR && nanoseconds > -NEAR) return 0n;
  return ((nanoseconds - (nanoseconds > 0n ? NEAR : -NEAR)) / CYCLE) * CYCLE;
}

/**
 * The offset that a zone gives to a time without a date: for a region its offset outside summer time. The specification
 * leaves this open; the conformance tests expect it so.
 */
export function standardOffset(zone: Zone): number {
  if (zone.kind === 'offset') return zone.seconds;
  let offset = standardOffsets.get(zone.id);
  if (offset === undefined) {
    const [winter, summer] = [1, 7].map((month) =>
      Temporal.ZonedDateTime.from({ timeZone: zone.id, year: REFERENCE_YEAR, month, day: 1 }),
    ) as [Temporal.ZonedDateTime, Temporal.ZonedDateTime];
    offset = Math.min(winter.offsetNanoseconds, summer.offsetNanoseconds) / 1e9;
    standardOffsets.set(zone.id, offset);
  }
  return offset;
}
