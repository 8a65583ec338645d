import { canonical } from '@quanheng/ledger';
import { NODE_HASHING } from '../node-surroundings.js';
import {
  principalName,
  recordName,
  StoreConflict,
  StoreRefused,
  StoreUnavailable,
  type Answer,
  type Envelope,
  type JobKey,
  type ScopeKey,
  type Wanted,
} from '../ports/index.js';
import type { DefinitionCatalogue } from '../definitions/catalogue.js';
import { rejected } from './answers.js';
import { Batch, StateTooLarge, type Plan } from './batch.js';
import { HalfDone } from './half-done.js';
import type { RuntimeParts } from './parts.js';
import type { SnapshotCache } from './snapshot-cache.js';

interface Pending {
  readonly envelope: Envelope;
  readonly plan: Plan;
  /** Present when the command has a key. */
  readonly identity: Identity | null;
  readonly settle: (answer: Answer) => void;
  readonly fail: (error: unknown) => void;
}
interface Identity {
  readonly principal: string;
  readonly key: string;
  readonly payload: string;
}

export interface BatcherLimits {
  /** Commands that share one transaction at most. */
  readonly batch: number;
  /** Commands that may wait in a lane; beyond that they are rejected as `busy`. */
  readonly waiting: number;
  /** Tries of a batch that gives way, before its commands go alone; and tries of a command alone. */
  readonly tries: number;
  readonly triesAlone: number;
}
/** What a batcher has to do, and how it went since it was made. */
export interface BatcherStats {
  /** Commands that wait for a transaction, in all lanes. */
  readonly waiting: number;
  /** In the fullest lane: it is that which becomes too full. */
  readonly mostWaiting: number;
  /** Transactions that were begun anew because the database made them give way. */
  readonly retries: number;
  /** Batches that were taken apart, each command going alone. */
  readonly takenApart: number;
}
export const BATCHER_LIMITS: BatcherLimits = { batch: 64, waiting: 20_000, tries: 3, triesAlone: 25 };

/**
 * Group commit: commands that come while a transaction is under way share the next one. Commands of one stream stay in one lane and so in order; there
 * are as many lanes as the store takes transactions side by side.
 */
export class Batcher {
  private readonly lanes: Lane[];

  constructor(
    private readonly parts: RuntimeParts,
    catalogue: DefinitionCatalogue,
    cache: SnapshotCache,
    private readonly limits: BatcherLimits,
  ) {
    this.lanes = Array.from({ length: parts.store.writers }, () => new Lane(parts, catalogue, cache, limits));
  }

  stats(): BatcherStats {
    const waiting = this.lanes.map((lane) => lane.waiting);
    const sum = (numbers: readonly number[]): number => numbers.reduce((a, b) => a + b, 0);
    return {
      waiting: sum(waiting),
      mostWaiting: Math.max(...waiting),
      retries: sum(this.lanes.map(({ retries }) => retries)),
      takenApart: sum(this.lanes.map(({ takenApart }) => takenApart)),
    };
  }

  submit(envelope: Envelope, plan: Plan): Promise<Answer> {
    const lane = this.lanes[laneOf(plan.stream, this.lanes.length)];
    if (lane === undefined) throw new Error('the store takes no transactions');
    if (lane.waiting >= this.limits.waiting) {
      return Promise.resolve(rejected('busy', 'Too much is waiting to be written; try again in a moment.'));
    }
    return new Promise((settle, fail) => {
      lane.add({ envelope, plan, identity: identityOf(envelope, plan), settle, fail });
    });
  }
}

function laneOf(stream: string, lanes: number): number {
  let hash = 0;
  for (let i = 0; i < stream.length; i++) hash = (Math.imul(hash, 31) + stream.charCodeAt(i)) | 0;
  return Math.abs(hash) % lanes;
}

/** Commands alike by principal and key; the payload tells whether they are the same. */
function identityOf({ command, principal, key }: Envelope, plan: Plan): Identity | null {
  const name = key ?? plan.key;
  if (name === undefined) return null;
  return { principal: principalName(principal), key: name, payload: NODE_HASHING.text(canonical(command)) };
}

class Lane {
  private readonly queue: Pending[] = [];
  private isRunning = false;
  retries = 0;
  takenApart = 0;

  constructor(
    private readonly parts: RuntimeParts,
    private readonly catalogue: DefinitionCatalogue,
    private readonly cache: SnapshotCache,
    private readonly limits: BatcherLimits,
  ) {}

  get waiting(): number {
    return this.queue.length;
  }

  add(pending: Pending): void {
    this.queue.push(pending);
    if (!this.isRunning) void this.drain();
  }

  private async drain(): Promise<void> {
    this.isRunning = true;
    // One turn of the event loop lets everything join that came together.
    await Promise.resolve();
    while (this.queue.length > 0) await this.write(this.take());
    this.isRunning = false;
  }

  /** The oldest commands that may share a transaction: one unit, and none that must be alone. */
  private take(): Pending[] {
    const first = this.queue[0];
    let count = 0;
    for (const { envelope, plan } of this.queue) {
      if (count > 0 && (plan.alone === true || first?.plan.alone === true)) break;
      if (envelope.unit !== first?.envelope.unit || count === this.limits.batch) break;
      count++;
    }
    return this.queue.splice(0, count);
  }

