import { setTimeout as after } from 'node:timers/promises';
import { jittered } from '@quanheng/jobs';
import type { Surroundings } from '@quanheng/runtime/ports';
import type { Logger } from 'pino';
import type { Metrics } from '../observe/index.js';
import type { ReminderFinder } from './finder.js';
import type { Postman } from './postman.js';

export interface ReminderParts {
  readonly finder: Pick<ReminderFinder, 'round'>;
  readonly postman: Pick<Postman, 'round'>;
  /** Milliseconds between two rounds, give or take a quarter. */
  readonly every: number;
  readonly surroundings: Surroundings;
  readonly metrics: Pick<Metrics, 'faults'>;
  readonly logger: Pick<Logger, 'error'>;
}

/** Finds and delivers reminders again and again until it is stopped. What fails is told and tried in the next round. */
export class Reminder {
  private readonly stopping = new AbortController();
  private running: Promise<void> | null = null;

  constructor(private readonly parts: ReminderParts) {}

  start(): void {
    if (this.running !== null) throw new Error('A reminder is started once.');
    this.running = this.run();
  }

  /** Resolves when the round under way has ended. */
  async stop(): Promise<void> {
    this.stopping.abort();
    await this.running;
  }

  private async run(): Promise<void> {
    const { finder, postman, every, surroundings } = this.parts;
    for (;;) {
      await this.rest(jittered(every, surroundings));
      if (this.stopping.signal.aborted) return;
      await this.dare(() => finder.round(surroundings.now()));
      await this.dare(async () => {
        let delivered = 1;
        while (delivered > 0 && !this.stopping.signal.aborted) delivered = await postman.round();
      });
    }
  }

  private async dare(work: () => Promise<unknown>): Promise<void> {
    try {
      await work();
    } catch (error) {
      const { metrics, logger } = this.parts;
      metrics.faults.inc({ kind: 'reminder' });
      logger.error({ kind: 'reminder', err: error }, 'fault');
    }
  }

  private async rest(millis: number): Promise<void> {
    const { signal } = this.stopping;
    try {
      await after(millis, undefined, { signal });
    } catch (error) {
      if (!signal.aborted) throw error;
    }
  }
}
