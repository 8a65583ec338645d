import type { Surroundings } from '@quanheng/runtime/ports';
import { delayAfter, type Backoff } from '../backoff.js';
import type { Log, LogFacts } from '../log.js';

/** Rows that are remembered; beyond, the one that failed first is forgotten and begins anew. */
const MOST_REMEMBERED = 10_000;

/** Remembers how often each row failed in this process, so that it is put off for longer each time and told more rarely. */
export class Setbacks {
  private readonly failures = new Map<string, number>();

  constructor(
    private readonly backoff: Backoff,
    private readonly surroundings: Surroundings,
    private readonly log: Log,
  ) {}

  /** Until when to put the row off. Told at the 1st, 2nd, 4th, 8th ... failure from `tellFrom` on. */
  putOff(row: string, why: string, about: LogFacts, tellFrom = 1): number {
    const failures = (this.failures.get(row) ?? 0) + 1;
    if (failures === 1) this.makeRoom();
    this.failures.set(row, failures);
    const delay = delayAfter(failures, this.backoff, this.surroundings);
    if (failures >= tellFrom && Number.isInteger(Math.log2(failures)))
      this.log.warn(why, { ...about, failures, delay });
    return this.surroundings.now() + delay;
  }

  forget(row: string): void {
    this.failures.delete(row);
  }

  private makeRoom(): void {
    if (this.failures.size < MOST_REMEMBERED) return;
    for (const oldest of this.failures.keys()) {
      this.failures.delete(oldest);
      return;
    }
  }
}
