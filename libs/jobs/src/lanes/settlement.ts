import type { Answer, Command, Door, LockedJob, Surroundings } from '@quanheng/runtime/ports';
import { StoreUnavailable } from '@quanheng/runtime/ports';
import { delayAfter } from '../backoff.js';
import { shorten, type Outcome } from '../handlers/attempt.js';
import type { DispatchSettings } from '../settings.js';
import { reasonOf } from './answers.js';
import { keyOf } from './job-keys.js';
import type { Lease } from './lease.js';
import type { Setbacks } from './setbacks.js';

type Ended = Exclude<Outcome, { kind: 'abandoned' }>;

/** Tries of telling the door how a job ended before the job is given up for another worker. */
const MOST_TRIES = 8;
const TELL_BACKOFF = { first: 100, most: 10_000 };

/** Tells the door how a job ended, while its lease is kept. */
export class Settlement {
  constructor(
    private readonly door: Door,
    private readonly surroundings: Surroundings,
    private readonly settings: DispatchSettings,
    private readonly setbacks: Setbacks,
  ) {}

  /** @throws when the door could not be asked at all. */
  async settle(job: LockedJob, outcome: Ended, failures: number, lease: Lease): Promise<void> {
    let answer = await this.tell(job, this.commandOf(job, outcome, failures));
    if (outcome.kind !== 'failed' && concernsTheResult(answer)) {
      const message = `The result was not taken, ${reasonOf(answer)}`;
      answer = await this.tell(job, this.commandOf(job, { kind: 'failed', message: shorten(message) }, failures));
    }
    const key = keyOf(job);
    if (answer.status === 'accepted' || isGone(answer)) {
      this.setbacks.forget(key);
      return;
    }
    // The instance is suspended or set aside, another holds the job, or the guard forbids even to fail it: later, perhaps.
    const { unit, instance, element, handler } = job;
    const why = `A job could not be settled, ${reasonOf(answer)}`;
    const until = this.setbacks.putOff(key, why, { unit, instance, job: job.job, element, handler });
    await lease.giveBack(until);
  }

  private commandOf(job: LockedJob, outcome: Ended, failures: number): Command {
    const of = { instance: job.instance, job: job.job, lock: job.lock };
    switch (outcome.kind) {
      case 'done':
        return { kind: 'completeJob', ...of, variables: outcome.variables };
      case 'error':
        return { kind: 'throwJobError', ...of, code: outcome.code, variables: outcome.variables };
      case 'failed': {
        const { jobBackoff } = this.settings;
        const retryAfter = outcome.after ?? delayAfter(failures + 1, jobBackoff, this.surroundings);
        const { message, hopeless } = outcome;
        return { kind: 'failJob', ...of, message, retryAfter, ...(hopeless === true ? { retries: 0 } : {}) };
      }
    }
  }

  /** Asks again while the database is away or the runtime busy: the work is done and should not have to be done twice. */
  private async tell(job: LockedJob, command: Command): Promise<Answer> {
    const envelope = {
      unit: job.unit,
      principal: { kind: 'system' as const, name: `job:${job.handler}` },
      command,
    };
    for (let tries = 1; ; tries += 1) {
      try {
        const answer = await this.door.execute(envelope);
        if (answer.status !== 'rejected' || answer.code !== 'busy' || tries >= MOST_TRIES) return answer;
      } catch (error) {
        if (!(error instanceof StoreUnavailable) || tries >= MOST_TRIES) throw error;
      }
      await this.surroundings.sleep(delayAfter(tries, TELL_BACKOFF, this.surroundings));
    }
  }
}

/** Another result might be taken where this one was not. */
function concernsTheResult(answer: Answer): answer is Exclude<Answer, { status: 'accepted' }> {
  if (answer.status === 'refused') return true;
  return answer.status === 'rejected' && (answer.code === 'invalid' || answer.code === 'too-large');
}

function isGone(answer: Answer): boolean {
  return answer.status === 'rejected' && answer.code === 'not-found';
}
