import { InProcessBell } from '../bell/in-process-bell.js';
import { RingingBell } from '../bell/ringing-bell.js';
import { inProcessDispatcher, queueDispatcher, type Dispatcher } from '../dispatcher.js';
import type { RedisAddress } from '../doorbell/redis.js';
import { Ringer } from '../doorbell/ringer.js';
import type { HandlerRegistry } from '../handlers/registry.js';
import type { DispatchSettings } from '../settings.js';
import { FakeOffice } from './fake-office.js';
import { MemoryLog, REAL, until } from './helpers.js';

/** The fake office with workers: in this process, or woken by BullMQ. */
export class FakeWorld {
  readonly log = new MemoryLog();
  readonly bell: InProcessBell | RingingBell;
  readonly office: FakeOffice;
  private readonly workers: Dispatcher[] = [];

  /** Without Redis, workers are woken within the process. */
  static async open(redis: RedisAddress | null): Promise<FakeWorld> {
    const ringer = redis === null ? null : new Ringer(redis, REAL, new MemoryLog());
    if (ringer !== null) await until('rings arrive', () => ringer.ready);
    return new FakeWorld(redis, ringer);
  }

  private constructor(
    private readonly redis: RedisAddress | null,
    ringer: Ringer | null,
  ) {
    const local = new InProcessBell(this.log);
    this.bell = ringer === null ? local : new RingingBell(local, ringer);
    this.office = new FakeOffice(this.bell);
  }

  newJob(handler: string, retries = 0): Promise<string> {
    return Promise.resolve(this.office.addJob(handler, { retries }));
  }

  newTimer(dueIn: number): Promise<string> {
    return Promise.resolve(this.office.addTimer(Date.now() + dueIn));
  }

  newLetter(): Promise<string> {
    return Promise.resolve(this.office.addLetter());
  }

  appliedTo(id: string): Promise<readonly string[]> {
    return Promise.resolve(this.office.kindsOf(id));
  }

  delivered(id: string): Promise<boolean> {
    return Promise.resolve(this.office.delivered.includes(id));
  }

  incidentOf(id: string): Promise<string | null> {
    return Promise.resolve(this.office.incidents.get(id) ?? null);
  }

  retry(id: string): Promise<void> {
    this.office.retryNow(id);
    return Promise.resolve();
  }

  suspend(id: string): Promise<void> {
    this.office.suspended.add(id);
    return Promise.resolve();
  }

  resume(id: string): Promise<void> {
    this.office.resume(id);
    return Promise.resolve();
  }

  startWorker(handlers: HandlerRegistry, settings: Partial<DispatchSettings> = {}): Dispatcher {
    const { office, log, bell } = this;
    const parts = {
      source: office,
      door: office,
      reader: office,
      courier: office,
      handlers,
      log,
      settings,
      surroundings: REAL,
    };
    const worker =
      this.redis === null
        ? inProcessDispatcher({ ...parts, bell })
        : queueDispatcher({ ...parts, queue: { redis: this.redis } });
    this.workers.push(worker);
    worker.start();
    return worker;
  }

  async close(): Promise<void> {
    await Promise.all(this.workers.map((worker) => worker.stop()));
    await this.bell.close();
  }
}
