import type { Parameters } from 'fast-check';

/** How often a property is tried: `FUZZ_RUNS=10` tries everything ten times as often. */
export function runs(count: number): number {
  const factor = Number(process.env.FUZZ_RUNS ?? 1);
  if (!(factor > 0)) throw new Error(`FUZZ_RUNS must be a positive number, not ${process.env.FUZZ_RUNS ?? ''}`);
  return Math.max(1, Math.round(count * factor));
}

/**
 * How a property is run. A failure prints its seed; it is shrunk for a minute at most, unless `FUZZ_SHRINK=no`, so that no failure passes for a
 * hang.
 */
export function tried<T>(count: number): Parameters<T> {
  return { numRuns: runs(count), ...(process.env.FUZZ_SHRINK === 'no' ? { endOnFailure: true } : {}) };
}
