import { Redis } from 'ioredis';

/** Gives a command to a Redis on this machine by a connection of its own. */
export async function ask(port: number, command: string, ...args: string[]): Promise<unknown> {
  const redis = new Redis({ port, host: '127.0.0.1' });
  try {
    return await redis.call(command, args);
  } finally {
    redis.disconnect();
  }
}
