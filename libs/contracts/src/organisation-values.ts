import { z } from 'zod';

/** Limits of one change of the organisation. */
export const ORGANISATION_LIMITS = {
  changes: 10_000,
  text: 200,
  members: 1_000,
  roles: 64,
  departments: 1_000,
  processes: 1_000,
  seats: 100_000,
  /** Of a calendar: a year has no more. */
  dates: 366,
  basis: 50,
} as const;

/** 1900-01-01 and 9999-12-31 in milliseconds since the epoch: documents of persons still in office are not older. */
const EARLIEST = -2_208_988_800_000;
const LATEST = 253_402_214_400_000;

export const moment = z.int().min(EARLIEST).max(LATEST);

/** Ids stand in the keys under which work is offered (`post:cashier`), in addresses and in log entries. */
export const id = z.string().regex(/^[A-Za-z0-9][A-Za-z0-9._-]{0,63}$/, {
  error: 'an id has 1 to 64 letters, digits, dots, hyphens and underscores, and begins with a letter or digit',
});

/** For people to read: no line breaks, nothing invisible at the ends, no marks that turn the direction of writing. */
export const text = z
  .string()
  .max(ORGANISATION_LIMITS.text)
  .regex(/^(?!\s)[^\p{Cc}\p{Cs}\p{Zl}\p{Zp}\u202a-\u202e\u2066-\u2069]+(?<!\s)$/u, {
    error: 'a text has something in it, no control characters, and no blanks at its ends',
  });

export const distinct = (values: readonly string[]): boolean => new Set(values).size === values.length;
export const TWICE = { error: 'the same is named twice' };
