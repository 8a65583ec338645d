import type { RedisAddress } from '@quanheng/jobs';
import type { Config } from '../configuration/index.js';

/** How Redis is reached; null: there is none. */
export function redisAddress({ redis }: Config): RedisAddress | null {
  const password = redis.password === undefined ? {} : { password: redis.password.reveal() };
  if (redis.url !== undefined) return { url: redis.url, options: password };
  if (redis.sentinels === undefined) return null;
  const sentinelPassword =
    redis.sentinelPassword === undefined ? {} : { sentinelPassword: redis.sentinelPassword.reveal() };
  const sentinels = redis.sentinels.map((each) => {
    const [host = '', port] = each.split(':');
    return { host, port: Number(port) };
  });
  return { options: { sentinels, name: redis.sentinelName, ...password, ...sentinelPassword } };
}
