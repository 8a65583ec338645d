import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Redis } from 'ioredis';
import { freePorts, startServer, temporaryFolder, type Server } from './server.js';

/** Two Redis and three Sentinels, by the very scripts of `docker/`. */
export interface WatchedRedis {
  readonly master: Server;
  readonly replica: Server;
  readonly sentinels: readonly Server[];
  readonly password: string;
  stop(): Promise<void>;
}

/** The root of the repository, whose scripts are what is tried: not what was built. */
const root = join(__dirname, '..', '..');
const PASSWORD = 'base64/looks+like=this';

/** Resolves when every Sentinel knows the replica and the other Sentinels. */
export async function startWatchedRedis(): Promise<WatchedRedis> {
  const started: Server[] = [];
  const stop = async (): Promise<void> => {
    await Promise.all(started.map((server) => server.stop()));
  };
  try {
    const [first = 0, second = 0, ...watching] = await freePorts(5);
    const master = await startOne(first);
    started.push(master);
    const replica = await startOne(second, `replicaof 127.0.0.1 ${first}`);
    started.push(replica);
    await until(async () => (await askRedis(second, 'INFO replication', PASSWORD)).includes('master_link_status:up'));
    const sentinels = await Promise.all(watching.map((port) => startSentinel(port, first)));
    started.push(...sentinels);
    for (const { port } of sentinels) await until(() => isComplete(port));
    return { master, replica, sentinels, password: PASSWORD, stop };
  } catch (error) {
    await stop();
    throw error;
  }
}

async function isComplete(port: number): Promise<boolean> {
  return (await askRedis(port, 'INFO sentinel')).includes('slaves=1,sentinels=3');
}

function startOne(port: number, ...settings: readonly string[]): Promise<Server> {
  const folder = temporaryFolder('redis');
  const script = adapted('redis.sh', folder, []);
  const all = [`port ${port}`, 'bind 127.0.0.1', `dir ${folder}`, 'replica-announce-ip 127.0.0.1', ...settings];
  return startServer({
    ...{ name: 'redis-server', folder, port, url: '', command: '/bin/sh' },
    args: () => [script, ...all],
    probe: () => answers(port, PASSWORD),
  });
}

function startSentinel(port: number, master: number): Promise<Server> {
  const folder = temporaryFolder('sentinel');
  mkdirSync(join(folder, 'data'));
  const script = adapted('sentinel.sh', folder, [
    ['/data', join(folder, 'data')],
    ['port 26379', `port ${port}\nbind 127.0.0.1`],
    ['redis-1 6379', `127.0.0.1 ${master}`],
  ]);
  return startServer({
    ...{ name: 'redis-sentinel', folder, port, url: '', command: '/bin/sh' },
    args: () => [script],
    probe: () => answers(port),
  });
}

/** The script with the folders and addresses of this machine in the place of the container's. @throws when it holds none of them any more */
function adapted(name: string, folder: string, changes: readonly (readonly [string, string])[]): string {
  const secret = join(folder, 'redis_password');
  writeFileSync(secret, PASSWORD);
  let text = readFileSync(join(root, 'docker', 'redis', name), 'utf8');
  for (const [from, to] of [['/run/secrets/redis_password', secret] as const, ...changes]) {
    if (!text.includes(from)) throw new Error(`${name} does not say "${from}"`);
    text = text.replaceAll(from, to);
  }
  const script = join(folder, name);
  writeFileSync(script, text);
  return script;
}

async function answers(port: number, password?: string): Promise<void> {
  const answer = await askRedis(port, 'PING', password);
  if (answer !== 'PONG') throw new Error(answer);
}

/** Gives one command, over a connection of its own that does not try again. */
export async function askRedis(port: number, command: string, password?: string): Promise<string> {
  const redis = new Redis({
    ...{ port, host: '127.0.0.1', lazyConnect: true, retryStrategy: null, maxRetriesPerRequest: 0 },
    ...(password === undefined ? {} : { password }),
  });
  redis.on('error', () => undefined); // the command is told of it
  try {
    await redis.connect();
    const [name = '', ...rest] = command.split(' ');
    return String(await redis.call(name, rest));
  } finally {
    redis.disconnect();
  }
}

const PATIENCE = 20_000;

async function until(condition: () => Promise<boolean>): Promise<void> {
  const end = Date.now() + PATIENCE;
  while (!(await condition())) {
    if (Date.now() > end) throw new Error('the Sentinels did not find each other and the replica');
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}
