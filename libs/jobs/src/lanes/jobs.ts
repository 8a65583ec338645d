import type { Door, JobReader, LockedJob, Surroundings, WorkSource } from '@quanheng/runtime/ports';
import { Abandoned, attempt } from '../handlers/attempt.js';
import type { HandlerRegistry, JobContext, RegisteredHandler } from '../handlers/registry.js';
import { messageOf, type Log, type LogFacts } from '../log.js';
import type { DispatchSettings } from '../settings.js';
import { idempotencyKey, keyOf, lockToken } from './job-keys.js';
import type { Lane } from './lane.js';
import { Lease } from './lease.js';
import { passOver } from './pass-over.js';
import { Setbacks } from './setbacks.js';
import { Settlement } from './settlement.js';

/** That a job has gone meanwhile is nothing to tell; that it goes on waiting for its instance is. */
const TOLD_FROM = 2;

/** Jobs of registered handlers are done, outside any transaction, as `system:job:<handler>`. */
export class JobLane implements Lane {
  readonly name = 'jobs';
  private readonly working = new Set<AbortController>();
  private readonly setbacks: Setbacks;
  private readonly settlement: Settlement;

  constructor(
    private readonly source: WorkSource,
    door: Door,
    private readonly reader: JobReader,
    private readonly handlers: HandlerRegistry,
    private readonly surroundings: Surroundings,
    private readonly settings: DispatchSettings,
    private readonly log: Log,
  ) {
    this.setbacks = new Setbacks(settings.workBackoff, surroundings, log);
    this.settlement = new Settlement(door, surroundings, settings, this.setbacks);
  }

  async take(limit: number, now: number): Promise<readonly (() => Promise<void>)[]> {
    const handlers = this.handlers.names();
    if (handlers.length === 0) return [];
    const until = now + this.settings.lease.jobs;
    const token = (): string => lockToken(this.surroundings);
    const jobs = await this.source.lockJobs({ unit: null, handlers, limit, now, until, token });
    return jobs.map((job) => () => this.work(job));
  }

  next(now: number): Promise<number | null> {
    return this.handlers.names().length === 0 ? Promise.resolve(null) : this.source.nextJob(now);
  }

  /** Cuts short what still works; the jobs can be taken by another at once, and count as not failed. */
  abandonAll(): void {
    for (const control of this.working) control.abort(new Abandoned('The worker ends.'));
  }

  private async work(job: LockedJob): Promise<void> {
    const handler = this.handlers.get(job.handler);
    const lease = new Lease(this.source, job, this.settings.lease.jobs, this.surroundings, this.log);
    try {
      if (handler === undefined) throw new Error(`no handler "${job.handler}" is registered`);
      await this.workUnder(lease, job, handler);
    } catch (error) {
      const until = this.setbacks.putOff(keyOf(job), `A job is put off: ${messageOf(error)}`, aboutJob(job));
      await lease.giveBack(until);
    } finally {
      lease.end();
    }
  }

  /** @throws when the database or the door could not be asked: the job is put off, its tries untouched. */
  private async workUnder(lease: Lease, job: LockedJob, handler: RegisteredHandler): Promise<void> {
    const control = new AbortController();
    this.working.add(control);
    try {
      lease.keep(() => control.abort(new Abandoned('The lease was lost.')));
      const contents = await this.reader.read(job);
      if (contents === null) {
        const until = this.setbacks.putOff(keyOf(job), 'A job waits for its instance', aboutJob(job), TOLD_FROM);
        lease.end();
        await passOver(this.source, this.reader, this.surroundings, job, until);
        return;
      }
      const failures = Math.max(0, contents.retries - job.retries);
      const context: JobContext = {
        unit: job.unit,
        instance: job.instance,
        job: job.job,
        process: job.process,
        element: job.element,
        handler: job.handler,
        businessKey: contents.businessKey,
        variables: contents.variables,
        idempotencyKey: idempotencyKey(job),
        attempt: failures + 1,
        signal: control.signal,
      };
      const timeout = handler.timeout ?? this.settings.handlerTimeout;
      const outcome = await attempt(handler, context, timeout, control);
      if (outcome.kind === 'abandoned') await lease.giveBack(this.surroundings.now());
      else await this.settlement.settle(job, outcome, failures, lease);
    } finally {
      this.working.delete(control);
    }
  }
}

function aboutJob({ unit, instance, job, element, handler }: LockedJob): LogFacts {
  return { unit, instance, job, element, handler };
}
