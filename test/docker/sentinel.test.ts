import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { load } from 'js-yaml';
import { readConfiguration, redisAddress } from '@quanheng/host';
import { HandlerRegistry } from '@quanheng/jobs';
import { FakeWorld } from '../../libs/jobs/src/testing/fake-world.js';
import { sleep, until } from '../../libs/jobs/src/testing/helpers.js';
import { root } from '../architecture/files.js';
import { askRedis, describeWithServer, startWatchedRedis, type WatchedRedis } from '../servers/index.js';

/** What the cluster's compose file tells api and workers of Redis, with the addresses and the password of these servers. */
function settings({ sentinels, password }: WatchedRedis): Readonly<Record<string, string>> {
  const text = readFileSync(join(root, 'docker', 'compose.cluster.yml'), 'utf8');
  const told = (load(text) as { readonly 'x-settings': Readonly<Record<string, string>> })['x-settings'];
  expect(told.QH_REDIS_PASSWORD_FILE).toBe('/run/secrets/redis_password');
  expect(told.QH_REDIS_SENTINELS?.split(',')).toHaveLength(sentinels.length);
  return {
    QH_DATABASE_URL: 'mysql://quanheng@db-1:3306/quanheng',
    QH_REDIS_SENTINELS: sentinels.map(({ port }) => `127.0.0.1:${port}`).join(','),
    QH_REDIS_SENTINEL_NAME: told.QH_REDIS_SENTINEL_NAME ?? '',
    QH_REDIS_PASSWORD: password,
  };
}

describeWithServer(['redis'], 'Redis watched by Sentinels', () => {
  let redis: WatchedRedis;
  let world: FakeWorld;
  beforeAll(async () => {
    redis = await startWatchedRedis();
    world = await FakeWorld.open(redisAddress(readConfiguration(settings(redis))));
  }, 60_000);
  afterAll(async () => {
    await redis.stop();
  });

  const isMaster = async (): Promise<boolean> =>
    (await askRedis(redis.replica.port, 'ROLE', redis.password)).startsWith('master');

  test('the master dies under load: another takes its place, and nothing is lost or done twice', async () => {
    const handlers = new HandlerRegistry();
    handlers.register({ name: 'work' }, () => ({}));
    const workers = [0, 1].map(() => world.startWorker(handlers, { sweepEvery: 500 }));
    expect(await isMaster()).toBe(false);
    const given: { readonly jobs: string[]; readonly timers: string[] } = { jobs: [], timers: [] };
    for (let round = 0; round < 200; round++) {
      given.jobs.push(world.office.addJob('work'));
      given.timers.push(world.office.addTimer(Date.now() + 100));
      if (round === 20) await redis.master.kill('SIGKILL');
      await sleep(50);
    }
    await until('everything is done', () => world.office.applied.length >= 400, 10_000);
    for (const id of given.jobs) expect(world.office.kindsOf(id)).toEqual(['completeJob']);
    for (const id of given.timers) expect(world.office.kindsOf(id)).toEqual(['fireTimer']);
    expect(await isMaster()).toBe(true);

    // Now a worker that hardly ever looks by itself: it hears of work by the new master alone.
    await Promise.all(workers.map((worker) => worker.stop()));
    world.startWorker(handlers, { sweepEvery: 600_000 });
    await sleep(500);
    const rung = Array.from({ length: 5 }, () => world.office.addJob('work'));
    const done = (): boolean => rung.every((id) => world.office.kindsOf(id).length === 1);
    await until('rings arrive by the new master', done, 3_000);
  }, 60_000);

  test('a Sentinel that starts again still knows who is master now, and Redis ends when it is told to', async () => {
    await world.close();
    const [sentinel] = redis.sentinels;
    await sentinel?.restart();
    const master = await askRedis(sentinel?.port ?? 0, 'SENTINEL GET-MASTER-ADDR-BY-NAME quanheng');
    expect(master).toBe(`127.0.0.1,${redis.replica.port}`);
    await redis.replica.kill('SIGTERM');
    await expect(askRedis(redis.replica.port, 'PING', redis.password)).rejects.toThrow();
  });
});
