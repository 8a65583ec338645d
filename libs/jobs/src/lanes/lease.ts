import type { LockedJob, Surroundings, WorkSource } from '@quanheng/runtime/ports';
import { messageOf, type Log } from '../log.js';

/** Beats in a lease: two may be lost before it ends. */
const BEATS = 3;

/** The lease of one job, prolonged as long as it is kept. */
export class Lease {
  private beat: NodeJS.Timeout | null = null;

  constructor(
    private readonly source: WorkSource,
    private readonly job: LockedJob,
    private readonly length: number,
    private readonly surroundings: Surroundings,
    private readonly log: Log,
  ) {}

  /** Prolongs it until `end`, and tells once if it was lost to another. */
  keep(lost: () => void): void {
    this.beat = setTimeout(
      () => {
        this.beat = null;
        void this.prolong(lost);
      },
      Math.max(1, this.length / BEATS),
    );
  }

  end(): void {
    if (this.beat !== null) clearTimeout(this.beat);
    this.beat = null;
    this.ended = true;
  }

  /** Gives the job back, to be taken again from `until` on. Nothing happens when it is another's already. */
  giveBack(until: number): Promise<void> {
    this.end();
    return this.source.deferJob(this.job, this.job.lock, until);
  }

  private ended = false;

  private async prolong(lost: () => void): Promise<void> {
    const { unit, instance, job, lock } = this.job;
    try {
      const held = await this.source.extendLock(instance, job, lock, this.surroundings.now() + this.length);
      if (this.ended) return;
      if (!held) {
        lost();
        return;
      }
    } catch (error) {
      // The lease may last until the next beat; if not, the door refuses what comes too late.
      this.log.warn(`The lease of a job could not be prolonged: ${messageOf(error)}`, { unit, instance, job });
    }
    if (!this.ended) this.keep(lost);
  }
}
