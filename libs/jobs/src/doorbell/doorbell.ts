import type { Notice } from '@quanheng/runtime/ports';
import { EXTERNAL_PREFIX } from '../handlers/registry.js';
import type { LaneName } from '../settings.js';

/** Wakes dispatchers. A ring may be lost, late or doubled: whoever is rung looks at the database. */
export interface Doorbell {
  /** Somebody should look at the lane at this moment (milliseconds since the epoch), or at once if it has passed. Never throws. */
  ring(lane: LaneName, at: number): void;
}

/** A doorbell that is answered in this process. */
export interface AnsweredDoorbell extends Doorbell {
  /** `answer` is called at each ring; a bell that several processes hear is rung for others while it has not resolved. */
  start(answer: (lane: LaneName) => Promise<void>): void;
  /** No more is answered afterwards. */
  stop(): Promise<void>;
  stats(): DoorbellStats;
}
export interface DoorbellStats {
  readonly rung: number;
  /** Rings that could not be sent. */
  readonly lost: number;
}

/** Who should look, and when, after a notice; null: no dispatcher. */
export function ringFor(notice: Notice): { readonly lane: LaneName; readonly at: number } | null {
  switch (notice.kind) {
    case 'timer':
      return { lane: 'timers', at: notice.due };
    case 'job':
      return notice.handler.startsWith(EXTERNAL_PREFIX) ? null : { lane: 'jobs', at: notice.due };
    case 'outbox':
      return { lane: 'outbox', at: 0 };
    default:
      return null;
  }
}
