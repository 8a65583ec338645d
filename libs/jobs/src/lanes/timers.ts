import type { Answer, Door, Surroundings, TimerRow, WorkSource } from '@quanheng/runtime/ports';
import { messageOf, type Log } from '../log.js';
import type { DispatchSettings } from '../settings.js';
import { reasonOf } from './answers.js';
import type { Lane } from './lane.js';
import { Setbacks } from './setbacks.js';

/** Timers that are due are fired, as `system:timer`. */
export class TimerLane implements Lane {
  readonly name = 'timers';
  private readonly setbacks: Setbacks;

  constructor(
    private readonly source: WorkSource,
    private readonly door: Door,
    private readonly surroundings: Surroundings,
    private readonly settings: DispatchSettings,
    log: Log,
  ) {
    this.setbacks = new Setbacks(settings.workBackoff, surroundings, log);
  }

  async take(limit: number, now: number): Promise<readonly (() => Promise<void>)[]> {
    const until = now + this.settings.lease.timers;
    const rows = await this.source.takeTimers({ now, until, limit });
    return rows.map((row) => () => this.fire(row, until));
  }

  next(now: number): Promise<number | null> {
    return this.source.nextTimer(now);
  }

  private async fire(row: TimerRow, lease: number): Promise<void> {
    const { unit, instance, subscription } = row;
    try {
      const answer = await this.door.execute({
        unit,
        principal: { kind: 'system', name: 'timer' },
        command: { kind: 'fireTimer', instance, subscription },
      });
      if (answer.status === 'accepted') this.setbacks.forget(nameOf(row));
      else await this.putOff(row, lease, `The timer was not fired, ${reasonOf(answer)}`, firstTold(answer));
    } catch (error) {
      await this.putOff(row, lease, `The timer was not fired, ${messageOf(error)}`, 1);
    }
  }

  private async putOff(row: TimerRow, lease: number, why: string, tellFrom: number): Promise<void> {
    const { unit, instance, subscription, element } = row;
    const until = this.setbacks.putOff(nameOf(row), why, { unit, instance, subscription, element }, tellFrom);
    await this.source.deferTimer(row, lease, until);
  }
}

function nameOf({ instance, subscription }: TimerRow): string {
  return `${instance} ${subscription}`;
}

/** That a timer was fired by another meanwhile, or went with its instance, is nothing to tell; that it comes back is. */
function firstTold(answer: Answer): number {
  return answer.status === 'rejected' && (answer.code === 'not-found' || answer.code === 'conflict') ? 2 : 1;
}
