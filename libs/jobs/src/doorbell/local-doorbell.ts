import type { Surroundings } from '@quanheng/runtime/ports';
import type { LaneName } from '../settings.js';
import type { AnsweredDoorbell, DoorbellStats } from './doorbell.js';

/** Longest wait of one timeout of Node: beyond 2^31 ms it would end at once. What is later is rung again by a sweep. */
const LONGEST_WAIT = 3_600_000;

/** A doorbell within the process: one alarm a lane, set to the earliest moment it was asked for. */
export class LocalDoorbell implements AnsweredDoorbell {
  private readonly alarms = new Map<LaneName, { readonly at: number; readonly timeout: NodeJS.Timeout }>();
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
    this.alarms.set(lane, { at, timeout: setTimeout(() => this.alarm(lane), wait) });
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

  private alarm(lane: LaneName): void {
    this.alarms.delete(lane);
    this.rung += 1;
    void this.answer?.(lane);
  }
}
