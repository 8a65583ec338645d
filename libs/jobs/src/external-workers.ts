import type { Bell, JobReader, LockedJob, Surroundings, WireVariables, WorkSource } from '@quanheng/runtime/ports';
import { EXTERNAL_PREFIX } from './handlers/registry.js';
import { idempotencyKey, lockToken } from './lanes/job-keys.js';
import { passOver } from './lanes/pass-over.js';

/** A job as an external worker gets it. */
export interface ExternalJob extends LockedJob {
  readonly businessKey: string | null;
  readonly variables: WireVariables;
  /** The same at every try of this job, and no other job's. */
  readonly idempotencyKey: string;
}

export interface FetchRequest {
  readonly unit: string;
  /** Names that begin with `external:`. */
  readonly handlers: readonly string[];
  /** Most jobs. */
  readonly limit: number;
  /** Milliseconds that the jobs belong to the worker, unless it extends them. */
  readonly lease: number;
  /** Milliseconds to wait for a job when there is none; default 0. */
  readonly wait?: number;
  /** Aborted when the worker has gone: nothing is locked for it any more. */
  readonly signal?: AbortSignal;
}

/** As many workers wait as can be kept waiting: ask again later. */
export class TooManyWaiting extends Error {
  override readonly name = 'TooManyWaiting';
}

export interface ExternalWorkersParts {
  readonly source: WorkSource;
  readonly reader: JobReader;
  readonly bell: Bell;
  readonly surroundings: Surroundings;
}

/** Waiting requests of one process. */
const MOST_WAITING = 1_000;
/** Milliseconds after which who waits looks anyway, because notices may be lost. */
const LOOK_EVERY = 3_000;
/** Milliseconds for which a job is passed over whose instance takes no results now, such as a suspended one. */
const PASSED_OVER = 30_000;

/** Lends jobs to workers outside the product. A lease is a hint: what a worker makes of a job goes through the door. */
export class ExternalWorkers {
  private waiting = 0;

  constructor(private readonly parts: ExternalWorkersParts) {}

  /**
   * Jobs of these handlers, locked for the worker; when there are none, waits until some come or the time is over.
   * @throws TooManyWaiting
   */
  async fetchAndLock(request: FetchRequest): Promise<readonly ExternalJob[]> {
    const { handlers, wait = 0, signal } = request;
    const own = handlers.find((name) => !name.startsWith(EXTERNAL_PREFIX));
    if (own !== undefined) throw new Error(`Handler "${own}" is done by the server itself.`);
    if (wait > 0 && this.waiting >= MOST_WAITING) {
      throw new TooManyWaiting(`${MOST_WAITING} workers wait already: ask again later, or without waiting.`);
    }
    const end = this.parts.surroundings.now() + wait;
    this.waiting += 1;
    const call = this.listen(handlers);
    try {
      while (signal?.aborted !== true) {
        const jobs = await this.lockNow(request);
        const left = end - this.parts.surroundings.now();
        if (jobs.length > 0 || left <= 0) return jobs;
        await call.wait(Math.min(left, LOOK_EVERY), signal);
      }
      return [];
    } finally {
      call.forget();
      this.waiting -= 1;
    }
  }

  /** Looks on behind jobs that it has to pass over: they must not hide others. */
  private async lockNow({ unit, handlers, limit, lease }: FetchRequest): Promise<readonly ExternalJob[]> {
    const { source, surroundings } = this.parts;
    const token = (): string => lockToken(surroundings);
    for (;;) {
      const now = surroundings.now();
      const locked = await source.lockJobs({ unit, handlers, limit, now, until: now + lease, token });
      const jobs = (await Promise.all(locked.map((job) => this.withContents(job)))).filter((job) => job !== null);
      if (jobs.length > 0 || locked.length === 0) return jobs;
    }
  }

  /** Null: the job went with its instance meanwhile, or that is suspended. */
  private async withContents(job: LockedJob): Promise<ExternalJob | null> {
    const { source, reader, surroundings } = this.parts;
    const contents = await reader.read(job);
    if (contents === null) {
      await passOver(source, reader, surroundings, job, surroundings.now() + PASSED_OVER);
      return null;
    }
    const { variables, businessKey } = contents;
    return { ...job, businessKey, variables, idempotencyKey: idempotencyKey(job) };
  }

  /** Hears of jobs from now on, so that none is missed between a look and the wait after it. */
  private listen(handlers: readonly string[]): Call {
    const call = new Call();
    const { surroundings, bell } = this.parts;
    const stop = bell.listen((notice) => {
      if (notice.kind !== 'job' || !handlers.includes(notice.handler)) return;
      // What is due later, such as a retry, is looked for then.
      if (notice.due <= surroundings.now() + LOOK_EVERY) call.at(Math.max(0, notice.due - surroundings.now()));
    });
    call.onForget(stop);
    return call;
  }
}

/** Somebody who waits to be called. A call that comes before the wait ends it at once. */
class Call {
  private readonly timers = new Set<NodeJS.Timeout>();
  private readonly whenForgotten: (() => void)[] = [];
  private called = false;
  private wake: () => void = () => undefined;
  private readonly woken = (): void => this.wake();

  at(delay: number): void {
    const timer = setTimeout(() => {
      this.timers.delete(timer);
      this.called = true;
      this.wake();
    }, delay);
    this.timers.add(timer);
  }

  async wait(millis: number, signal: AbortSignal | undefined): Promise<void> {
    if (!this.called && signal?.aborted !== true) {
      await new Promise<void>((resolve) => {
        const timeout = setTimeout(resolve, millis);
        signal?.addEventListener('abort', this.woken);
        this.wake = () => {
          clearTimeout(timeout);
          resolve();
        };
      });
      signal?.removeEventListener('abort', this.woken);
    }
    this.called = false;
  }

  onForget(then: () => void): void {
    this.whenForgotten.push(then);
  }

  forget(): void {
    for (const timer of this.timers) clearTimeout(timer);
    for (const then of this.whenForgotten) then();
  }
}
