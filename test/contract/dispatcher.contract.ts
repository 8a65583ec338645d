import { setTimeout as sleep } from 'node:timers/promises';
import { BpmnError, HandlerRegistry, type Dispatcher, type DispatchSettings } from '@quanheng/jobs';

/** A place with work in it, and dispatchers to do it: one for each worker process. */
export interface DispatchWorld {
  /** Something with one job, tried again so often. Gives its id, by which it is asked for below. */
  newJob(handler: string, retries?: number): Promise<string>;
  /** Something with a timer, due in so many milliseconds. */
  newTimer(dueIn: number): Promise<string>;
  /** Something for the courier. */
  newLetter(): Promise<string>;
  /** Kinds of the commands that were accepted for it since it began, in order. */
  appliedTo(id: string): Promise<readonly string[]>;
  delivered(id: string): Promise<boolean>;
  /** The message of its incident. */
  incidentOf(id: string): Promise<string | null>;
  /** An operator lets a failed job be tried again. */
  retry(id: string): Promise<void>;
  suspend(id: string): Promise<void>;
  resume(id: string): Promise<void>;
  /** A worker; started and, at the end, stopped by the world. */
  startWorker(handlers: HandlerRegistry, settings?: Partial<DispatchSettings>): Dispatcher;
  close(): Promise<void>;
}

/** Rings that came too late would be made up for by a sweep, and hide that they were lost: sweeps are rare here unless a test is about them. */
const RARE_SWEEPS = { sweepEvery: 60_000 };
const QUICK_RETRIES = { jobBackoff: { first: 20, most: 40 }, workBackoff: { first: 20, most: 40 } };

/** What a machine that runs other tests may take beside. */
const BUSY_MACHINE = 1_000;

