/** Tools for honest figures: warm up, several samples, medians. */
export const SAMPLES = 5;

export function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = sorted.length >> 1;
  const upper = sorted[middle] ?? NaN;
  return sorted.length % 2 === 1 ? upper : ((sorted[middle - 1] ?? NaN) + upper) / 2;
}

/** How often a second `work` can be done: repeats it for at least `millis`. */
export async function rate(work: () => void | Promise<void>, millis: number): Promise<number> {
  const begin = performance.now();
  let count = 0;
  let elapsed = 0;
  while (elapsed < millis) {
    const pending = work();
    if (pending !== undefined) await pending;
    count++;
    elapsed = performance.now() - begin;
  }
  return (count * 1000) / elapsed;
}

/** Bytes of heap that each of `count` kept things takes. Needs `--expose-gc`. */
export async function heapPerItem<T>(count: number, make: () => T | Promise<T>): Promise<number> {
  const kept: T[] = [];
  collect();
  const before = process.memoryUsage().heapUsed;
  for (let i = 0; i < count; i++) kept.push(await make());
  collect();
  const bytes = (process.memoryUsage().heapUsed - before) / kept.length;
  return bytes;
}

function collect(): void {
  if (globalThis.gc === undefined) throw new Error('run node with --expose-gc');
  globalThis.gc();
  globalThis.gc();
}
