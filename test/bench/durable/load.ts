import { monitorEventLoopDelay } from 'node:perf_hooks';

/** What a run of many clients came to. */
export interface LoadResult {
  /** Whole units a second. */
  readonly rate: number;
  /** Milliseconds within which 99 of 100 single commands were answered. */
  readonly p99: number;
  /** Milliseconds for which nothing else could run in this process: 99 of 100 waits were shorter, and the longest. */
  readonly stall: { readonly p99: number; readonly longest: number };
}

const NANOSECONDS = 1_000_000;

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
  const loop = monitorEventLoopDelay({ resolution: 1 });
  loop.enable();
  const begin = performance.now();
  await Promise.all(
    Array.from({ length: clients }, async (_, client) => {
      while (taken++ < units) await unit(client, timed);
    }),
  );
  const rate = (units * 1000) / (performance.now() - begin);
  loop.disable();
  const stall = { p99: loop.percentile(99) / NANOSECONDS, longest: loop.max / NANOSECONDS };
  return { rate, p99: percentile(latencies, 0.99), stall };
}

export function percentile(values: readonly number[], share: number): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? NaN;
}
