/** What a run of many clients came to. */
export interface LoadResult {
  /** Whole units a second. */
  readonly rate: number;
  /** Milliseconds within which 99 of 100 single commands were answered. */
  readonly p99: number;
}

/** Milliseconds of each command. */
export type Timed = <T>(command: Promise<T>) => Promise<T>;

/** `clients` do `units` units between them, each the next when its last one is done. */
export async function runClients(
  clients: number,
  units: number,
  unit: (client: number, timed: Timed) => Promise<void>,
): Promise<LoadResult> {
  const latencies: number[] = [];
  const timed: Timed = async (command) => {
    const begin = performance.now();
    const answer = await command;
    latencies.push(performance.now() - begin);
    return answer;
  };
  let taken = 0;
  const begin = performance.now();
  await Promise.all(
    Array.from({ length: clients }, async (_, client) => {
      while (taken++ < units) await unit(client, timed);
    }),
  );
  return { rate: (units * 1000) / (performance.now() - begin), p99: percentile(latencies, 0.99) };
}

export function percentile(values: readonly number[], share: number): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? NaN;
}
