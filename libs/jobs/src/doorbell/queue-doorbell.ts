import type { Surroundings } from '@quanheng/runtime/ports';
import { Worker } from 'bullmq';
import type { Redis } from 'ioredis';
import type { Log } from '../log.js';
import { LANES, type LaneName } from '../settings.js';
import type { AnsweredDoorbell, DoorbellStats } from './doorbell.js';
import { LocalDoorbell } from './local-doorbell.js';
import { closing, connectRedis, rarely, REDIS_PREFIX, type RedisAddress } from './redis.js';
import { queueName, Ringer } from './ringer.js';

export interface QueueOptions {
  readonly redis: RedisAddress;
}

/**
 * The doorbell that all workers share: a ring is a job of BullMQ, taken by one of them. A worker takes the next ring of a lane when it has room
 * for more, so a busy one leaves it to the others. What it cannot ring because Redis is away, it rings to itself.
 */
export class QueueDoorbell implements AnsweredDoorbell {
  private readonly ringer: Ringer;
  private readonly redis: Redis;
  private readonly local: LocalDoorbell;
  private workers: readonly Worker[] = [];

  constructor(
    { redis }: QueueOptions,
    surroundings: Surroundings,
    private readonly log: Log,
  ) {
    this.ringer = new Ringer(redis, surroundings, log);
    this.local = new LocalDoorbell(surroundings);
    // BullMQ's workers wait for Redis for ever, and ask for that.
    this.redis = connectRedis(redis, 'worker', log, { maxRetriesPerRequest: null });
  }

  start(answer: (lane: LaneName) => Promise<void>): void {
    this.local.start(answer);
    const tell = rarely((error) => this.log.warn(`Rings cannot be received: ${String(error)}`, {}));
    this.workers = LANES.map((lane) => {
      const worker = new Worker(
        queueName(lane),
        async (job) => {
          // From here on another ring counts: the look comes after this, so what was committed before is seen.
          await job.removeDeduplicationKey();
          await answer(lane);
        },
        { connection: this.redis, prefix: REDIS_PREFIX, concurrency: 1 },
      );
      worker.on('error', tell);
      return worker;
    });
  }

  ring(lane: LaneName, at: number): void {
    if (this.ringer.ready) this.ringer.ring(lane, at);
    else this.local.ring(lane, at);
  }

  async stop(): Promise<void> {
    await this.local.stop();
    const away = this.redis.status !== 'ready';
    await closing([...this.workers.map((worker) => worker.close(away)), this.ringer.close()]);
    this.redis.disconnect();
  }

  stats(): DoorbellStats {
    const { rung, lost } = this.ringer.stats();
    return { rung: rung + this.local.stats().rung, lost };
  }
}
