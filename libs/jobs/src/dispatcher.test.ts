import { describeWithServer, startRedis, type Server } from '../../../test/servers/index.js';
import { dispatcherContract } from '../../../test/contract/dispatcher.contract.js';
import { InProcessBell } from './bell/in-process-bell.js';
import { inProcessDispatcher, type Dispatcher } from './dispatcher.js';
import { HandlerRegistry } from './handlers/registry.js';
import { FakeOffice } from './testing/fake-office.js';
import { FakeWorld } from './testing/fake-world.js';
import { MemoryLog, REAL, sleep, until } from './testing/helpers.js';

describe('the dispatcher within a process', () => {
  dispatcherContract(() => FakeWorld.open(null));
});

describeWithServer(['redis'], 'the dispatcher over BullMQ', () => {
  let redis: Server;
  beforeAll(async () => {
    redis = await startRedis();
  });
  afterAll(() => redis.stop());

  dispatcherContract(() => FakeWorld.open({ url: redis.url }));
});

describe('a dispatcher that is woken within the process', () => {
  const log = new MemoryLog();
  const bell = new InProcessBell(log);
  const clock = { ahead: 0 };
  const surroundings = { ...REAL, now: () => Date.now() + clock.ahead };
  let office: FakeOffice;
  let worker: Dispatcher;

  function start(handlers: HandlerRegistry): void {
    const parts = { source: office, door: office, reader: office, courier: office, handlers, log, surroundings, bell };
    worker = inProcessDispatcher({ ...parts, settings: { sweepEvery: 60_000, concurrency: ONE_EACH } });
    worker.start();
  }

  beforeEach(() => {
    clock.ahead = 0;
    office = new FakeOffice(bell, surroundings.now);
  });
  afterEach(() => worker.stop());

  test('what becomes due between looking and asking what is due next is not lost', async () => {
    const taking = office.takeTimers.bind(office);
    office.takeTimers = async (request) => {
      const rows = await taking(request);
      clock.ahead += 600_000;
      return rows;
    };
    const id = office.addTimer(surroundings.now() + 300_000);
    start(new HandlerRegistry());
    await until('it fired', () => office.kindsOf(id).includes('fireTimer'));
  });

  test('while all its hands are full it does not ask the database again and again', async () => {
    const handlers = new HandlerRegistry();
    let release = (): void => undefined;
    handlers.register({ name: 'slow' }, () => new Promise((resolve) => (release = () => resolve({}))));
    let asked = 0;
    const next = office.nextJob.bind(office);
    office.nextJob = (now) => {
      asked += 1;
      return next(now);
    };
    const ids = [office.addJob('slow'), office.addJob('slow')];
    start(handlers);
    await sleep(200);
    expect(asked).toBeLessThan(5);
    for (const id of ids) {
      release();
      await until('it is done', () => office.kindsOf(id).length > 0);
      await sleep(10);
    }
  });
});

const ONE_EACH = { timers: 1, jobs: 1, outbox: 1 };