  private async write(batch: readonly Pending[]): Promise<void> {
    const tries = batch.length === 1 ? this.limits.triesAlone : this.limits.tries;
    for (let tried = 1; ; tried++) {
      try {
        const answers = await this.transact(batch);
        batch.forEach(({ settle }, i) => {
          settle(answers[i] ?? rejected('busy', 'No answer.'));
        });
        return;
      } catch (error) {
        if (error instanceof StoreConflict && tried < tries) {
          this.retries += 1;
          await this.parts.surroundings.sleep(this.pause(tried));
          continue;
        }
        // Whatever it is, it may be one command's fault alone. What may have been written is not tried again.
        if (batch.length > 1 && !(error instanceof StoreUnavailable)) {
          this.takenApart += 1;
          for (const pending of batch) await this.write([pending]);
          return;
        }
        if (error instanceof HalfDone) {
          for (const { plan, ...rest } of batch) await this.write([{ ...rest, plan: { ...plan, run: error.instead } }]);
          return;
        }
        for (const pending of batch) this.giveUp(pending, error);
        return;
      }
    }
  }

  /** Milliseconds, growing, with chance in it so that two who gave way to each other do not meet again. */
  private pause(tried: number): number {
    const [chance = 0] = this.parts.surroundings.random(1);
    return Math.min(200, 2 ** tried) * (0.5 + chance / 255);
  }

  private giveUp({ envelope, settle, fail }: Pending, error: unknown): void {
    if (error instanceof StoreConflict) {
      settle(rejected('busy', 'Others write the same rows without pause; try again in a moment.'));
    } else if (error instanceof StateTooLarge) {
      settle(rejected('too-large', error.message));
    } else {
      // What the database cannot hold, somebody has given us: that is no fault of ours.
      if (!(error instanceof StoreRefused)) {
        this.parts.report?.({ kind: 'write', subject: envelope.command.kind, error });
      }
      fail(error);
    }
  }

  private async transact(pendings: readonly Pending[]): Promise<readonly Answer[]> {
    const unit = pendings[0]?.envelope.unit ?? '';
    const wanted = together(unit, pendings);
    const done = await this.parts.store.transact(async (transaction) => {
      const batch = await Batch.open(this.parts, this.catalogue, this.cache, transaction, unit, wanted);
      await batch.lockRecords(transaction, scopesOf(batch, pendings));
      for (const { plan } of pendings) await plan.before?.();
      const answers = pendings.map((pending) => answer(batch, pending));
      batch.flush(transaction);
      return { batch, answers };
    });
    for (const snapshot of done.batch.kept) this.cache.put(snapshot);
    if (this.parts.bell !== undefined) done.batch.tell(this.parts.bell);
    return done.answers;
  }
}

/** The command's answer within its batch: the first one again when it was given before. */
function answer(batch: Batch, { plan, identity }: Pick<Pending, 'plan' | 'identity'>): Answer {
  if (identity === null) return plan.run(batch);
  const { principal, key, payload } = identity;
  const first = batch.answered(principal, key);
  if (first !== undefined) {
    if (first.payload === payload) return first.answer;
    return rejected('key-reused', `The idempotency key "${key}" was used for another command.`);
  }
  const made = plan.run(batch);
  if (made.status !== 'rejected') batch.rememberAnswer(principal, key, payload, made);
  return made;
}

/** The scope records of all commands, each once. */
export function scopesOf(batch: Batch, pendings: readonly { readonly plan: Plan }[]): readonly ScopeKey[] {
  const keys = new Map<string, ScopeKey>();
  for (const { plan } of pendings) {
    for (const key of plan.scopes?.(batch) ?? []) keys.set(recordName(key), key);
  }
  return [...keys.values()];
}

/** Everything that the commands want, each thing once. */
function together(
  unit: string,
  pendings: readonly Pick<Pending, 'plan' | 'identity'>[],
): Omit<Wanted, 'unit' | 'records'> {
  const instances = new Set<string>();
  const messages = new Set<string>();
  const streams = new Set<string>();
  const jobs = new Map<string, JobKey>();
  let lockOrganisation = false;
  for (const { plan } of pendings) {
    for (const { id } of plan.wanted.instances ?? []) instances.add(id);
    for (const id of plan.wanted.messages ?? []) messages.add(id);
    for (const stream of plan.wanted.streams ?? []) streams.add(stream);
    for (const key of plan.wanted.jobs ?? []) jobs.set(`${key.instance} ${key.job}`, key);
    lockOrganisation ||= plan.wanted.lockOrganisation === true;
  }
  const answers = pendings.flatMap(({ identity }) =>
    identity === null ? [] : [{ unit, principal: identity.principal, key: identity.key }],
  );
  return {
    instances: [...instances].map((id) => ({ id })),
    messages: [...messages],
    streams: [...streams],
    jobs: [...jobs.values()],
    answers,
    lockOrganisation,
  };
}

export { answer, identityOf, together };
