import { describeWithServer, startRedis, type Server } from '../../../test/servers/index.js';
import { HandlerRegistry } from './handlers/registry.js';
import { ask } from './testing/redis.js';
import { FakeWorld } from './testing/fake-world.js';
import { sleep, until } from './testing/helpers.js';

describeWithServer(['redis'], 'a lost Redis', () => {
  let redis: Server;
  let world: FakeWorld;
  let calls: string[];

  beforeEach(async () => {
    redis = await startRedis();
    world = await FakeWorld.open({ url: redis.url });
    calls = [];
  });
  afterEach(async () => {
    await world.close();
    await redis.stop();
  });

  function handlers(): HandlerRegistry {
    const registry = new HandlerRegistry();
    registry.register({ name: 'work' }, async (job) => {
      calls.push(job.instance);
      await sleep(5);
      return {};
    });
    return registry;
  }
  /** Work that is there now, and timers that become due in the next second. */
  function fill(): { readonly jobs: string[]; readonly timers: string[] } {
    const jobs = Array.from({ length: 40 }, () => world.office.addJob('work'));
    const timers = Array.from({ length: 40 }, (_, index) => world.office.addTimer(Date.now() + index * 25));
    return { jobs, timers };
  }
  async function allDoneOnce({ jobs, timers }: { readonly jobs: string[]; readonly timers: string[] }): Promise<void> {
    const done = (): boolean => world.office.applied.length >= jobs.length + timers.length;
    await until('everything is done', done, 20_000);
    for (const id of jobs) expect(world.office.kindsOf(id)).toEqual(['completeJob']);
    for (const id of timers) expect(world.office.kindsOf(id)).toEqual(['fireTimer']);
    expect(calls).toHaveLength(jobs.length);
  }

  test('flushed while rings wait: sweeps find what the rings were for', async () => {
    const work = fill();
    await ask(redis.port, 'FLUSHALL');
    world.startWorker(handlers(), { sweepEvery: 300, concurrency: { timers: 4, jobs: 4, outbox: 4 } });
    await sleep(150);
    await ask(redis.port, 'FLUSHALL');
    await allDoneOnce(work);
    // And rings work again.
    const last = world.office.addJob('work');
    await until('the last one is done', () => world.office.kindsOf(last).length === 1, 2_000);
  });

  test('killed while work waits: workers go on without it, and use it again when it is back', async () => {
    world.startWorker(handlers(), { sweepEvery: 300, concurrency: { timers: 4, jobs: 4, outbox: 4 } });
    world.startWorker(handlers(), { sweepEvery: 300, concurrency: { timers: 4, jobs: 4, outbox: 4 } });
    const before = fill();
    await sleep(50);
    await redis.kill('SIGKILL');
    const during = fill();
    await allDoneOnce({ jobs: [...before.jobs, ...during.jobs], timers: [...before.timers, ...during.timers] });
    await redis.restart();
    const after = fill();
    await until('the rest is done', () => world.office.applied.length === 240, 20_000);
    for (const id of [...after.jobs, ...after.timers]) expect(world.office.kindsOf(id)).toHaveLength(1);
  }, 60_000);

  test('not there when a worker starts, nor when it ends', async () => {
    await redis.kill('SIGKILL');
    const worker = world.startWorker(handlers(), { sweepEvery: 200 });
    await allDoneOnce(fill());
    const begin = Date.now();
    await worker.stop();
    expect(Date.now() - begin).toBeLessThan(7_000);
  }, 60_000);
});
