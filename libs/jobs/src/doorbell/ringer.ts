import type { Surroundings } from '@quanheng/runtime/ports';
import { Queue } from 'bullmq';
import type { Redis } from 'ioredis';
import type { Log } from '../log.js';
import { LANES, type LaneName } from '../settings.js';
import type { Doorbell, DoorbellStats } from './doorbell.js';
import { closing, connectRedis, rarely, REDIS_PREFIX, type RedisAddress } from './redis.js';

/**
 * What lies further ahead is not handed to Redis: a sweep finds it in time. So a million timers that wait for months are rows, and
 * nothing else.
 */
export const HORIZON = 60_000;
/** Rings for moments close together are one: the moment is rounded up to the next multiple. */
const GRAIN = 250;
/** A ring that was lost while it held its key keeps others away for so long at most. */
const KEY_LIFE = 30_000;

/** The queue that carries the rings of a lane. */
export function queueName(lane: LaneName): string {
  return `rings-${lane}`;
}

/**
 * Rings by putting a job into the lane's queue of BullMQ, which one worker takes. At most one ring for now and one for each moment waits in
 * the queue. While Redis is away rings are counted as lost; workers look by themselves.
 */
export class Ringer implements Doorbell {
  private readonly redis: Redis;
  private readonly queues: ReadonlyMap<LaneName, Queue>;
  /** Rings on their way, and whether there was another reason to ring since. */
  private readonly sending = new Map<string, { again: boolean }>();
  private rung = 0;
  private lost = 0;
  private closed = false;

  constructor(
    address: RedisAddress,
    private readonly surroundings: Pick<Surroundings, 'now'>,
    log: Log,
  ) {
    // Rings are worth nothing later: what cannot be sent now is lost, not kept.
    this.redis = connectRedis(address, 'ringer', log, { maxRetriesPerRequest: 1 });
    const connection = this.redis;
    const tell = rarely((error) => log.warn(`Rings cannot be sent: ${String(error)}`, {}));
    this.queues = new Map(
      LANES.map((lane) => {
        const queue = new Queue(queueName(lane), { connection, prefix: REDIS_PREFIX });
        queue.on('error', tell);
        return [lane, queue];
      }),
    );
  }

  /** Whether a ring would arrive now. */
  get ready(): boolean {
    return !this.closed && this.redis.status === 'ready';
  }

  ring(lane: LaneName, at: number): void {
    const now = this.surroundings.now();
    if (at - now > HORIZON) return;
    const moment = at <= now ? 0 : Math.ceil(at / GRAIN) * GRAIN;
    this.send(lane, moment, moment === 0 ? 0 : moment - now);
  }

  stats(): DoorbellStats {
    return { rung: this.rung, lost: this.lost };
  }

  async close(): Promise<void> {
    if (this.closed) return;
    this.closed = true;
    await closing([...this.queues.values()].map((queue) => queue.close()));
    this.redis.disconnect();
  }

  private send(lane: LaneName, moment: number, delay: number): void {
    const id = `${lane}-${moment}`;
    const sending = this.sending.get(id);
    if (sending !== undefined) {
      sending.again = true;
      return;
    }
    const queue = this.queues.get(lane);
    if (!this.ready || queue === undefined) {
      this.lost += 1;
      return;
    }
    const state = { again: false };
    this.sending.set(id, state);
    const options = {
      delay,
      removeOnComplete: true,
      removeOnFail: true,
      deduplication: { id, ttl: delay + KEY_LIFE },
    };
    queue
      .add('ring', {}, options)
      .then(
        () => (this.rung += 1),
        () => (this.lost += 1),
      )
      .finally(() => {
        this.sending.delete(id);
        // Its worker may have looked before this reason came up.
        if (state.again) this.send(lane, moment, delay);
      });
  }
}
