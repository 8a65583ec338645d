import type { Redis } from 'ioredis';
import { connectRedis, type RedisAddress } from './doorbell/redis.js';
import type { Log } from './log.js';

/** Asks Redis whether it is there, over a connection of its own. */
export class RedisProbe {
  private readonly redis: Redis;

  constructor(address: RedisAddress, log: Log) {
    this.redis = connectRedis(address, 'probe', log, { enableOfflineQueue: false, maxRetriesPerRequest: 0 });
  }

  /** Rejects when it does not answer. */
  async check(): Promise<void> {
    await this.redis.ping();
  }

  close(): void {
    this.redis.disconnect();
  }
}
