import type { Bell, Notice } from '@quanheng/runtime/ports';
import { describeWithServer, startRedis, type Server } from '../../../../test/servers/index.js';
import type { Doorbell } from '../doorbell/doorbell.js';
import { ask } from '../testing/redis.js';
import { MemoryLog, sleep, until } from '../testing/helpers.js';
import { InProcessBell } from './in-process-bell.js';
import { RedisBell } from './redis-bell.js';
import { RingingBell } from './ringing-bell.js';

const incident: Notice = { kind: 'incident', unit: 'U1', instance: 'I1', element: 4 };

function heardBy(bell: Bell): Notice[] {
  const heard: Notice[] = [];
  bell.listen((notice) => heard.push(notice));
  return heard;
}

describe('a bell within a process', () => {
  test('tells every listener, in order, and not while the ringer goes on', async () => {
    const bell = new InProcessBell(new MemoryLog());
    const [some, others] = [heardBy(bell), heardBy(bell)];
    bell.ring([incident, { kind: 'outbox' }]);
    expect(some).toEqual([]);
    await sleep(5);
    expect(some).toEqual([incident, { kind: 'outbox' }]);
    expect(others).toEqual(some);
  });

  test('a listener that fails keeps nobody from hearing, and is told of', async () => {
    const log = new MemoryLog();
    const bell = new InProcessBell(log);
    bell.listen(() => {
      throw new Error('broken page');
    });
    const heard = heardBy(bell);
    bell.ring([incident]);
    await sleep(5);
    expect(heard).toEqual([incident]);
    expect(log.text()).toContain('broken page');
  });

  test('who stops listening hears nothing more', async () => {
    const bell = new InProcessBell(new MemoryLog());
    let heard = 0;
    const listener = (): void => void (heard += 1);
    const stop = bell.listen(listener);
    bell.listen(listener);
    stop();
    bell.ring([incident]);
    await sleep(5);
    expect(heard).toBe(1);
    await bell.close();
    bell.ring([incident]);
    await sleep(5);
    expect(heard).toBe(1);
  });
});

test('a ringing bell rings for work and carries what others wait for', async () => {
  const rings: string[] = [];
  const doorbell: Doorbell & { close(): Promise<void> } = {
    ring: (lane, at) => rings.push(`${lane} ${at}`),
    close: () => Promise.resolve(),
  };
  const bell = new RingingBell(new InProcessBell(new MemoryLog()), doorbell);
  const heard = heardBy(bell);
  const own: Notice = { kind: 'job', handler: 'pay', due: 7 };
  const external: Notice = { kind: 'job', handler: 'external:scan', due: 8 };
  bell.ring([{ kind: 'timer', due: 5 }, own, external, { kind: 'outbox' }, incident]);
  await sleep(5);
  expect(rings).toEqual(['timers 5', 'jobs 7', 'outbox 0']);
  expect(heard).toEqual([own, external, incident]);
});

describeWithServer(['redis'], 'a bell over Redis', () => {
  let redis: Server;
  let here: RedisBell;
  let there: RedisBell;
  beforeEach(async () => {
    redis = await startRedis();
    here = new RedisBell({ url: redis.url }, new MemoryLog());
    there = new RedisBell({ url: redis.url }, new MemoryLog());
    await connected();
  });
  afterEach(async () => {
    await Promise.all([here.close(), there.close()]);
    await redis.stop();
  });

  /** Both are heard by the other. */
  async function connected(): Promise<void> {
    const [atHere, atThere] = [heardBy(here), heardBy(there)];
    const signal = (revision: number): Notice => ({
      kind: 'instance',
      unit: '',
      instance: '',
      revision,
      status: '',
      persons: [],
      offers: [],
    });
    const has = (heard: Notice[], revision: number): boolean =>
      heard.some((notice) => notice.kind === 'instance' && notice.revision === revision);
    await until('they hear each other', () => {
      here.ring([signal(1)]);
      there.ring([signal(2)]);
      return has(atHere, 2) && has(atThere, 1);
    });
    await sleep(50);
  }

  test('is heard here and there, once each', async () => {
    const [atHere, atThere] = [heardBy(here), heardBy(there)];
    const many = Array.from({ length: 450 }, (_, element): Notice => ({ ...incident, element }));
    here.ring(many);
    await until('all arrive', () => atThere.length >= many.length);
    await sleep(50);
    expect(atThere).toEqual(many);
    expect(atHere).toEqual(many);
  });

  test('loses quietly while Redis is away, counts it, is heard here all the same, and comes back by itself', async () => {
    const [atHere, atThere] = [heardBy(here), heardBy(there)];
    await redis.kill();
    await sleep(50);
    const before = here.stats().lost;
    here.ring([incident, incident]);
    await sleep(20);
    expect(atHere).toHaveLength(2);
    expect(here.stats().lost - before).toBe(2);
    await redis.restart();
    await connected();
    atThere.length = 0;
    here.ring([incident]);
    await until('it arrives', () => atThere.length > 0);
    expect(atThere).toEqual([incident]);
  }, 30_000);

  test('what others write into its channel is counted, and does no harm', async () => {
    const heard = heardBy(there);
    const texts = [
      '{',
      '7',
      'null',
      '{"from": 1}',
      '{"from": "x", "notices": {}}',
      '{"from": "x", "notices": [7, null]}',
    ];
    for (const text of texts) await ask(redis.port, 'PUBLISH', '{qh}:notices', text);
    await until('they were heard', () => there.stats().unreadable === 5);
    await sleep(20);
    expect(heard).toEqual([]);
  });
});
