import type { Bell, Notice } from '@quanheng/runtime/ports';
import { ringFor, type Doorbell } from '../doorbell/doorbell.js';

/**
 * Rings the doorbell of the workers for what they should look at, and carries the rest by another bell. Jobs go both ways: those who wait
 * for external work listen too.
 */
export class RingingBell implements Bell {
  constructor(
    private readonly carrier: Bell,
    private readonly doorbell: Doorbell & { close(): Promise<void> },
  ) {}

  ring(notices: readonly Notice[]): void {
    const carried: Notice[] = [];
    for (const notice of notices) {
      const ring = ringFor(notice);
      if (ring !== null) this.doorbell.ring(ring.lane, ring.at);
      if (notice.kind !== 'timer' && notice.kind !== 'outbox') carried.push(notice);
    }
    if (carried.length > 0) this.carrier.ring(carried);
  }

  listen(listener: (notice: Notice) => void): () => void {
    return this.carrier.listen(listener);
  }

  async close(): Promise<void> {
    await Promise.all([this.carrier.close(), this.doorbell.close()]);
  }
}
