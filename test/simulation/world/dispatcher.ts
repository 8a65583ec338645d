import {
  StoreConflict,
  StoreUnavailable,
  type Answer,
  type Courier,
  type LockedJob,
  type TimerRow,
  type WorkSource,
} from '@quanheng/runtime/ports';
import type { Dice } from '../dice.js';
import type { ClientSide, Sleep } from './clients.js';
import type { LossyBell } from './lossy-bell.js';

const LEASE = 60_000;
const AT_ONCE = 10;
/** Naps without a ring, after which the dispatcher looks by itself. */
const LOOKS_EVERY = 30;
/** How often a notice comes twice. */
const REPEATS = 0.1;

/**
 * Takes what is due and gives the commands for it, as a worker does whose doorbell rings late, twice or not at all. Leases end, work is done again,
 * and a worker may vanish with a job.
 */
export class Dispatcher {
  constructor(
    private readonly source: WorkSource,
    private readonly courier: Courier,
    private readonly client: ClientSide,
    private readonly bell: LossyBell,
    private readonly now: () => number,
    private readonly dice: Dice,
  ) {}

  /** Until its host crashes: then no sleep of it ends. */
  async work(sleep: Sleep, isOver: () => boolean): Promise<void> {
    let unasked = 0;
    while (!isOver()) {
      await sleep(this.dice.below(2_000));
      // Rung for, or time to look by itself: a ring may be lost.
      if (!this.bell.takeRing() && unasked++ < LOOKS_EVERY) continue;
      unasked = 0;
      try {
        await this.round();
      } catch (error) {
        const isPassing = error instanceof StoreUnavailable || error instanceof StoreConflict;
        if (!isPassing) this.client.book.faults.push(`dispatcher: ${String(error)}`);
      }
    }
  }

  /** Whether there was anything to do. What is due in a suspended instance waits for its resumption, however long that takes. */
  async round(): Promise<boolean> {
    const request = { limit: AT_ONCE, now: this.now(), until: this.now() + LEASE };
    const rows = await this.source.takeOutbox(request);
    for (const row of rows) {
      await this.courier.deliver(row);
      if (this.dice.chance(REPEATS)) await this.courier.deliver(row);
    }
    const timers = await this.source.takeTimers(request);
    let waiting = 0;
    for (const timer of timers) waiting += (await this.twiceAtTimes(() => this.fire(timer))) ? 1 : 0;
    const token = (): string => `lock-${this.dice.seed}-${this.dice.below(1e9)}`;
    const jobs = await this.source.lockJobs({ ...request, unit: null, handlers: null, token });
    for (const job of jobs) waiting += (await this.twiceAtTimes(() => this.handle(job))) ? 1 : 0;
    return rows.length + timers.length + jobs.length > waiting;
  }

  private async twiceAtTimes(act: () => Promise<Answer | null>): Promise<boolean> {
    const first = await act();
    const last = this.dice.chance(REPEATS) ? await act() : first;
    return [first, last].every(isForSuspended);
  }

  private fire({ instance, subscription, due }: TimerRow): Promise<Answer | null> {
    const principal = { kind: 'system', name: 'timer' } as const;
    const key = `timer ${instance} ${subscription} ${due}`;
    return this.client.give({ kind: 'fireTimer', instance, subscription }, principal, null, key);
  }

  private async handle({ instance, job, lock, handler }: LockedJob): Promise<Answer | null> {
    const principal = { kind: 'system', name: `job:${handler}` } as const;
    const mark = this.client.newMark();
    const at = { instance, job, lock };
    const drawn = this.dice.next();
    if (drawn < 0.05) return null; // the worker vanished
    if (drawn < 0.75) {
      return this.client.give({ kind: 'completeJob', ...at, variables: { mark } }, principal, mark);
    }
    if (drawn < 0.92) {
      return this.client.give(
        { kind: 'failJob', ...at, message: mark, retryAfter: this.dice.below(5_000) },
        principal,
        mark,
      );
    }
    return this.client.give({ kind: 'throwJobError', ...at, code: 'REFUSED', variables: { mark } }, principal, mark);
  }
}

function isForSuspended(answer: Answer | null): boolean {
  return (
    answer?.status === 'rejected' &&
    answer.details?.some((each) => (each as { code?: unknown }).code === 'suspended') === true
  );
}