/** What every dispatcher does, whoever rings. */
export function dispatcherContract(open: () => Promise<DispatchWorld>): void {
  let world: DispatchWorld;
  let calls: string[];

  beforeEach(async () => {
    world = await open();
    calls = [];
  });
  afterEach(() => world.close());

  function handlers(): HandlerRegistry {
    const registry = new HandlerRegistry();
    registry.register({ name: 'work' }, (job) => {
      calls.push(job.idempotencyKey);
      return { done: true };
    });
    registry.register({ name: 'fail' }, (job) => {
      calls.push(job.idempotencyKey);
      throw new Error(`failed at try ${job.attempt}`);
    });
    registry.register({ name: 'modelled' }, () => {
      throw new BpmnError('NO_BUDGET', { missing: 5 });
    });
    registry.register({ name: 'endless', timeout: 50 }, () => new Promise(() => undefined));
    return registry;
  }
  async function settled(id: string, ...kinds: string[]): Promise<void> {
    await eventually(`${id}: ${kinds.join()}`, async () => sameList(await world.appliedTo(id), kinds));
  }

  test('a job is done and completed, once', async () => {
    world.startWorker(handlers(), RARE_SWEEPS);
    const id = await world.newJob('work');
    await settled(id, 'completeJob');
    await sleep(100);
    expect(calls).toHaveLength(1);
    expect(await world.appliedTo(id)).toEqual(['completeJob']);
  });

  test('what waited before the worker came is done as well', async () => {
    const job = await world.newJob('work');
    const timer = await world.newTimer(0);
    const letter = await world.newLetter();
    world.startWorker(handlers(), RARE_SWEEPS);
    await settled(job, 'completeJob');
    await settled(timer, 'fireTimer');
    await eventually('delivered', () => world.delivered(letter));
  });

  test('a failed job is tried again as often as it may, then it is an incident, and an operator can have it tried once more', async () => {
    world.startWorker(handlers(), { ...RARE_SWEEPS, ...QUICK_RETRIES });
    const id = await world.newJob('fail', 2);
    await eventually('an incident', async () => (await world.incidentOf(id)) !== null);
    expect(await world.incidentOf(id)).toBe('failed at try 3');
    expect(await world.appliedTo(id)).toEqual(['failJob', 'failJob', 'failJob']);
    expect(new Set(calls).size).toBe(1);
    await world.retry(id);
    await eventually('another call', () => calls.length > 3);
  });

  test('a modelled error reaches the model', async () => {
    world.startWorker(handlers(), RARE_SWEEPS);
    await settled(await world.newJob('modelled'), 'throwJobError');
  });

  test('a handler that does not end in time has failed', async () => {
    world.startWorker(handlers(), RARE_SWEEPS);
    const id = await world.newJob('endless');
    await settled(id, 'failJob');
    expect(await world.incidentOf(id)).toBe('Handler "endless" did not end within 50 ms.');
  });

  test('a job that no worker knows waits for one who does', async () => {
    world.startWorker(handlers(), RARE_SWEEPS);
    const id = await world.newJob('rare');
    await settled(await world.newJob('work'), 'completeJob');
    expect(await world.appliedTo(id)).toEqual([]);
    const others = new HandlerRegistry();
    others.register({ name: 'rare' }, () => undefined);
    world.startWorker(others, RARE_SWEEPS);
    await settled(id, 'completeJob');
  });

  test('timers fire within a second of their moment, never before it, and once', async () => {
    world.startWorker(handlers(), RARE_SWEEPS);
    const begin = Date.now();
    const late = await world.newTimer(1_200);
    const soon = await world.newTimer(300);
    await settled(soon, 'fireTimer');
    expect(Date.now() - begin).toBeGreaterThanOrEqual(299);
    expect(Date.now() - begin).toBeLessThan(300 + 1_000 + BUSY_MACHINE);
    expect(await world.appliedTo(late)).toEqual([]);
    await settled(late, 'fireTimer');
    expect(Date.now() - begin).toBeLessThan(1_200 + 1_000 + BUSY_MACHINE);
    await sleep(100);
    expect(await world.appliedTo(late)).toEqual(['fireTimer']);
  });

  test('what is suspended is left alone, handlers too, until it is resumed', async () => {
    const job = await world.newJob('work');
    const timer = await world.newTimer(0);
    await world.suspend(job);
    await world.suspend(timer);
    // Put off for long: what is resumed is due at once all the same.
    world.startWorker(handlers(), { workBackoff: { first: 300_000, most: 300_000 }, sweepEvery: 50 });
    await sleep(300);
    expect(calls).toEqual([]);
    expect(await world.appliedTo(timer)).toEqual([]);
    await world.resume(job);
    await world.resume(timer);
    await settled(job, 'completeJob');
    await settled(timer, 'fireTimer');
    expect(calls).toHaveLength(1);
  });

  test('letters are delivered', async () => {
    world.startWorker(handlers(), RARE_SWEEPS);
    const letters = await Promise.all(Array.from({ length: 30 }, () => world.newLetter()));
    await eventually('all delivered', async () =>
      (await Promise.all(letters.map((id) => world.delivered(id)))).every(Boolean),
    );
  });

  test('several workers share a crowd, and do nothing twice', async () => {
    const jobs = await Promise.all(Array.from({ length: 40 }, () => world.newJob('work')));
    const timers = await Promise.all(Array.from({ length: 40 }, () => world.newTimer(100)));
    for (let i = 0; i < 3; i += 1) world.startWorker(handlers(), RARE_SWEEPS);
    for (const id of jobs) await settled(id, 'completeJob');
    for (const id of timers) await settled(id, 'fireTimer');
    expect(calls).toHaveLength(jobs.length);
  });

  test('stopping waits for the handler that works, and takes nothing more', async () => {
    const registry = new HandlerRegistry();
    let release = (): void => undefined;
    const begun = new Promise<void>((resolve) => {
      registry.register({ name: 'slow' }, async () => {
        resolve();
        await new Promise<void>((end) => (release = end));
        return {};
      });
    });
    const worker = world.startWorker(registry, RARE_SWEEPS);
    const id = await world.newJob('slow');
    await begun;
    await sleep(100);
    let stopped = false;
    const stopping = worker.stop().then(() => (stopped = true));
    const later = await world.newJob('slow');
    await sleep(100);
    expect(stopped).toBe(false);
    release();
    await stopping;
    expect(await world.appliedTo(id)).toEqual(['completeJob']);
    expect(await world.appliedTo(later)).toEqual([]);
  });

  test('a handler that does not end when the worker stops is left, and another worker does the job: no try is lost', async () => {
    const registry = new HandlerRegistry();
    const begun = new Promise<AbortSignal>((resolve) => {
      registry.register({ name: 'work' }, (job) => {
        resolve(job.signal);
        return new Promise(() => undefined);
      });
    });
    const worker = world.startWorker(registry, { ...RARE_SWEEPS, stopWithin: 50 });
    const id = await world.newJob('work');
    const signal = await begun;
    await worker.stop();
    expect(signal.aborted).toBe(true);
    expect(await world.appliedTo(id)).toEqual([]);
    world.startWorker(handlers(), RARE_SWEEPS);
    await settled(id, 'completeJob');
  });
}

export async function eventually(
  what: string,
  holds: () => boolean | Promise<boolean>,
  within = 10_000,
): Promise<void> {
  const end = Date.now() + within;
  while (!(await holds())) {
    if (Date.now() > end) throw new Error(`After ${within} ms still not: ${what}`);
    await sleep(10);
  }
}

function sameList(some: readonly string[], others: readonly string[]): boolean {
  return some.length === others.length && some.every((each, index) => each === others[index]);
}
