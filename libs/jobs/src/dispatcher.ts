import type { Bell, Courier, Door, JobReader, Surroundings, WorkSource } from '@quanheng/runtime/ports';
import { jittered } from './backoff.js';
import { ringFor, type AnsweredDoorbell, type DoorbellStats } from './doorbell/doorbell.js';
import { LocalDoorbell } from './doorbell/local-doorbell.js';
import { QueueDoorbell, type QueueOptions } from './doorbell/queue-doorbell.js';
import type { HandlerRegistry } from './handlers/registry.js';
import { JobLane } from './lanes/jobs.js';
import type { Lane } from './lanes/lane.js';
import { OutboxLane } from './lanes/outbox.js';
import { TimerLane } from './lanes/timers.js';
import { messageOf, type Log } from './log.js';
import { Pump, type PumpStats } from './pump.js';
import { settle, type DispatchSettings, type LaneName } from './settings.js';

/** Does what waits in the database: timers, jobs of registered handlers, the outbox, messages that nobody took. */
export interface Dispatcher {
  start(): void;
  /** Takes nothing more, waits for what is under way, and lets go of handlers that do not end in time. */
  stop(): Promise<void>;
  stats(): DispatcherStats;
}
export interface DispatcherStats {
  readonly lanes: Readonly<Record<LaneName, PumpStats>>;
  readonly doorbell: DoorbellStats;
  readonly sweeps: number;
  readonly messagesDropped: number;
}

/** What a dispatcher works with. */
export interface DispatcherParts {
  readonly source: WorkSource;
  readonly door: Door;
  readonly reader: JobReader;
  readonly courier: Courier;
  readonly handlers: HandlerRegistry;
  readonly surroundings: Surroundings;
  readonly log: Log;
  readonly settings?: Partial<DispatchSettings>;
}

/** A dispatcher that this process wakes by itself, told by its bell what has been committed. */
export function inProcessDispatcher(parts: DispatcherParts & { readonly bell: Bell }): Dispatcher {
  const doorbell = new LocalDoorbell(parts.surroundings);
  return new SweepingDispatcher(parts, doorbell, () =>
    parts.bell.listen((notice) => {
      const ring = ringFor(notice);
      if (ring !== null) doorbell.ring(ring.lane, ring.at);
    }),
  );
}

/** A dispatcher that shares its work with others through BullMQ: who commits rings by a `RingingBell`, one worker answers. */
export function queueDispatcher(parts: DispatcherParts & { readonly queue: QueueOptions }): Dispatcher {
  return new SweepingDispatcher(parts, new QueueDoorbell(parts.queue, parts.surroundings, parts.log));
}

/**
 * Looks at the database when it is rung and, because rings may be lost, every few seconds anyway. What is found beyond what fits is rung
 * for again, and so is the next moment at which something will be due.
 */
class SweepingDispatcher implements Dispatcher {
  private readonly pumps: ReadonlyMap<LaneName, Pump>;
  private readonly jobs: JobLane;
  private readonly settings: DispatchSettings;
  private nextSweep: NodeJS.Timeout | null = null;
  private sweeping: Promise<void> = Promise.resolve();
  private stopListening: () => void = () => undefined;
  private state: 'new' | 'running' | 'stopped' = 'new';
  private sweeps = 0;
  private messagesDropped = 0;

  constructor(
    private readonly parts: DispatcherParts,
    private readonly doorbell: AnsweredDoorbell,
    private readonly listen: () => () => void = () => () => undefined,
  ) {
    const { source, door, reader, courier, handlers, surroundings, log } = parts;
    this.settings = settle(parts.settings ?? {});
    this.jobs = new JobLane(source, door, reader, handlers, surroundings, this.settings, log);
    const lanes: readonly Lane[] = [
      new TimerLane(source, door, surroundings, this.settings, log),
      this.jobs,
      new OutboxLane(source, courier, surroundings, this.settings, log),
    ];
    this.pumps = new Map(
      lanes.map((lane) => [lane.name, new Pump(lane, this.settings.concurrency[lane.name], surroundings, log)]),
    );
  }

  start(): void {
    if (this.state !== 'new') throw new Error('A dispatcher is started once.');
    this.state = 'running';
    this.doorbell.start((lane) => this.answer(lane));
    this.stopListening = this.listen();
    this.sweepAfter(0);
  }

  async stop(): Promise<void> {
    if (this.state === 'stopped') return;
    this.state = 'stopped';
    if (this.nextSweep !== null) clearTimeout(this.nextSweep);
    this.stopListening();
    const impatient = setTimeout(() => this.jobs.abandonAll(), this.settings.stopWithin);
    // Together: a ring that is being answered waits for room, which stopping makes.
    const answered = this.doorbell.stop();
    await Promise.all([...this.pumps.values()].map((pump) => pump.stop()));
    clearTimeout(impatient);
    await Promise.all([this.sweeping, answered]);
  }

  stats(): DispatcherStats {
    const lane = (name: LaneName): PumpStats => this.pump(name).stats();
    return {
      lanes: { timers: lane('timers'), jobs: lane('jobs'), outbox: lane('outbox') },
      doorbell: this.doorbell.stats(),
      sweeps: this.sweeps,
      messagesDropped: this.messagesDropped,
    };
  }

  /** Answers a ring; resolves when this process could answer another one. */
  private async answer(lane: LaneName): Promise<void> {
    if (this.state !== 'running') return;
    const pump = this.pump(lane);
    await pump.pull();
    if (pump.more) this.doorbell.ring(lane, 0);
    await this.ringForNext(pump);
    await pump.room();
  }

  /** What is due by the sweep after next is rung for at its moment; what is later, by a later sweep. */
  private async ringForNext({ lane, lookedAt }: Pump): Promise<void> {
    try {
      // Not from now on: what became due since the look would be seen by neither.
      const at = await lane.next(lookedAt);
      if (at !== null && at - this.parts.surroundings.now() <= 2 * this.settings.sweepEvery)
        this.doorbell.ring(lane.name, at);
    } catch (error) {
      this.parts.log.error(`Cannot look for what is due next: ${messageOf(error)}`, { lane: lane.name });
    }
  }

  private sweepAfter(millis: number): void {
    this.nextSweep = setTimeout(() => {
      this.sweeping = this.sweep().finally(() => {
        if (this.state === 'running') this.sweepAfter(jittered(this.settings.sweepEvery, this.parts.surroundings));
      });
    }, millis);
  }

  private async sweep(): Promise<void> {
    this.sweeps += 1;
    const lanes = [...this.pumps.values()].map(async (pump) => {
      await pump.pull();
      if (pump.more) this.doorbell.ring(pump.lane.name, 0);
      await this.ringForNext(pump);
    });
    await Promise.all([...lanes, this.dropMessages()]);
  }

  /** A few batches a sweep, so that many expired messages do not hold up what matters. */
  private async dropMessages(): Promise<void> {
    const { source, surroundings, log } = this.parts;
    try {
      for (let batch = 0; batch < MOST_BATCHES && this.state === 'running'; batch += 1) {
        const dropped = await source.dropExpiredMessages(surroundings.now(), this.settings.messageBatch);
        this.messagesDropped += dropped;
        if (dropped < this.settings.messageBatch) return;
      }
    } catch (error) {
      log.error(`Cannot drop expired messages: ${messageOf(error)}`, {});
    }
  }

  private pump(name: LaneName): Pump {
    const pump = this.pumps.get(name);
    if (pump === undefined) throw new Error(`There is no lane "${name}".`);
    return pump;
  }
}

const MOST_BATCHES = 10;
