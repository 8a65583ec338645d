import type { Surroundings } from '@quanheng/runtime/ports';
import type { Lane } from './lanes/lane.js';
import { messageOf, type Log } from './log.js';

/**
 * Keeps one kind of work going within one process: takes as much as fits, and again when something is finished, as long as there may be
 * more. Being asked twice at once is one look, followed by another one.
 */
export class Pump {
  private readonly running = new Set<Promise<void>>();
  private readonly waitingForRoom: (() => void)[] = [];
  private looking: Promise<void> | null = null;
  private askedMeanwhile = false;
  private stopped = false;
  private mayHaveMore = false;
  private finished = 0;
  private faults = 0;
  private lastLook = 0;

  constructor(
    readonly lane: Lane,
    private readonly concurrency: number,
    private readonly surroundings: Pick<Surroundings, 'now'>,
    private readonly log: Log,
  ) {}

  /** The moment up to which the last look found what was due; 0: there was none. */
  get lookedAt(): number {
    return this.lastLook;
  }

  /** More was found than there is room for. */
  get more(): boolean {
    return this.mayHaveMore;
  }

  stats(): PumpStats {
    return { running: this.running.size, finished: this.finished, faults: this.faults };
  }

  /** Looks for work and starts it; resolves when it has looked. Never rejects. */
  pull(): Promise<void> {
    if (this.stopped) return Promise.resolve();
    if (this.looking !== null) {
      this.askedMeanwhile = true;
      return this.looking;
    }
    this.looking = this.lookWhileAsked().finally(() => {
      this.looking = null;
      if (this.askedMeanwhile) void this.pull();
    });
    return this.looking;
  }

  /** Resolves when something more could be started. */
  room(): Promise<void> {
    if (this.free > 0 || this.stopped) return Promise.resolve();
    return new Promise((resolve) => this.waitingForRoom.push(resolve));
  }

  /** Takes nothing more; resolves when all that was started has ended. */
  async stop(): Promise<void> {
    this.stopped = true;
    this.tellOfRoom();
    await this.looking;
    await Promise.all(this.running);
  }

  private get free(): number {
    return this.concurrency - this.running.size;
  }

  private async lookWhileAsked(): Promise<void> {
    do await this.fill();
    while (this.takeQuestion() && !this.stopped);
  }

  private takeQuestion(): boolean {
    const asked = this.askedMeanwhile;
    this.askedMeanwhile = false;
    return asked;
  }

  private async fill(): Promise<void> {
    this.mayHaveMore = true;
    while (this.free > 0 && this.mayHaveMore && !this.stopped) {
      const asked = this.free;
      try {
        const now = this.surroundings.now();
        const tasks = await this.lane.take(asked, now);
        this.lastLook = now;
        for (const task of tasks) this.start(task);
        this.mayHaveMore = tasks.length >= asked;
      } catch (error) {
        // The next sweep looks again.
        this.mayHaveMore = false;
        this.faults += 1;
        this.log.error(`Cannot look for work: ${messageOf(error)}`, { lane: this.lane.name });
      }
    }
  }

  private start(task: () => Promise<void>): void {
    const run: Promise<void> = task()
      .catch((error: unknown) => {
        this.faults += 1;
        this.log.error(`A task failed: ${messageOf(error)}`, { lane: this.lane.name });
      })
      .finally(() => {
        this.running.delete(run);
        this.finished += 1;
        this.tellOfRoom();
        // Not at once: what ends together makes room for one look, not for one each.
        if (this.mayHaveMore) setImmediate(() => void this.pull());
      });
    this.running.add(run);
  }

  private tellOfRoom(): void {
    for (const resolve of this.waitingForRoom.splice(0)) resolve();
  }
}

export interface PumpStats {
  readonly running: number;
  /** Tasks that ended, well or not. */
  readonly finished: number;
  /** Times that the database could not be asked, or a task broke. */
  readonly faults: number;
}
