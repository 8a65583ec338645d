import type { Backoff } from './backoff.js';

/** How a dispatcher works. Durations are milliseconds. */
export interface DispatchSettings {
  /** How often each worker looks at the database by itself, give or take a quarter: what rings were lost is found by then. */
  readonly sweepEvery: number;
  /** How much of each kind is done at the same time by one process. */
  readonly concurrency: Readonly<Record<LaneName, number>>;
  /**
   * How long what was taken belongs to its worker. When a worker dies, others take it after that. The lease of a job is prolonged while
   * its handler works; the others should be longer than the door takes for one of them when it is busy.
   */
  readonly lease: Readonly<Record<LaneName, number>>;
  /** How long a handler may work unless it says otherwise. */
  readonly handlerTimeout: number;
  /** Between the tries of a job that failed. */
  readonly jobBackoff: Backoff;
  /** Between the tries of what the door or the courier could not do. */
  readonly workBackoff: Backoff;
  /** How long `stop` waits for handlers before it abandons them. */
  readonly stopWithin: number;
  /** Expired messages that one statement deletes. */
  readonly messageBatch: number;
}
export type LaneName = 'timers' | 'jobs' | 'outbox';
export const LANES: readonly LaneName[] = ['timers', 'jobs', 'outbox'];

export const DEFAULT_SETTINGS: DispatchSettings = {
  sweepEvery: 5_000,
  concurrency: { timers: 64, jobs: 16, outbox: 16 },
  lease: { timers: 10_000, jobs: 30_000, outbox: 15_000 },
  handlerTimeout: 60_000,
  jobBackoff: { first: 2_000, most: 3_600_000 },
  workBackoff: { first: 1_000, most: 300_000 },
  stopWithin: 30_000,
  messageBatch: 500,
};

/** The settings with defaults filled in. @throws RangeError that names the setting which cannot be. */
export function settle(given: Partial<DispatchSettings>): DispatchSettings {
  const settings = { ...DEFAULT_SETTINGS, ...given };
  const { sweepEvery, handlerTimeout, stopWithin, messageBatch, jobBackoff, workBackoff } = settings;
  atLeastOne({ sweepEvery, handlerTimeout, stopWithin, messageBatch });
  for (const lane of LANES) {
    atLeastOne({ [`concurrency.${lane}`]: settings.concurrency[lane], [`lease.${lane}`]: settings.lease[lane] });
  }
  for (const [name, { first, most }] of Object.entries({ jobBackoff, workBackoff })) {
    atLeastOne({ [`${name}.first`]: first });
    if (!(most >= first)) throw new RangeError(`${name}.most must not be less than ${name}.first, which is ${first}.`);
  }
  return settings;
}

function atLeastOne(values: Readonly<Record<string, number>>): void {
  for (const [name, value] of Object.entries(values)) {
    if (!(Number.isSafeInteger(value) && value >= 1)) {
      throw new RangeError(`${name} must be a whole number from 1, not ${value}.`);
    }
  }
}
