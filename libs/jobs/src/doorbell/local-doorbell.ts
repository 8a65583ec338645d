import type { Surroundings } from '@quanheng/runtime/ports';
import type { LaneName } from '../settings.js';
import type { AnsweredDoorbell, DoorbellStats } from './doorbell.js';

/** Longest wait of one timeout of Node: beyond 2^31 ms it would end at once. What is later is rung again by a sweep. */
const LONGEST_WAIT = 3_600_000;

/**
 * A doorbell within the process: one alarm a lane, set to the earliest moment it was asked for. While a ring is being answered the lane is left
 * alone: who has no room for more would only ask the database in vain.
 */
export class LocalDoorbell implements AnsweredDoorbell {
  private readonly alarms = new Map<LaneName, { readonly at: number; readonly timeout: NodeJS.Timeout }>();
  private readonly answering = new Set<LaneName>();
  private readonly rungMeanwhile = new Set<LaneName>();
  private answer: ((lane: LaneName) => Promise<void>) | null = null;
  private rung = 0;

  constructor(private readonly surroundings: Pick<Surroundings, 'now'>) {}

  start(answer: (lane: LaneName) => Promise<void>): void {
    this.answer = answer;
  }

  ring(lane: LaneName, at: number): void {
    if (this.answer === null) return;
    const set = this.alarms.get(lane);
    if (set !== undefined) {
      if (set.at <= at) return;
      clearTimeout(set.timeout);
    }
    const wait = Math.min(LONGEST_WAIT, Math.max(0, at - this.surroundings.now()));
    this.alarms.set(lane, { at, timeout: setTimeout(() => void this.alarm(lane), wait) });
  }

  stop(): Promise<void> {
    this.answer = null;
    for (const { timeout } of this.alarms.values()) clearTimeout(timeout);
    this.alarms.clear();
    return Promise.resolve();
  }

  stats(): DoorbellStats {
    return { rung: this.rung, lost: 0 };
  }

  private async alarm(lane: LaneName): Promise<void> {
    this.alarms.delete(lane);
    if (this.answer === null) return;
    if (this.answering.has(lane)) {
      this.rungMeanwhile.add(lane);
      return;
    }
    this.rung += 1;
    this.answering.add(lane);
    try {
      await this.answer(lane);
    } finally {
      this.answering.delete(lane);
      if (this.rungMeanwhile.delete(lane)) this.ring(lane, 0);
    }
  }
}
