import { randomUUID } from 'node:crypto';
import type { Bell, Notice } from '@quanheng/runtime/ports';
import type { Redis } from 'ioredis';
import { connectRedis, REDIS_PREFIX, type RedisAddress } from '../doorbell/redis.js';
import { messageOf, type Log } from '../log.js';
import { InProcessBell } from './in-process-bell.js';

const CHANNEL = `${REDIS_PREFIX}:notices`;
/** Notices of one message. */
const BATCH = 200;
/** Messages that may wait in memory for Redis to take them; beyond, notices are lost. */
const MAX_UNSENT = 200;

/** What a message on the channel holds. `from` lets the sender pass over its own. */
interface Carried {
  readonly from: string;
  readonly notices: readonly Notice[];
}

/** Carries notices between processes by Redis. Within its own process they arrive without it; what cannot be sent is counted and lost. */
export class RedisBell implements Bell {
  private readonly id = randomUUID();
  private readonly local: InProcessBell;
  private readonly publisher: Redis;
  private readonly subscriber: Redis;
  private unsent = 0;
  private lost = 0;
  private unreadable = 0;

  constructor(address: RedisAddress, log: Log) {
    this.local = new InProcessBell(log);
    this.publisher = connectRedis(address, 'bell', log, { enableOfflineQueue: false, maxRetriesPerRequest: 0 });
    this.subscriber = connectRedis(address, 'listener', log, { maxRetriesPerRequest: null });
    this.subscriber.on('message', (_channel: string, text: string) => this.hear(text));
    // Kept until Redis is there; after a lost connection ioredis subscribes again.
    this.subscriber.subscribe(CHANNEL).catch((error: unknown) => {
      if (this.subscriber.status !== 'end') {
        log.error(`Notices of other processes will not be heard: ${messageOf(error)}`, { channel: CHANNEL });
      }
    });
  }

  ring(notices: readonly Notice[]): void {
    this.local.ring(notices);
    for (let from = 0; from < notices.length; from += BATCH) this.publish(notices.slice(from, from + BATCH));
  }

  listen(listener: (notice: Notice) => void): () => void {
    return this.local.listen(listener);
  }

  /** Notices that others did not get from here, and messages that could not be read. */
  stats(): { readonly lost: number; readonly unreadable: number } {
    return { lost: this.lost, unreadable: this.unreadable };
  }

  async close(): Promise<void> {
    await this.local.close();
    this.publisher.disconnect();
    this.subscriber.disconnect();
  }

  private publish(notices: readonly Notice[]): void {
    if (this.publisher.status !== 'ready' || this.unsent >= MAX_UNSENT) {
      this.lost += notices.length;
      return;
    }
    const carried: Carried = { from: this.id, notices };
    this.unsent += 1;
    this.publisher
      .publish(CHANNEL, JSON.stringify(carried))
      .catch(() => (this.lost += notices.length))
      .finally(() => (this.unsent -= 1));
  }

  private hear(text: string): void {
    const carried = readCarried(text);
    if (carried === null) this.unreadable += 1;
    else if (carried.from !== this.id) this.local.ring(carried.notices);
  }
}

/** Only what looks like notices; another program may use the channel, or another version of this one. */
function readCarried(text: string): Carried | null {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    return null;
  }
  if (typeof value !== 'object' || value === null) return null;
  const { from, notices } = value as Partial<Record<keyof Carried, unknown>>;
  if (typeof from !== 'string' || !Array.isArray(notices)) return null;
  const known = notices.filter(isNotice);
  return { from, notices: known };
}

function isNotice(value: unknown): value is Notice {
  return typeof value === 'object' && value !== null && typeof (value as { kind?: unknown }).kind === 'string';
}
