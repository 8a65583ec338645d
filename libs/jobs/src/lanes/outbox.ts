import type { Courier, OutboxRow, Surroundings, WorkSource } from '@quanheng/runtime/ports';
import { messageOf, type Log } from '../log.js';
import type { DispatchSettings } from '../settings.js';
import type { Lane } from './lane.js';
import { Setbacks } from './setbacks.js';

/** What was thrown or published is brought to its receivers by the courier. */
export class OutboxLane implements Lane {
  readonly name = 'outbox';
  private readonly setbacks: Setbacks;

  constructor(
    private readonly source: WorkSource,
    private readonly courier: Courier,
    private readonly surroundings: Surroundings,
    private readonly settings: DispatchSettings,
    log: Log,
  ) {
    this.setbacks = new Setbacks(settings.workBackoff, surroundings, log);
  }

  async take(limit: number, now: number): Promise<readonly (() => Promise<void>)[]> {
    const rows = await this.source.takeOutbox({ now, until: now + this.settings.lease.outbox, limit });
    return rows.map((row) => () => this.deliver(row));
  }

  /** What was put off is found by a sweep: nobody waits for it to the second. */
  next(): Promise<null> {
    return Promise.resolve(null);
  }

  private async deliver(row: OutboxRow): Promise<void> {
    try {
      await this.courier.deliver(row);
      this.setbacks.forget(row.id);
    } catch (error) {
      const { id, unit, kind } = row;
      const until = this.setbacks.putOff(id, `Not delivered: ${messageOf(error)}`, { id, unit, kind });
      await this.source.deferOutbox(id, until);
    }
  }
}
