import type { Lane } from './lanes/lane.js';
import { Pump } from './pump.js';
import { MemoryLog, REAL, sleep, until } from './testing/helpers.js';

/** A lane with so many pieces of work, each of which ends when it is told to. */
class TestLane implements Lane {
  readonly name = 'jobs';
  readonly asked: number[] = [];
  readonly ends: (() => void)[] = [];
  left: number;
  fault: Error | null = null;

  constructor(left: number) {
    this.left = left;
  }

  async take(limit: number): Promise<readonly (() => Promise<void>)[]> {
    this.asked.push(limit);
    await sleep(1);
    if (this.fault !== null) throw this.fault;
    const count = Math.min(limit, this.left);
    this.left -= count;
    return Array.from({ length: count }, () => () => new Promise<void>((resolve) => this.ends.push(resolve)));
  }

  next(): Promise<null> {
    return Promise.resolve(null);
  }

  end(count: number): void {
    for (const end of this.ends.splice(0, count)) end();
  }
}

describe('a pump', () => {
  test('takes no more than fits, and more when something has ended', async () => {
    const lane = new TestLane(5);
    const pump = new Pump(lane, 2, REAL, new MemoryLog());
    await pump.pull();
    expect(pump.stats().running).toBe(2);
    expect(pump.more).toBe(true);
    lane.end(1);
    await until('the third one runs', () => lane.left === 2);
    expect(pump.stats()).toMatchObject({ running: 2, finished: 1 });
    while (pump.stats().finished < 5) {
      lane.end(2);
      await sleep(2);
    }
    await until('it knows that nothing is left', () => !pump.more);
  });

  test('does not ask again when there was less than it asked for', async () => {
    const lane = new TestLane(1);
    const pump = new Pump(lane, 2, REAL, new MemoryLog());
    await pump.pull();
    lane.end(1);
    await sleep(20);
    expect(lane.asked).toEqual([2]);
  });

  test('being asked while it looks makes it look once more, not once for each', async () => {
    const lane = new TestLane(0);
    const pump = new Pump(lane, 2, REAL, new MemoryLog());
    const first = pump.pull();
    for (let i = 0; i < 10; i += 1) void pump.pull();
    await first;
    expect(lane.asked).toEqual([2, 2]);
  });

  test('a look that fails is told, and the next one looks again', async () => {
    const lane = new TestLane(1);
    const log = new MemoryLog();
    const pump = new Pump(lane, 2, REAL, log);
    lane.fault = new Error('database away');
    await pump.pull();
    expect(log.text()).toContain('database away');
    expect(pump.stats()).toEqual({ running: 0, finished: 0, faults: 1 });
    lane.fault = null;
    await pump.pull();
    expect(pump.stats().running).toBe(1);
  });

  test('tells when there is room', async () => {
    const lane = new TestLane(2);
    const pump = new Pump(lane, 1, REAL, new MemoryLog());
    await pump.pull();
    let room = false;
    void pump.room().then(() => (room = true));
    await sleep(5);
    expect(room).toBe(false);
    lane.end(1);
    await until('there is room', () => room);
  });

  test('stopping waits for what runs and starts nothing more', async () => {
    const lane = new TestLane(3);
    const pump = new Pump(lane, 1, REAL, new MemoryLog());
    await pump.pull();
    let stopped = false;
    const stopping = pump.stop().then(() => (stopped = true));
    await sleep(5);
    expect(stopped).toBe(false);
    lane.end(1);
    await stopping;
    await pump.pull();
    expect(lane.left).toBe(2);
  });
});
