import type {
  Answer,
  Bell,
  Door,
  JobReader,
  LockedJob,
  Principal,
  Surroundings,
  WireVariables,
  WorkSource,
} from '@quanheng/runtime/ports';
import type { HandlerRegistry } from './handlers/registry.js';
import { idempotencyKey, lockToken } from './lanes/job-keys.js';

/** A job as an external worker gets it. */
export interface ExternalJob {
  readonly instance: string;
  readonly job: number;
  readonly process: string;
  readonly element: string;
  readonly handler: string;
  readonly businessKey: string | null;
  readonly variables: WireVariables;
  readonly retries: number;
  readonly idempotencyKey: string;
  /** To be given with whatever is said about the job. */
  readonly lock: string;
  readonly lockedUntil: number;
}

export interface FetchRequest {
  readonly unit: string;
  readonly handlers: readonly string[];
  readonly max: number;
  /** Milliseconds that the jobs belong to the worker, unless it extends them. */
  readonly lockFor: number;
  /** Milliseconds to wait for a job when there is none; default 0. */
  readonly waitFor?: number;
  /** Aborted when the worker has gone: nothing is locked for it any more. */
  readonly signal?: AbortSignal;
}
/** Which job, held by which lock. */
export interface HeldJob {
  readonly unit: string;
  readonly instance: string;
  readonly job: number;
  readonly lock: string;
}

/** The request itself cannot be; `field` says where. */
export class InvalidRequest extends Error {
  override readonly name = 'InvalidRequest';

  constructor(
    readonly field: string,
    message: string,
  ) {
    super(message);
  }
}
/** As many workers wait as can be kept waiting: ask again later. */
export class TooManyWaiting extends Error {
  override readonly name = 'TooManyWaiting';
}

export interface ExternalWorkersParts {
  readonly source: WorkSource;
  readonly door: Door;
  readonly reader: JobReader;
  readonly bell: Bell;
  readonly surroundings: Surroundings;
  /** Handlers of the product itself, which no external worker may take from it. */
  readonly own: HandlerRegistry;
}

const LIMITS = {
  max: [1, 100],
  lockFor: [1_000, 3_600_000],
  waitFor: [0, 60_000],
  handlers: [1, 100],
} as const;
/** Waiting requests of one process. */
const MOST_WAITING = 1_000;
/** Who waits looks by itself so often, because notices may be lost. */
const LOOK_EVERY = 3_000;

/** What workers outside the product do with jobs: fetch and lock, extend, complete, fail, throw a BPMN error. */
export class ExternalWorkers {
  private waiting = 0;

  constructor(private readonly parts: ExternalWorkersParts) {}

  /**
   * Jobs of these handlers, locked for the worker; when there are none, waits until some come or the time is over.
   * @throws InvalidRequest, TooManyWaiting
   */
  async fetchAndLock(request: FetchRequest): Promise<readonly ExternalJob[]> {
    this.check(request);
    const { waitFor = 0, signal } = request;
    const end = this.parts.surroundings.now() + waitFor;
    if (waitFor > 0 && this.waiting >= MOST_WAITING) {
      throw new TooManyWaiting(`${MOST_WAITING} workers wait already; ask again later, or without waitFor.`);
    }
    this.waiting += 1;
    const call = this.listen(request.handlers);
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

  /** The new end of the lease; null: the worker does not hold the job any more. @throws InvalidRequest */
  async extend({ instance, job, lock }: HeldJob, lockFor: number): Promise<number | null> {
    inRange('lockFor', lockFor);
    const until = this.parts.surroundings.now() + lockFor;
    return (await this.parts.source.extendLock(instance, job, lock, until)) ? until : null;
  }

  /** The work is done. The door refuses a lock that is another's by now. */
  complete(principal: Principal, held: HeldJob, variables: WireVariables = {}): Promise<Answer> {
    const { unit, ...job } = held;
    return this.parts.door.execute({ unit, principal, command: { kind: 'completeJob', ...job, variables } });
  }

  /** The work failed. `retries` left, never more than before; absent: one fewer. `retryAfter` in milliseconds. */
  fail(
    principal: Principal,
    held: HeldJob,
    failure: { readonly message: string; readonly retries?: number; readonly retryAfter?: number },
  ): Promise<Answer> {
    const { unit, ...job } = held;
    return this.parts.door.execute({ unit, principal, command: { kind: 'failJob', ...job, ...failure } });
  }

  /** The work ended in a BPMN error. */
  bpmnError(principal: Principal, held: HeldJob, code: string, variables: WireVariables = {}): Promise<Answer> {
    const { unit, ...job } = held;
    return this.parts.door.execute({ unit, principal, command: { kind: 'throwJobError', ...job, code, variables } });
  }

  private check({ handlers, max, lockFor, waitFor = 0 }: FetchRequest): void {
    inRange('handlers', handlers.length);
    inRange('max', max);
    inRange('lockFor', lockFor);
    inRange('waitFor', waitFor);
    const own = handlers.find((name) => this.parts.own.get(name) !== undefined);
    if (own !== undefined) {
      throw new InvalidRequest('handlers', `Handler "${own}" is done by the server itself; ask for others only.`);
    }
  }

  private async lockNow(request: FetchRequest): Promise<readonly ExternalJob[]> {
    const { source, surroundings } = this.parts;
    const now = surroundings.now();
    const token = (): string => lockToken(surroundings);
    const { unit, handlers, max, lockFor } = request;
    const locked = await source.lockJobs({ unit, handlers, limit: max, now, until: now + lockFor, token });
    const jobs = await Promise.all(locked.map((job) => this.withContents(job)));
    return jobs.filter((job) => job !== null);
  }

  /** Null: the job went with its instance meanwhile, or that is suspended. */
  private async withContents(job: LockedJob): Promise<ExternalJob | null> {
    const contents = await this.parts.reader.read(job);
    if (contents === null) return null;
    const { instance, process, element, handler, retries, lock, lockedUntil } = job;
    const { variables, businessKey } = contents;
    const of = { instance, job: job.job, process, element, handler, businessKey, variables, retries };
    return { ...of, idempotencyKey: idempotencyKey(job), lock, lockedUntil };
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

function inRange(field: keyof typeof LIMITS, value: number): void {
  const [least, most] = LIMITS[field];
  if (!(Number.isSafeInteger(value) && value >= least && value <= most)) {
    const what = field === 'handlers' ? 'The number of handlers' : field;
    throw new InvalidRequest(field, `${what} must be a whole number from ${least} to ${most}, not ${value}.`);
  }
}
