import { StoreUnavailable } from '@quanheng/runtime/ports';
import { InProcessBell } from '../bell/in-process-bell.js';
import { HopelessFailure, TryLater } from '../handlers/errors.js';
import { HandlerRegistry, type Handler } from '../handlers/registry.js';
import { settle, type DispatchSettings } from '../settings.js';
import { FakeOffice, refused, rejected } from '../testing/fake-office.js';
import { MemoryLog, REAL, sleep, until } from '../testing/helpers.js';
import { JobLane } from './jobs.js';
import type { Lane } from './lane.js';
import { OutboxLane } from './outbox.js';
import { TimerLane } from './timers.js';

const QUICK = { workBackoff: { first: 1_000, most: 300_000 }, lease: { timers: 100, jobs: 100, outbox: 100 } };

/** An office whose clock can be moved, beside the real one. */
class Situation {
  readonly log = new MemoryLog();
  ahead = 0;
  readonly surroundings = { ...REAL, now: () => Date.now() + this.ahead, sleep: () => sleep(1) };
  readonly office = new FakeOffice(new InProcessBell(this.log), this.surroundings.now);
  readonly settings: DispatchSettings;

  constructor(settings: Partial<DispatchSettings> = {}) {
    this.settings = settle({ ...QUICK, ...settings });
  }

  timers(): TimerLane {
    return new TimerLane(this.office, this.office, this.surroundings, this.settings, this.log);
  }

  outbox(): OutboxLane {
    return new OutboxLane(this.office, this.office, this.surroundings, this.settings, this.log);
  }

  jobs(run: Handler, timeout?: number): JobLane {
    const registry = new HandlerRegistry();
    registry.register({ name: 'work', ...(timeout === undefined ? {} : { timeout }) }, run);
    return new JobLane(this.office, this.office, this.office, registry, this.surroundings, this.settings, this.log);
  }

  take(lane: Lane, limit: number): Promise<readonly (() => Promise<void>)[]> {
    return lane.take(limit, this.surroundings.now());
  }

  /** Takes once and does it all; gives how much was taken. */
  async round(lane: Lane): Promise<number> {
    const tasks = await this.take(lane, 100);
    await Promise.all(tasks.map((task) => task()));
    return tasks.length;
  }
}

describe('timers', () => {
  test('fire as system:timer', async () => {
    const at = new Situation();
    const id = at.office.addTimer(at.surroundings.now());
    await at.round(at.timers());
    expect(at.office.applied).toMatchObject([{ id, principal: 'system:timer', command: { subscription: 1 } }]);
  });

  test('one that is not taken is put off longer each time, told more rarely, and holds up no other', async () => {
    const at = new Situation();
    const stuck = at.office.addTimer(at.surroundings.now() - 1_000);
    at.office.fault = ({ command }) =>
      'instance' in command && command.instance === stuck ? refused('CONTROL_OPEN') : null;
    const lane = at.timers();
    expect(await at.round(lane)).toBe(1);
    expect(await at.round(lane)).toBe(0);
    const other = at.office.addTimer(at.surroundings.now());
    expect(await at.round(lane)).toBe(1);
    expect(at.office.kindsOf(other)).toEqual(['fireTimer']);
    let rounds = 0;
    for (let second = 0; second < 3_600; second += 1) {
      at.ahead += 1_000;
      rounds += await at.round(lane);
    }
    // 1 + 2 + 4 + ... + 256 s, then every 300 s.
    expect(rounds).toBeGreaterThan(12);
    expect(rounds).toBeLessThan(30);
    expect(at.log.lines.length).toBeLessThanOrEqual(6);
    expect(at.log.text()).toContain('CONTROL_OPEN says the guard');
  });

  test('that another fired meanwhile is nothing to tell', async () => {
    const at = new Situation();
    const id = at.office.addTimer(at.surroundings.now());
    const [task] = await at.take(at.timers(), 1);
    await at.office.execute({
      unit: 'U1',
      principal: { kind: 'system', name: 'timer' },
      command: { kind: 'fireTimer', instance: id, subscription: 1 },
    });
    await task?.();
    expect(at.log.lines).toEqual([]);
    expect(at.office.kindsOf(id)).toEqual(['fireTimer']);
  });

  test('whose worker dies with them are taken by another after the lease', async () => {
    const at = new Situation();
    const id = at.office.addTimer(at.surroundings.now());
    await at.take(at.timers(), 1);
    expect(await at.round(at.timers())).toBe(0);
    at.ahead += 150;
    expect(await at.round(at.timers())).toBe(1);
    expect(at.office.kindsOf(id)).toEqual(['fireTimer']);
  });
});

