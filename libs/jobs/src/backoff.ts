import type { Surroundings } from '@quanheng/runtime/ports';

/** How long to wait after the n-th failure: `first`, doubled each time up to `most`, in milliseconds. */
export interface Backoff {
  readonly first: number;
  readonly most: number;
}

/** Share of a delay that is left to chance, so that what failed together does not come back together. */
const JITTER = 0.25;

/** Milliseconds to wait after so many failures (from 1), between 75 % and 125 % of the doubled delay. */
export function delayAfter(failures: number, { first, most }: Backoff, surroundings: Surroundings): number {
  const delay = Math.min(most, first * 2 ** Math.max(0, failures - 1));
  return Math.round(jittered(delay, surroundings));
}

/** A duration with its share of chance. */
export function jittered(millis: number, surroundings: Surroundings): number {
  return millis * (1 - JITTER + 2 * JITTER * chance(surroundings));
}

/** A number from 0 to 1, 1 excluded. */
function chance(surroundings: Surroundings): number {
  const bytes = surroundings.random(4);
  return new DataView(bytes.buffer, bytes.byteOffset, 4).getUint32(0) / 2 ** 32;
}
