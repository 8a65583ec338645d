/** How often a property is tried: `FUZZ_RUNS=10` tries everything ten times as often. */
export function runs(count: number): number {
  const factor = Number(process.env.FUZZ_RUNS ?? 1);
  if (!(factor > 0)) throw new Error(`FUZZ_RUNS must be a positive number, not ${process.env.FUZZ_RUNS ?? ''}`);
  return Math.max(1, Math.round(count * factor));
}