describe('the outbox', () => {
  test('a row that cannot be delivered is put off, the others are delivered', async () => {
    const at = new Situation();
    const bad = at.office.addLetter();
    const good = at.office.addLetter();
    at.office.deliverFault = (row) => (row.id === bad ? new Error('no such process') : null);
    expect(await at.round(at.outbox())).toBe(2);
    expect(at.office.delivered).toEqual([good]);
    expect(at.log.text()).toContain('Not delivered: no such process');
    at.office.deliverFault = () => null;
    expect(await at.round(at.outbox())).toBe(0);
    at.ahead += 2_000;
    expect(await at.round(at.outbox())).toBe(1);
    expect(at.office.delivered).toEqual([good, bad]);
  });
});

describe('jobs', () => {
  test('are done as system:job:<handler>, under their lock, with what the element sees', async () => {
    const at = new Situation();
    const id = at.office.addJob('work', { variables: { amount: 5 } });
    await at.round(at.jobs((job) => ({ doubled: Number(job.variables['amount']) * 2, attempt: job.attempt })));
    const command = { kind: 'completeJob', instance: id, job: 1, variables: { doubled: 10, attempt: 1 } };
    expect(at.office.applied).toMatchObject([{ principal: 'system:job:work', command }]);
  });

  test('a handler keeps its lease as long as it works', async () => {
    const at = new Situation();
    const id = at.office.addJob('work');
    const working = at.round(at.jobs(() => sleep(400).then(() => ({}))));
    await sleep(300);
    expect(
      await at.take(
        at.jobs(() => ({})),
        1,
      ),
    ).toEqual([]);
    await working;
    expect(at.office.kindsOf(id)).toEqual(['completeJob']);
  });

  test('who lost the lease stops, and does not complete what is another’s', async () => {
    const at = new Situation();
    const id = at.office.addJob('work');
    let aborted = false;
    const working = at.round(
      at.jobs(({ signal }) => {
        signal.addEventListener('abort', () => (aborted = true));
        at.office.retryNow(id);
        return new Promise(() => undefined);
      }),
    );
    await working;
    expect(aborted).toBe(true);
    expect(at.office.kindsOf(id)).toEqual([]);
    await at.round(at.jobs(() => ({})));
    expect(at.office.kindsOf(id)).toEqual(['completeJob']);
  });

  test('the delay doubles with each failure', async () => {
    const at = new Situation({ jobBackoff: { first: 1_000, most: 10_000 } });
    const id = at.office.addJob('work', { retries: 6 });
    const lane = at.jobs(({ attempt }) => {
      throw new Error(`try ${attempt}`);
    });
    const delays: number[] = [];
    while (!at.office.incidents.has(id)) {
      await at.round(lane);
      const due = (at.office.job(id)?.due ?? 0) - at.surroundings.now();
      delays.push(due);
      at.ahead += due + 1;
    }
    expect(at.office.incidents.get(id)).toBe('try 7');
    [1_000, 2_000, 4_000, 8_000, 10_000, 10_000].forEach((delay, index) => {
      expect(delays[index]).toBeGreaterThan(delay * 0.7);
      expect(delays[index]).toBeLessThan(delay * 1.3);
    });
  });

  test('a handler may say when to try again, or that it is hopeless', async () => {
    const at = new Situation();
    const later = at.office.addJob('work', { retries: 3, variables: { later: true } });
    const never = at.office.addJob('work', { retries: 3 });
    const lane = at.jobs(({ variables }) => {
      throw variables['later'] === true ? new TryLater('closed', 77_000) : new HopelessFailure('no such account');
    });
    await at.round(lane);
    expect(at.office.job(later)!.due - at.surroundings.now()).toBeGreaterThan(70_000);
    expect(at.office.incidents).toEqual(new Map([[never, 'no such account']]));
  });

  test('a result that is no object of variables is a failure that says so', async () => {
    const at = new Situation();
    const ids = [at.office.addJob('work'), at.office.addJob('work')];
    const results: unknown[] = [[1], 'text'];
    await at.round(at.jobs(() => results.shift() as undefined));
    expect([...at.office.incidents.values()].sort()).toEqual([
      'Handler "work" must return an object of variables or nothing, not a list.',
      'Handler "work" must return an object of variables or nothing, not string.',
    ]);
    expect(at.office.incidents.size).toBe(ids.length);
  });

  test.each([
    ['the guard refuses it', refused('PROTECTED_DATA'), 'PROTECTED_DATA says the guard'],
    ['it is not valid', rejected('invalid', 'a function cannot be kept'), 'a function cannot be kept'],
  ])('a result that is not taken because %s has failed', async (_why, answer, message) => {
    const at = new Situation();
    const id = at.office.addJob('work', { retries: 0 });
    at.office.fault = ({ command }) => (command.kind === 'completeJob' ? answer : null);
    await at.round(at.jobs(() => ({})));
    expect(at.office.incidents.get(id)).toContain(message);
  });

  test('while the database is away the result is kept and told again', async () => {
    const at = new Situation();
    const id = at.office.addJob('work');
    let asked = 0;
    let calls = 0;
    at.office.fault = () => {
      asked += 1;
      if (asked === 1) return new StoreUnavailable('away');
      return asked === 2 ? rejected('busy', 'closing') : null;
    };
    await at.round(at.jobs(() => ({ calls: (calls += 1) })));
    expect(calls).toBe(1);
    expect(at.office.kindsOf(id)).toEqual(['completeJob']);
  });

  test('what the door forbids even to fail is put off, not tried hot', async () => {
    const at = new Situation();
    const id = at.office.addJob('work');
    at.office.fault = () => rejected('conflict', 'the instance is suspended');
    let calls = 0;
    const lane = at.jobs(() => ({ calls: (calls += 1) }));
    await at.round(lane);
    at.ahead += 500;
    expect(await at.round(lane)).toBe(0);
    at.ahead += 1_000;
    await at.round(lane);
    expect(calls).toBe(2);
    expect(at.log.text()).toContain('the instance is suspended');
    at.office.fault = () => null;
    at.ahead += 10_000;
    await at.round(lane);
    expect(at.office.kindsOf(id)).toEqual(['completeJob']);
  });

  test('a job that went with its instance is not worked on', async () => {
    const at = new Situation();
    at.office.addJob('work');
    let called = false;
    const lane = at.jobs(() => {
      called = true;
      return {};
    });
    const tasks = await at.take(lane, 1);
    at.office.read = () => Promise.resolve(null);
    await tasks[0]?.();
    expect(called).toBe(false);
  });

  test('a job whose variables cannot be read is put off, and its tries stay', async () => {
    const at = new Situation();
    const id = at.office.addJob('work', { retries: 1 });
    const lane = at.jobs(() => ({}));
    at.office.read = () => Promise.reject(new StoreUnavailable('connection lost'));
    await at.round(lane);
    expect(at.log.text()).toContain('connection lost');
    expect(at.office.job(id)?.retries).toBe(1);
    expect(await at.round(lane)).toBe(0);
  });

  test('without handlers nothing is looked for', async () => {
    const at = new Situation();
    const { office, surroundings, settings, log } = at;
    const lane = new JobLane(office, office, office, new HandlerRegistry(), surroundings, settings, log);
    office.addJob('work');
    expect(await at.take(lane, 5)).toEqual([]);
    expect(await lane.next(0)).toBeNull();
    expect(office.calls.size).toBe(0);
  });

  test('a handler that overruns is aborted with the reason', async () => {
    const at = new Situation();
    const id = at.office.addJob('work');
    let reason: unknown;
    const lane = at.jobs(({ signal }) => {
      signal.addEventListener('abort', () => {
        reason = signal.reason;
      });
      return new Promise(() => undefined);
    }, 30);
    await at.round(lane);
    await until('it was aborted', () => reason instanceof Error);
    expect(at.office.incidents.get(id)).toBe('Handler "work" did not end within 30 ms.');
  });
});

test('settings that cannot be are named', () => {
  expect(() => settle({ sweepEvery: 0 })).toThrow('sweepEvery must be a whole number from 1, not 0.');
  expect(() => settle({ concurrency: { timers: 1, jobs: NaN, outbox: 1 } })).toThrow('concurrency.jobs');
  expect(() => settle({ jobBackoff: { first: 10, most: 5 } })).toThrow('jobBackoff.most must not be less');
});
