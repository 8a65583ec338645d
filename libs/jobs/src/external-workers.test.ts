import { InProcessBell } from './bell/in-process-bell.js';
import { ExternalWorkers, type FetchRequest } from './external-workers.js';
import { FakeOffice } from './testing/fake-office.js';
import { MemoryLog, REAL, sleep } from './testing/helpers.js';

function office(): { readonly office: FakeOffice; readonly workers: ExternalWorkers } {
  const bell = new InProcessBell(new MemoryLog());
  const office = new FakeOffice(bell);
  const workers = new ExternalWorkers({ source: office, reader: office, bell, surroundings: REAL });
  return { office, workers };
}
const request: FetchRequest = { unit: 'U1', handlers: ['external:scan'], limit: 10, lease: 60_000 };

describe('external workers', () => {
  test('get what waits for their handlers, with everything they need, and nobody else gets it', async () => {
    const { office: at, workers } = office();
    const id = at.addJob('external:scan', { retries: 2, variables: { page: 7 } });
    at.addJob('external:other');
    const [job, ...others] = await workers.fetchAndLock(request);
    expect(others).toEqual([]);
    expect(job).toMatchObject({ instance: id, job: 1, handler: 'external:scan', variables: { page: 7 }, retries: 2 });
    expect(job?.idempotencyKey).toBe(`qh-${id}-1`);
    expect(job!.lockedUntil).toBeGreaterThan(Date.now() + 50_000);
    expect(await workers.fetchAndLock(request)).toEqual([]);
    expect(await workers.fetchAndLock({ ...request, unit: 'U2', handlers: ['external:other'] })).toEqual([]);
  });

  test('no more than they ask for', async () => {
    const { office: at, workers } = office();
    for (let i = 0; i < 5; i += 1) at.addJob('external:scan');
    expect(await workers.fetchAndLock({ ...request, limit: 3 })).toHaveLength(3);
    expect(await workers.fetchAndLock({ ...request, limit: 3 })).toHaveLength(2);
  });

  test('wait for a job that comes, and are told at once', async () => {
    const { office: at, workers } = office();
    const begin = Date.now();
    const waiting = workers.fetchAndLock({ ...request, wait: 30_000 });
    await sleep(50);
    at.addJob('external:other');
    const id = at.addJob('external:scan');
    expect(await waiting).toMatchObject([{ instance: id }]);
    expect(Date.now() - begin).toBeLessThan(2_000);
  });

  test('wait no longer than they asked to', async () => {
    const { workers } = office();
    const begin = Date.now();
    expect(await workers.fetchAndLock({ ...request, wait: 100 })).toEqual([]);
    expect(Date.now() - begin).toBeGreaterThanOrEqual(99);
    expect(Date.now() - begin).toBeLessThan(2_000);
  });

  test('who has gone away gets nothing locked', async () => {
    const { office: at, workers } = office();
    const gone = new AbortController();
    const waiting = workers.fetchAndLock({ ...request, wait: 30_000, signal: gone.signal });
    await sleep(20);
    gone.abort();
    expect(await waiting).toEqual([]);
    const id = at.addJob('external:scan');
    await sleep(20);
    expect(at.job(id)?.lock).toBeNull();
  });

  test('jobs whose instance takes no results now are passed over for a while, and hide no others', async () => {
    const { office: at, workers } = office();
    const [waiting, free] = [at.addJob('external:scan'), at.addJob('external:scan')];
    at.suspended.add(waiting);
    expect(await workers.fetchAndLock({ ...request, limit: 1, lease: 24 * 3_600_000 })).toMatchObject([
      { instance: free },
    ]);
    expect(at.job(waiting)!.lock).toBeNull();
    expect(await at.nextJob(Date.now())).toBeLessThan(Date.now() + 60_000);
    at.resume(waiting);
    expect(await workers.fetchAndLock(request)).toMatchObject([{ instance: waiting }]);
  });

  test('a job whose instance is resumed while it is passed over is not put off', async () => {
    const { office: at, workers } = office();
    const id = at.addJob('external:scan');
    at.suspended.add(id);
    const defer = at.deferJob.bind(at);
    at.deferJob = async (...given) => {
      at.resume(id); // has found the job taken
      await defer(...given);
    };
    expect(await workers.fetchAndLock(request)).toMatchObject([{ instance: id }]);
  });

  test('what the server does itself is given to nobody', async () => {
    const { office: at, workers } = office();
    const id = at.addJob('pay');
    await expect(workers.fetchAndLock({ ...request, handlers: ['external:scan', 'pay'] })).rejects.toThrow('"pay"');
    expect(at.job(id)?.lock).toBeNull();
  });

  test('only so many are kept waiting', async () => {
    const { workers } = office();
    const clients = Array.from({ length: 1_000 }, () => new AbortController());
    const many = clients.map(({ signal }) => workers.fetchAndLock({ ...request, wait: 30_000, signal }));
    await expect(workers.fetchAndLock({ ...request, wait: 1 })).rejects.toThrow('1000 workers wait already');
    expect(await workers.fetchAndLock(request)).toEqual([]);
    for (const client of clients) client.abort();
    await Promise.all(many);
  });
});
