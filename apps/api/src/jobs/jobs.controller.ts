import { Controller, Inject, type BeforeApplicationShutdown } from '@nestjs/common';
import { jobOperations as operations, type InputOf } from '@quanheng/contracts';
import { ExternalWorkers } from '@quanheng/jobs';
import { Commands } from '../door/commands.js';
import { abortedBy } from '../http/aborted.js';
import { Context, Input, Operation } from '../http/operation.js';
import { pageOf, pageRequest } from '../http/page.js';
import { ProblemError } from '../http/problem-error.js';
import type { RequestContext } from '../http/request-context.js';
import { PARTS, type Parts } from '../parts.js';
import { drawnNames } from './drawn-names.js';
import { lockedJobView, namedJobView } from './views.js';

@Controller()
export class JobsController implements BeforeApplicationShutdown {
  private readonly ending = new AbortController();

  constructor(
    @Inject(PARTS) private readonly parts: Pick<Parts, 'queries' | 'definitions' | 'work' | 'surroundings'>,
    private readonly commands: Commands,
    private readonly external: ExternalWorkers,
  ) {}

  /** Workers that wait for a job are told at once that there is none: they ask again, another server or this one when it is back. */
  beforeApplicationShutdown(): void {
    this.ending.abort();
  }

  @Operation(operations.listJobs)
  async list(@Input() { query }: InputOf<typeof operations.listJobs>, @Context() { caller }: RequestContext) {
    const { after: _after, limit: _limit, ...filter } = query;
    const page = await this.parts.queries.jobs(caller.unit, filter, pageRequest(query));
    const named = await drawnNames(page, ({ element }) => element, this.parts);
    return pageOf(page, (row) => namedJobView(row, named(row)));
  }

  @Operation(operations.lockJobs)
  async lock(@Input() { body }: InputOf<typeof operations.lockJobs>, @Context() { caller, reply }: RequestContext) {
    const signal = AbortSignal.any([abortedBy(reply), this.ending.signal]);
    const jobs = await this.external.fetchAndLock({ ...body, unit: caller.unit, signal });
    return { jobs: jobs.map(lockedJobView) };
  }

  @Operation(operations.extendJob)
  async extend(@Input() { params, body }: InputOf<typeof operations.extendJob>, @Context() { caller }: RequestContext) {
    const row = await this.parts.queries.instance(params.instance);
    const lockedUntil = this.parts.surroundings.now() + body.lease;
    const isHeld =
      row?.unit === caller.unit &&
      (await this.parts.work.extendLock(params.instance, params.job, body.lock, lockedUntil));
    if (!isHeld)
      throw new ProblemError('conflict', 'The job is gone, or another worker has it now: drop what you did.');
    return { lockedUntil };
  }

  @Operation(operations.completeJob)
  complete(@Input() input: InputOf<typeof operations.completeJob>, @Context() context: RequestContext) {
    return this.commands.run({ kind: 'completeJob', ...input.params, ...input.body }, input, context);
  }

  @Operation(operations.failJob)
  fail(@Input() input: InputOf<typeof operations.failJob>, @Context() context: RequestContext) {
    return this.commands.run({ kind: 'failJob', ...input.params, ...input.body }, input, context);
  }

  @Operation(operations.throwJobError)
  throwError(@Input() input: InputOf<typeof operations.throwJobError>, @Context() context: RequestContext) {
    return this.commands.run({ kind: 'throwJobError', ...input.params, ...input.body }, input, context);
  }

  @Operation(operations.retryJob)
  retry(@Input() input: InputOf<typeof operations.retryJob>, @Context() context: RequestContext) {
    return this.commands.run({ kind: 'retryJob', ...input.params }, input, context);
  }
}
