import { InProcessBell } from './bell/in-process-bell.js';
import { ExternalWorkers, type FetchRequest } from './external-workers.js';
import { HandlerRegistry } from './handlers/registry.js';
import { FakeOffice } from './testing/fake-office.js';
import { MemoryLog, REAL, sleep } from './testing/helpers.js';

const PRINCIPAL = { kind: 'worker', account: 'A1' } as const;

function office(): { readonly office: FakeOffice; readonly workers: ExternalWorkers } {
  const bell = new InProcessBell(new MemoryLog());
  const office = new FakeOffice(bell);
  const own = new HandlerRegistry();
  own.register({ name: 'pay' }, () => undefined);
  const workers = new ExternalWorkers({ source: office, door: office, reader: office, bell, surroundings: REAL, own });
  return { office, workers };
}
const request: FetchRequest = { unit: 'U1', handlers: ['external:scan'], max: 10, lockFor: 60_000 };

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
    expect(await workers.fetchAndLock({ ...request, max: 3 })).toHaveLength(3);
    expect(await workers.fetchAndLock({ ...request, max: 3 })).toHaveLength(2);
  });

  test('complete, fail and throw under their lock', async () => {
    const { office: at, workers } = office();
    const ids = [1, 2, 3].map(() => at.addJob('external:scan', { retries: 1 }));
    const [first, second, third] = await workers.fetchAndLock(request);
    const held = (job: { instance: string; job: number; lock: string }) => ({
      unit: 'U1',
      instance: job.instance,
      job: job.job,
      lock: job.lock,
    });
    expect(await workers.complete(PRINCIPAL, held(first!), { text: 'x' })).toMatchObject({ status: 'accepted' });
    await workers.fail(PRINCIPAL, held(second!), { message: 'jam', retryAfter: 0 });
    await workers.bpmnError(PRINCIPAL, held(third!), 'TORN', { page: 2 });
    expect(at.applied.map(({ command }) => command)).toMatchObject([
      { kind: 'completeJob', instance: ids[0], job: 1, variables: { text: 'x' } },
      { kind: 'failJob', instance: ids[1], message: 'jam', retryAfter: 0 },
      { kind: 'throwJobError', instance: ids[2], code: 'TORN', variables: { page: 2 } },
    ]);
    const late = await workers.complete(PRINCIPAL, held(second!));
    expect(late).toMatchObject({ status: 'rejected', code: 'conflict' });
  });

  test('extend their lock while they hold it, and learn when they do not', async () => {
    const { office: at, workers } = office();
    const id = at.addJob('external:scan');
    const [job] = await workers.fetchAndLock(request);
    const held = { unit: 'U1', instance: id, job: 1, lock: job!.lock };
    expect(await workers.extend(held, 120_000)).toBeGreaterThan(job!.lockedUntil + 50_000);
    expect(at.job(id)?.lockedUntil).toBeGreaterThan(job!.lockedUntil + 50_000);
    expect(await workers.extend({ ...held, lock: 'another' }, 120_000)).toBeNull();
  });

  test('wait for a job that comes, and are told at once', async () => {
    const { office: at, workers } = office();
    const begin = Date.now();
    const waiting = workers.fetchAndLock({ ...request, waitFor: 30_000 });
    await sleep(50);
    at.addJob('external:other');
    const id = at.addJob('external:scan');
    expect(await waiting).toMatchObject([{ instance: id }]);
    expect(Date.now() - begin).toBeLessThan(2_000);
  });

  test('wait no longer than they asked to', async () => {
    const { workers } = office();
    const begin = Date.now();
    expect(await workers.fetchAndLock({ ...request, waitFor: 100 })).toEqual([]);
    expect(Date.now() - begin).toBeGreaterThanOrEqual(99);
    expect(Date.now() - begin).toBeLessThan(2_000);
  });

  test('who has gone away gets nothing locked', async () => {
    const { office: at, workers } = office();
    const gone = new AbortController();
    const waiting = workers.fetchAndLock({ ...request, waitFor: 30_000, signal: gone.signal });
    await sleep(20);
    gone.abort();
    expect(await waiting).toEqual([]);
    const id = at.addJob('external:scan');
    await sleep(20);
    expect(at.job(id)?.lock).toBeNull();
  });

  test.each([
    [{ handlers: [] }, 'handlers', 'The number of handlers must be a whole number from 1 to 100, not 0.'],
    [{ handlers: ['pay'] }, 'handlers', 'Handler "pay" is done by the server itself'],
    [{ max: 0 }, 'max', 'max must be a whole number from 1 to 100, not 0.'],
    [{ max: 1.5 }, 'max', 'not 1.5'],
    [{ lockFor: 10 }, 'lockFor', 'lockFor must be a whole number from 1000 to 3600000, not 10.'],
    [{ waitFor: 60_001 }, 'waitFor', 'from 0 to 60000'],
    [{ waitFor: NaN }, 'waitFor', 'not NaN'],
  ])('a request that cannot be is refused: %j', async (change, field, message) => {
    const { workers } = office();
    const call = workers.fetchAndLock({ ...request, ...change });
    await expect(call).rejects.toMatchObject({ name: 'InvalidRequest', field });
    await expect(call).rejects.toThrow(message);
  });

  test('only so many are kept waiting', async () => {
    const { workers } = office();
    const clients = Array.from({ length: 1_000 }, () => new AbortController());
    const many = clients.map(({ signal }) => workers.fetchAndLock({ ...request, waitFor: 30_000, signal }));
    await expect(workers.fetchAndLock({ ...request, waitFor: 1 })).rejects.toThrow('1000 workers wait already');
    expect(await workers.fetchAndLock(request)).toEqual([]);
    for (const client of clients) client.abort();
    await Promise.all(many);
  });
});
