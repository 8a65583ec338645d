import { setImmediate as turn, setTimeout as sleep } from 'node:timers/promises';
import { addDuration, type Behaviour } from '@quanheng/engine';
import { wired } from '@quanheng/policy';
import {
  BpmnError,
  HandlerRegistry,
  HopelessFailure,
  InProcessBell,
  inProcessDispatcher,
  queueDispatcher,
  Ringer,
  RingingBell,
  type Dispatcher,
  type DispatcherParts,
  type DispatchSettings,
  type JobContext,
  type RedisAddress,
} from '@quanheng/jobs';
import type { Bell, Surroundings, WireVariables, WorkSource } from '@quanheng/runtime/ports';

const ZONE = '+08:00';
const DAY = 24 * 3_600_000;
const YEAR = 365 * DAY;
const PATIENCE = 30_000;

/** One at a time, as in a play without workers; nothing is found by a sweep, and what was refused is not asked again. */
const SETTINGS: Partial<DispatchSettings> = {
  sweepEvery: DAY,
  concurrency: { timers: 1, jobs: 1, outbox: 1 },
  lease: { timers: YEAR, jobs: DAY, outbox: YEAR },
  workBackoff: { first: YEAR, most: YEAR },
};

/** The product's dispatcher on the clock of a play: within the process or, given a Redis, by BullMQ. */
export class Workers {
  private dispatcher: Dispatcher | null = null;
  private source: WorkSource | null = null;
  private readonly faults: string[] = [];
  private readonly log = {
    warn: (message: string): void => void this.faults.push(message),
    error: (message: string): void => void this.faults.push(message),
  };
  private readonly local = new InProcessBell(this.log);
  private readonly ringer: Ringer | null;
  /** Tells workers what was committed. */
  readonly bell: Bell & { close(): Promise<void> };
  /** Questions to the database that are under way, and how many there have been. */
  private asking = 0;
  private asked = 0;
  /** When handlers that take their time are done, by job. */
  private readonly busy = new Map<string, { readonly due: number; readonly goOn: () => void }>();

  constructor(
    private readonly surroundings: Surroundings,
    private readonly behaviours: ReadonlyMap<string, Behaviour>,
    private readonly redis: RedisAddress | null,
  ) {
    this.ringer = redis === null ? null : new Ringer(redis, surroundings, this.log);
    this.bell = this.ringer === null ? this.local : new RingingBell(this.local, this.ringer);
  }

  async start(
    parts: Pick<DispatcherParts, 'source' | 'door' | 'reader' | 'courier'>,
    handlers: readonly string[],
  ): Promise<void> {
    while (this.ringer !== null && !this.ringer.ready) await sleep(5);
    const registry = new HandlerRegistry();
    for (const name of handlers) registry.register({ name }, (job) => this.handle(job));
    this.source = this.counted(parts.source);
    const { surroundings, log, bell, redis } = this;
    const all = { ...parts, source: this.source, handlers: registry, surroundings, log, settings: SETTINGS };
    this.dispatcher =
      redis === null ? inProcessDispatcher({ ...all, bell }) : queueDispatcher({ ...all, queue: { redis } });
    this.dispatcher.start();
  }

  /** Until nothing is left that could be done now. The clock may have been moved, of which nobody rings but a play. */
  async settle(): Promise<void> {
    const now = this.surroundings.now();
    for (const { due, goOn } of this.busy.values()) if (due <= now) goOn();
    this.bell.ring([{ kind: 'timer', due: 0 }]);
    const end = Date.now() + PATIENCE;
    while (!(await this.isQuiet())) {
      if (Date.now() > end) throw new Error(`Workers do not come to an end: ${this.faults.join('\n')}`);
      await sleep(1);
    }
  }

  async nextDue(): Promise<number | null> {
    const now = this.surroundings.now();
    const timer = (await this.source?.nextTimer(now)) ?? null;
    const all = [...[...this.busy.values()].map(({ due }) => due), ...(timer === null ? [] : [timer])];
    return all.length === 0 ? null : Math.min(...all);
  }

  async close(): Promise<void> {
    await this.dispatcher?.stop();
    await this.bell.close();
    expect(this.faults).toEqual([]);
  }

  /** Nothing is due, nobody is at work, and nobody was while it was asked: what is done leaves more to do. */
  private async isQuiet(): Promise<boolean> {
    const { source, asked } = this;
    if (source === null) throw new Error('Nothing is settled before workers have started.');
    if (this.isAtWork()) return false;
    const due = await source.due(this.surroundings.now(), 1);
    // What came of other questions meanwhile is taken up before this is judged.
    await turn();
    return due.timers + due.jobs + due.outbox === 0 && !this.isAtWork() && this.asked === asked + 1;
  }

  private isAtWork(): boolean {
    const lanes = this.dispatcher?.stats().lanes;
    const running = lanes === undefined ? 0 : lanes.timers.running + lanes.jobs.running + lanes.outbox.running;
    return this.asking > 0 || running > this.busy.size;
  }

  private async handle({ instance, job, element }: JobContext): Promise<WireVariables | undefined> {
    const behaviour = this.behaviours.get(element);
    if (behaviour?.delay != null) await this.take(`${instance} ${job}`, behaviour.delay);
    const act = behaviour?.act;
    switch (act?.kind) {
      case undefined:
        return undefined;
      case 'complete':
        return wired(act.variables);
      case 'fail':
        throw new HopelessFailure(act.message);
      case 'error':
        throw new BpmnError(act.code);
      case 'wait':
        throw new Error('no scenario of a process lets a job wait');
    }
  }

  private async take(job: string, delay: string): Promise<void> {
    const now = this.surroundings.now();
    await new Promise<void>((goOn) => this.busy.set(job, { due: addDuration(now, delay, ZONE) ?? now, goOn }));
    this.busy.delete(job);
  }

  private counted(source: WorkSource): WorkSource {
    return new Proxy(source, {
      get: (target, name) => {
        const member: unknown = Reflect.get(target, name);
        return typeof member === 'function' ? (...given: unknown[]) => this.count(member.apply(target, given)) : member;
      },
    });
  }

  private async count<T>(question: T): Promise<Awaited<T>> {
    this.asking += 1;
    this.asked += 1;
    try {
      return await question;
    } finally {
      this.asking -= 1;
    }
  }
}
