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
  type StartableKey,
  type Wanted,
} from '../ports/index.js';
import type { DefinitionCatalogue } from '../definitions/catalogue.js';
import { rejected } from './answers.js';
import { Batch, StateTooLarge, type Plan } from './batch.js';
import { HalfDone } from './half-done.js';
import type { RuntimeParts } from './parts.js';
import type { SnapshotCache } from './snapshot-cache.js';
import { WaitingLine } from './waiting-line.js';

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
  /** Commands that may wait; beyond that they are rejected as `busy`. */
  readonly waiting: number;
  /** Tries of a batch that gives way, before its commands go alone; and tries of a command alone. */
  readonly tries: number;
  readonly triesAlone: number;
  /** Waiting commands that are worth one more transaction beside those under way. */
  readonly worth: number;
  /** Milliseconds after which fewer are, too: what is under way may itself be waiting for somebody else's rows. */
  readonly patience: number;
}
/** What a batcher has to do, and how it went since it was made. */
export interface BatcherStats {
  /** Commands that wait for a transaction. */
  readonly waiting: number;
  /** Transactions that were begun anew because the database made them give way. */
  readonly retries: number;
  /** Batches that were taken apart, each command going alone. */
  readonly takenApart: number;
}
export const BATCHER_LIMITS: BatcherLimits = {
  ...{ batch: 64, waiting: 20_000, tries: 3, triesAlone: 25 },
  ...{ worth: 8, patience: 20 },
};

/**
 * Group commit: commands that come while a transaction is under way share the next one. A transaction costs the same round trips and the same write to
 * the disk for one command as for many, so another one begins beside it only when enough commands wait for it, and never more than the store takes.
 */
export class Batcher {
  private readonly line = new WaitingLine<Pending>();
  private running = 0;
  private isWatching = false;
  private retries = 0;
  private takenApart = 0;

  constructor(
    private readonly parts: RuntimeParts,
    private readonly catalogue: DefinitionCatalogue,
    private readonly cache: SnapshotCache,
    private readonly limits: BatcherLimits,
  ) {}

  stats(): BatcherStats {
    return { waiting: this.line.length, retries: this.retries, takenApart: this.takenApart };
  }

  submit(envelope: Envelope, plan: Plan): Promise<Answer> {
    if (this.line.length >= this.limits.waiting) {
      return Promise.resolve(rejected('busy', 'Too much is waiting to be written; try again in a moment.'));
    }
    return new Promise((settle, fail) => {
      this.line.add({ envelope, plan, identity: identityOf(envelope, plan), settle, fail });
      // One turn of the microtasks lets everything join that comes at once.
      if (this.line.length === 1 || this.mayBegin()) {
        queueMicrotask(() => {
          this.begin();
        });
      }
    });
  }

  private mayBegin(): boolean {
    if (this.running === 0) return this.line.length > 0;
    return this.line.length >= this.limits.worth && this.running < this.parts.store.writers;
  }

  /** Begins as many transactions as are worth it. */
  private begin(): void {
    while (this.mayBegin() && this.beginOne());
    if (this.line.length > 0) this.watch();
  }

  /** False when all that wait must wait for what is under way. */
  private beginOne(): boolean {
    const batch = this.line.take(Math.min(this.limits.batch, this.share()));
    if (batch.length === 0) return false;
    this.running++;
    void this.write(batch).finally(() => {
      this.running--;
      this.line.done(batch);
      this.begin();
    });
    return true;
  }

  /** Many that come at once make two transactions: while the database is at work on the one, the other is carried out here. */
  private share(): number {
    const { length } = this.line;
    const isForTwo = this.running === 0 && length >= 2 * this.limits.worth && this.parts.store.writers > 1;
    return isForTwo ? Math.ceil(length / 2) : length;
  }

  /** Lets whoever has waited for long go beside what is under way. */
  private watch(): void {
    const isFull = (): boolean => this.running >= this.parts.store.writers;
    if (this.isWatching || isFull()) return;
    const { first } = this.line;
    this.isWatching = true;
    void this.parts.surroundings.sleep(this.limits.patience).then(() => {
      this.isWatching = false;
      if (this.line.first === first && !isFull()) this.beginOne();
      if (this.line.length > 0) this.watch();
    });
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
      await beforeAll(batch, pendings);
      await batch.lockRecords(transaction, scopesOf(batch, pendings));
      const answers = pendings.map((pending) => answer(batch, pending));
      batch.flush(transaction);
      return { batch, answers };
    });
    for (const snapshot of done.batch.kept) this.cache.put(snapshot);
    if (this.parts.bell !== undefined) done.batch.tell(this.parts.bell);
    return done.answers;
  }
}

/** Commands alike by principal and key; the payload tells whether they are the same. */
function identityOf({ command, principal, key }: Envelope, plan: Plan): Identity | null {
  const name = key ?? plan.key;
  if (name === undefined) return null;
  return { principal: principalName(principal), key: name, payload: NODE_HASHING.text(canonical(command)) };
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

/** Waits only for those who have something to ask. */
export async function beforeAll(batch: Batch, pendings: readonly { readonly plan: Plan }[]): Promise<void> {
  for (const { plan } of pendings) {
    const asking = plan.before?.(batch);
    if (asking !== undefined) await asking;
  }
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
  const startable = new Map<string, StartableKey>();
  let lockOrganisation = false;
  for (const { plan } of pendings) {
    for (const { id } of plan.wanted.instances ?? []) instances.add(id);
    for (const id of plan.wanted.messages ?? []) messages.add(id);
    for (const stream of plan.wanted.streams ?? []) streams.add(stream);
    for (const key of plan.wanted.jobs ?? []) jobs.set(`${key.instance} ${key.job}`, key);
    for (const key of plan.wanted.startable ?? []) startable.set(`${key.version ?? ''} ${key.process}`, key);
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
    startable: [...startable.values()],
    answers,
    lockOrganisation,
  };
}

export { answer, identityOf, together };
