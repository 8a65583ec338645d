import { setTimeout as after } from 'node:timers/promises';
import { jittered } from '@quanheng/jobs';
import type { Surroundings } from '@quanheng/runtime/ports';
import type { Logger } from 'pino';
import type { Metrics } from '../observe/index.js';
import type { Chore } from './chores.js';

export interface HousekeeperParts {
  readonly chores: readonly Chore[];
  /** Milliseconds between two rounds, give or take a quarter so that processes do not begin together. */
  readonly every: number;
  /** Pieces of one chore in a round, default 1,000: then the others have their turn, and the next round goes on. */
  readonly pieces?: number;
  readonly surroundings: Surroundings;
  readonly metrics: Pick<Metrics, 'housekeepingSuccess' | 'housekeepingRows' | 'housekeepingFaults'>;
  readonly logger: Pick<Logger, 'info' | 'error'>;
}

/** The first round begins by then, so that a process that is started often tidies up, too. */
const FIRST_WITHIN = 60_000;
/** Milliseconds between two pieces at least; otherwise as long as the piece took, so that others get half of the time or more. */
const SHORTEST_REST = 10;

/** Does the chores again and again until it is stopped. What fails is told and tried in the next round. */
export class Housekeeper {
  private readonly stopping = new AbortController();
  private running: Promise<void> | null = null;

  constructor(private readonly parts: HousekeeperParts) {}

  start(): void {
    if (this.running !== null) throw new Error('A housekeeper is started once.');
    this.running = this.run();
  }

  /** Resolves when the piece under way has ended. */
  async stop(): Promise<void> {
    this.stopping.abort();
    await this.running;
  }

  private get stopped(): boolean {
    return this.stopping.signal.aborted;
  }

  private async run(): Promise<void> {
    const { chores, every, surroundings } = this.parts;
    await this.rest(jittered(Math.min(every, FIRST_WITHIN) / 2, surroundings));
    while (!this.stopped) {
      for (const chore of chores) await this.round(chore);
      await this.rest(jittered(every, surroundings));
    }
  }

  private async round(chore: Chore): Promise<void> {
    const { metrics, surroundings, logger } = this.parts;
    const { name } = chore;
    try {
      const rows = await this.pieces(chore);
      metrics.housekeepingSuccess.set({ chore: name }, surroundings.now() / 1000);
      if (rows > 0) logger.info({ chore: name, rows }, 'tidied up');
    } catch (error) {
      metrics.housekeepingFaults.inc({ chore: name });
      logger.error({ chore: name, err: error }, 'could not tidy up; the next round tries again');
    }
  }

  /** Gives how many rows they were for. */
  private async pieces({ name, batch, piece }: Chore): Promise<number> {
    const { metrics, surroundings, pieces = 1_000 } = this.parts;
    let all = 0;
    for (let count = 0; count < pieces && !this.stopped; count++) {
      const began = performance.now();
      const rows = await piece(surroundings.now());
      metrics.housekeepingRows.inc({ chore: name }, rows);
      all += rows;
      if (rows < batch) break;
      await this.rest(Math.max(SHORTEST_REST, performance.now() - began));
    }
    return all;
  }

  /** Ends early when the housekeeper is stopped. */
  private async rest(millis: number): Promise<void> {
    const { signal } = this.stopping;
    try {
      await after(millis, undefined, { signal });
    } catch (error) {
      if (!signal.aborted) throw error;
    }
  }
}
