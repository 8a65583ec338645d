import { Redis, type RedisOptions } from 'ioredis';
import { messageOf, type Log } from '../log.js';

/** How Redis is reached: an address, and what ioredis understands besides (Sentinel, TLS, password, database). */
export interface RedisAddress {
  /** `redis://127.0.0.1:6379`; absent when `options` say where. */
  readonly url?: string;
  readonly options?: RedisOptions;
}

/** Every key and channel of ours begins so; the braces keep them on one node of a cluster. */
export const REDIS_PREFIX = '{qh}';

const RECONNECT_FIRST = 50;
const RECONNECT_MOST = 2_000;
/** Lost connections are told once in so long. */
const TELL_EVERY = 60_000;

/** A connection that comes back by itself, for ever. It begins to connect at once; its errors are told, not thrown. */
export function connectRedis(address: RedisAddress, purpose: string, log: Log, more: RedisOptions = {}): Redis {
  const options: RedisOptions = {
    connectionName: `quanheng-${purpose}`,
    retryStrategy: (times) => Math.min(RECONNECT_MOST, RECONNECT_FIRST * times),
    ...address.options,
    ...more,
  };
  const redis = address.url === undefined ? new Redis(options) : new Redis(address.url, options);
  const tell = rarely((error) => log.warn(`Redis cannot be reached: ${messageOf(error)}`, { purpose }));
  redis.on('error', tell);
  return redis;
}

/** Longest wait for BullMQ to let go; a Redis that is away must not hold up the end of a process. */
const CLOSE_WITHIN = 5_000;

/** Waits for what is being closed, but not for ever. */
export async function closing(parts: readonly Promise<void>[]): Promise<void> {
  let timeout: NodeJS.Timeout | undefined;
  const patience = new Promise<void>((resolve) => {
    timeout = setTimeout(resolve, CLOSE_WITHIN);
  });
  await Promise.race([Promise.all(parts), patience]);
  clearTimeout(timeout);
}

/** Passes on the first of what is told within a minute. */
export function rarely(tell: (error: unknown) => void): (error: unknown) => void {
  let last = -Infinity;
  return (error) => {
    const now = performance.now();
    if (now - last < TELL_EVERY) return;
    last = now;
    tell(error);
  };
}
