import { binary } from './binaries.js';
import type { Server } from './server.js';
import { ask, freePorts, startServer, temporaryFolder } from './server.js';

export interface RedisOptions {
  /** Keeps what was written through a kill: an append-only file, synced at every write. */
  readonly durable?: boolean;
  /** Further options of redis-server, such as `--maxmemory 1mb` or `--replicaof 127.0.0.1 6379`. */
  readonly args?: readonly string[];
}

/** A private Redis, empty at first. */
export async function startRedis(options: RedisOptions = {}): Promise<Server> {
  const folder = temporaryFolder('redis');
  const [port = 0] = await freePorts(1);
  const durable = options.durable ? ['--appendonly', 'yes', '--appendfsync', 'always'] : ['--appendonly', 'no'];
  const args = ['--port', `${port}`, '--bind', '127.0.0.1', '--dir', folder, '--save', '', ...durable];
  return startServer({
    name: 'redis-server',
    folder,
    port,
    url: `redis://127.0.0.1:${port}`,
    command: binary('redis-server'),
    args: () => [...args, ...(options.args ?? [])],
    probe: async () => {
      const answer = await ask(port, 'PING\r\n');
      if (!answer.startsWith('+PONG')) throw new Error(answer);
    },
  });
}
