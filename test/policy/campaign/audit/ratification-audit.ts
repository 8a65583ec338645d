import { endOfWorkingDays } from './days.js';
import type { Entry } from './entries.js';

const TERM = 5;

/** An emergency order is looked at by a meeting before the matter is over, in time or with the matter frozen from then on. */
export class RatificationAudit {
  private signedAt: number | null = null;
  private isSuspended = false;
  private isHeld = false;

  constructor(
    private readonly report: (seq: number, what: string) => void,
    /** The matter stands still until discipline inspection lifts that. */
    private readonly hold: () => void,
  ) {}

  signed(at: number): void {
    this.signedAt = at;
    this.isHeld = false;
  }

  /** The meeting ended; true: it agreed. */
  met(hasAgreed: boolean): void {
    if (this.signedAt === null) return;
    this.signedAt = null;
    if (!hasAgreed) this.hold();
  }

  take({ seq, at, kind, flow }: Entry, isFrozen: boolean): void {
    const wasSuspended = this.isSuspended;
    for (const { type } of flow) {
      if (type === 'instanceSuspended') this.isSuspended = true;
      if (type === 'instanceResumed') this.isSuspended = false;
      const isOver = type === 'instanceCompleted' || type === 'instanceCancelled';
      if (isOver && this.signedAt !== null)
        this.report(seq, 'it was over before a meeting had looked at the emergency');
    }
    if (this.signedAt === null || this.isHeld || isFrozen) return;
    if (kind !== 'fireTimer' || at < endOfWorkingDays(this.signedAt, TERM)) return;
    if (!this.isSuspended && !wasSuspended) this.report(seq, 'the time to ratify was over, and nothing stood still');
    this.isHeld = true;
    this.hold();
  }
}
