import { Inject, Injectable } from '@nestjs/common';
import type { WireValue } from '@quanheng/contracts';
import type { StateJson } from '@quanheng/engine';
import type { LockedJob } from '@quanheng/runtime/ports';
import { visibleVariables } from '../instances/variables.js';
import { PARTS, type Parts } from '../parts.js';

export interface JobWish {
  readonly unit: string;
  readonly handlers: readonly string[];
  readonly limit: number;
  /** Milliseconds. */
  readonly lease: number;
  /** Milliseconds to wait for a first job. */
  readonly wait: number;
}

/** Bytes of a lock token: nobody guesses it. */
const TOKEN_BYTES = 18;
/** Milliseconds between looks while waiting: the bell may be lost. */
const LOOK_AGAIN = 5000;

/** Lends jobs to external workers. A lease is a hint: what a worker makes of a job goes through the door. */
@Injectable()
export class ExternalJobs {
  constructor(
    @Inject(PARTS) private readonly parts: Pick<Parts, 'work' | 'queries' | 'definitions' | 'surroundings' | 'bell'>,
  ) {}

  /** @param gone fires when the client has given up waiting: nothing is lent to it any more */
  async lock(wish: JobWish, gone: AbortSignal): Promise<readonly LockedJob[]> {
    const until = this.parts.surroundings.now() + wish.wait;
    for (;;) {
      const jobs = gone.aborted ? [] : await this.lockNow(wish);
      const left = until - this.parts.surroundings.now();
      if (jobs.length > 0 || left <= 0 || gone.aborted) return jobs;
      await this.nextRing(wish.handlers, Math.min(left, LOOK_AGAIN), gone);
    }
  }

  /** What the work of a job sees. */
  async variablesOf({ instance, job }: LockedJob): Promise<Record<string, WireValue>> {
    const row = await this.parts.queries.instance(instance);
    if (row === null) return {};
    const definition = await this.parts.definitions.find(row.definition);
    return visibleVariables(JSON.parse(row.state.flow) as StateJson, definition?.graph ?? null, job) ?? {};
  }

  private lockNow({ unit, handlers, limit, lease }: JobWish): Promise<readonly LockedJob[]> {
    const now = this.parts.surroundings.now();
    const token = () => Buffer.from(this.parts.surroundings.random(TOKEN_BYTES)).toString('base64url');
    return this.parts.work.lockJobs({ unit, handlers, limit, now, until: now + lease, token });
  }

  private nextRing(handlers: readonly string[], ms: number, gone: AbortSignal): Promise<void> {
    return new Promise((resolve) => {
      const finish = (): void => {
        clearTimeout(timer);
        stopListening();
        gone.removeEventListener('abort', finish);
        resolve();
      };
      const timer = setTimeout(finish, ms);
      const stopListening = this.parts.bell.listen((notice) => {
        if (notice.kind === 'job' && handlers.includes(notice.handler)) finish();
      });
      gone.addEventListener('abort', finish);
    });
  }
}
