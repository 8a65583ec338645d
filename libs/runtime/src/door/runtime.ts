import { isQuestion } from '../commands/drafts.js';
import { foreseen, withForeseen } from '../commands/foresight.js';
import { DefinitionCatalogue } from '../definitions/catalogue.js';
import type { Answer, Door, Envelope, Rejected } from '../ports/index.js';
import { rejected } from './answers.js';
import { Batch, type Plan } from './batch.js';
import {
  answer,
  BATCHER_LIMITS,
  Batcher,
  beforeAll,
  identityOf,
  scopesOf,
  together,
  type BatcherLimits,
  type BatcherStats,
} from './batcher.js';
import { HalfDone } from './half-done.js';
import { NumberSeries } from './number-series.js';
import type { RuntimeParts } from './parts.js';
import { Planner } from './planner.js';
import { ReadOnlyTransaction } from './read-only-transaction.js';
import { SnapshotCache } from './snapshot-cache.js';

export interface RuntimeOptions {
  readonly limits?: Partial<BatcherLimits>;
  /** Instances whose state is kept in memory; default 10,000. */
  readonly cachedInstances?: number;
}

/** The one door (architecture §2). */
export class Runtime implements Door {
  readonly catalogue: DefinitionCatalogue;
  private readonly cache: SnapshotCache;
  private readonly planner: Planner;
  private readonly dryPlanner: Planner;
  private readonly batcher: Batcher;
  private isClosing = false;
  private readonly running = new Set<Promise<Answer>>();

  constructor(
    private readonly parts: RuntimeParts,
    { limits, cachedInstances = 10_000 }: RuntimeOptions = {},
  ) {
    this.catalogue = new DefinitionCatalogue(parts.queries);
    this.cache = new SnapshotCache(cachedInstances);
    this.planner = new Planner(parts, this.catalogue, new NumberSeries(parts));
    this.dryPlanner = new Planner(parts, this.catalogue, { next: () => Promise.resolve('') }, true);
    this.batcher = new Batcher(parts, this.catalogue, this.cache, { ...BATCHER_LIMITS, ...limits });
  }

  execute(envelope: Envelope): Promise<Answer> {
    if (this.isClosing) {
      return Promise.resolve(rejected('busy', 'The product is shutting down; try again in a moment.'));
    }
    const running = this.carryOut(envelope);
    this.running.add(running);
    const done = (): void => void this.running.delete(running);
    running.then(done, done);
    return running;
  }

  private async carryOut(envelope: Envelope): Promise<Answer> {
    if (isQuestion(envelope.command)) {
      return rejected('invalid', `${envelope.command.kind} is a question: it is asked, and not carried out.`);
    }
    const plan = await planOrRejection(this.planner, envelope);
    return 'status' in plan ? plan : this.batcher.submit(envelope, plan);
  }

  async ask(envelope: Envelope): Promise<Answer> {
    const plan = await planOrRejection(this.dryPlanner, envelope);
    if ('status' in plan) return plan;
    const identity = identityOf(envelope, plan);
    const transaction = new ReadOnlyTransaction(this.parts.queries);
    const wanted = together(envelope.unit, [{ plan, identity }]);
    const batch = await Batch.open(
      { ...this.parts, report: () => undefined },
      this.catalogue,
      this.cache,
      transaction,
      envelope.unit,
      wanted,
    );
    await beforeAll(batch, [{ plan }]);
    await batch.lockRecords(transaction, scopesOf(batch, [{ plan }]));
    try {
      const told = foreseen(batch, envelope);
      return withForeseen(answer(batch, { plan, identity }), told);
    } catch (error) {
      if (error instanceof HalfDone) return error.instead(batch);
      throw error;
    }
  }

  stats(): BatcherStats {
    return this.batcher.stats();
  }

  /** Takes no further command and resolves when those under way are done. */
  async close(): Promise<void> {
    this.isClosing = true;
    await Promise.allSettled(this.running);
  }
}

/** A key that is no key is turned down before anything is looked up. */
async function planOrRejection(planner: Planner, envelope: Envelope): Promise<Plan | Rejected> {
  const { key } = envelope;
  if (key !== undefined && (key.length === 0 || key.length > 200)) {
    return rejected('invalid', 'An idempotency key has 1 to 200 characters.', { subject: 'Idempotency-Key' });
  }
  return planner.plan(envelope);
}
