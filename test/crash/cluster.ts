import { existsSync } from 'node:fs';
import { join } from 'node:path';
import {
  startMariaDb,
  startRedis,
  temporaryFolder,
  freePorts,
  type DatabaseServer,
  type Server,
} from '../servers/index.js';
import { ask, startServer } from '../servers/server.js';

/** Everything that can be killed. */
export interface Cluster {
  readonly database: DatabaseServer;
  readonly redis: Server;
  readonly apis: readonly Server[];
  readonly workers: readonly Server[];
  stop(): Promise<void>;
}

const BESIDE = join(__dirname, 'server-process.js');
/** What was built, also when this runs from its source. */
export const BUILT_SERVER = existsSync(BESIDE) ? BESIDE : join(__dirname, '../../dist/test/crash/server-process.js');

/** MariaDB, Redis, two api and two worker processes, each its own process of the operating system. */
export async function startCluster(): Promise<Cluster> {
  const started: Server[] = [];
  const stop = async (): Promise<void> => {
    for (const server of [...started].reverse()) await server.stop();
  };
  const add = async <S extends Server>(server: Promise<S>): Promise<S> => {
    started.push(await server);
    return server;
  };
  try {
    const database = await add(startMariaDb());
    const redis = await add(startRedis());
    const start = (role: 'api' | 'worker'): Promise<Server> => add(startProcess(role, database.url, redis.url));
    // One after the other: the first brings the schema up to date.
    const apis = [await start('api'), await start('api')];
    const workers = [await start('worker'), await start('worker')];
    return { database, redis, apis, workers, stop };
  } catch (error) {
    await stop();
    throw error;
  }
}

async function startProcess(role: 'api' | 'worker', database: string, redis: string): Promise<Server> {
  const [port = 0] = await freePorts(1);
  const folder = temporaryFolder(role);
  const settings = [
    `QH_DATABASE_URL=${database}`,
    `QH_REDIS_URL=${redis}`,
    'QH_JOBS_SWEEP_SECONDS=1',
    `QH_DATA=${folder}`,
    `CRASH_ROLE=${role}`,
    `CRASH_PORT=${port}`,
  ];
  return startServer({
    name: role,
    folder,
    port,
    url: `http://127.0.0.1:${port}`,
    // `env` becomes the process itself, so that a kill hits it and nothing between.
    command: '/usr/bin/env',
    args: () => [...settings, process.execPath, BUILT_SERVER],
    probe: () => ask(port, 'GET / HTTP/1.0\r\n\r\n').then(() => undefined),
  });
}

/** Forgets everything that Redis knows, without ending it. */
export async function flushRedis({ port }: Server): Promise<void> {
  await ask(port, 'FLUSHALL\r\n');
}
