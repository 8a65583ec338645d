import { setTimeout as after } from 'node:timers/promises';
import { NODE_SURROUNDINGS } from '@quanheng/runtime';
import { Registry } from 'prom-client';
import { readConfiguration } from '../configuration/index.js';
import { Metrics } from '../observe/index.js';
import { choresOf, type Chore, type Tidied } from './chores.js';
import { Housekeeper } from './housekeeper.js';

const NOW = 5_000_000;
const surroundings = { ...NODE_SURROUNDINGS, now: () => NOW };

function keep(chores: readonly Chore[], { every = 4, pieces = 5 } = {}) {
  const metrics = new Metrics(new Registry());
  const told: string[] = [];
  const logger = {
    info: (about: object) => void told.push(`info ${JSON.stringify(about)}`),
    error: ({ chore, err }: { chore: string; err: Error }) => void told.push(`error ${chore} ${err.message}`),
  };
  const keeper = new Housekeeper({ chores, every, pieces, surroundings, metrics, logger: logger as never });
  keeper.start();
  const value = async (name: string, chore: string): Promise<number | undefined> => {
    const metric = await metrics.registry.getSingleMetric(`quanheng_housekeeping_${name}`)?.get();
    return metric?.values.find(({ labels }) => labels.chore === chore)?.value;
  };
  return { keeper, told, value };
}

/** A chore that gives the next of `results` each time, and then nothing. */
function chore(name: string, results: readonly (number | Error)[]): Chore & { readonly asked: number[] } {
  const asked: number[] = [];
  const left = [...results];
  const piece = (now: number): Promise<number> => {
    asked.push(now);
    const next = left.shift() ?? 0;
    return next instanceof Error ? Promise.reject(next) : Promise.resolve(next);
  };
  return { name, batch: 10, piece, asked };
}

async function until(isSo: () => boolean): Promise<void> {
  while (!isSo()) await after(1);
}

describe('the housekeeper', () => {
  test('goes on with a chore as long as its pieces are full, and does all chores again and again', async () => {
    const [one, other] = [chore('one', [10, 10, 3]), chore('other', [])];
    const { keeper, told, value } = keep([one, other]);
    await until(() => other.asked.length >= 3);
    await keeper.stop();
    expect(one.asked.length).toBeGreaterThanOrEqual(5);
    expect(one.asked[0]).toBe(NOW);
    expect(told).toEqual(['info {"chore":"one","rows":23}']);
    expect(await value('rows_total', 'one')).toBe(23);
    expect(await value('success_timestamp_seconds', 'other')).toBe(NOW / 1000);
  });

  test('tells what fails, does the other chores all the same, and tries again', async () => {
    const [bad, good] = [chore('bad', [10, new Error('the database is away'), 4]), chore('good', [])];
    const { keeper, told, value } = keep([bad, good]);
    await until(() => good.asked.length >= 1);
    expect(await value('success_timestamp_seconds', 'bad')).toBeUndefined();
    await until(() => good.asked.length >= 2);
    await keeper.stop();
    expect(told).toEqual(['error bad the database is away', 'info {"chore":"bad","rows":4}']);
    expect(await value('faults_total', 'bad')).toBe(1);
    expect(await value('success_timestamp_seconds', 'bad')).toBe(NOW / 1000);
  });

  test('lets others have their turn when a chore finds no end', async () => {
    const other = chore('other', []);
    let pieces = 0;
    const endless: Chore = { name: 'endless', batch: 1, piece: () => Promise.resolve((pieces += 1)) };
    const { keeper } = keep([endless, other], { pieces: 7 });
    await until(() => other.asked.length >= 2);
    await keeper.stop();
    expect(pieces).toBeGreaterThanOrEqual(14);
  });

  test('stops between two pieces, however many are left, and does nothing afterwards', async () => {
    let [pieces, under] = [0, false];
    const long: Chore = {
      name: 'long',
      batch: 1,
      piece: async () => {
        pieces += 1;
        under = true;
        await after(20);
        under = false;
        return 1;
      },
    };
    const { keeper } = keep([long]);
    await until(() => pieces === 2);
    await keeper.stop();
    const done = pieces;
    expect([done, under]).toEqual([2, false]);
    await after(60);
    expect(pieces).toBe(done);
  });

  test('is stopped while it waits, and before it began', async () => {
    const { keeper } = keep([chore('one', [])], { every: 3_600_000 });
    await keeper.stop();
    const idle = new Housekeeper({
      chores: [],
      every: 1,
      surroundings,
      metrics: new Metrics(new Registry()),
      logger: {} as never,
    });
    await idle.stop();
  });
});

describe('the chores', () => {
  const DAY = 86_400_000;
  const now = 100 * DAY;

  async function asked(environment: Readonly<Record<string, string>>): Promise<Record<string, unknown>> {
    const calls: Record<string, unknown> = {};
    const note =
      (name: string) =>
      (...given: unknown[]): Promise<number> => {
        calls[name] = given;
        return Promise.resolve(0);
      };
    const tidied: Tidied = {
      sessions: { dropExpired: note('dropExpired'), dropAttempts: note('dropAttempts') },
      passkeys: { dropChallenges: note('dropChallenges') },
      drafts: { dropStale: note('dropStale') },
      reminders: { dropOld: note('dropOld') },
      retention: { archiveFinished: note('archiveFinished'), forgetAnswers: note('forgetAnswers') },
    };
    for (const each of choresOf(readConfiguration(environment), tidied)) await each.piece(now);
    return calls;
  }

  test('take away only what has expired, unless the office has set a time', async () => {
    expect(await asked({})).toEqual({
      dropStale: [now - 180 * DAY, 1_000],
      dropOld: [now - 90 * DAY, 1_000],
      dropChallenges: [now, 1_000],
      dropExpired: [now, now - 30 * 60_000, 1_000],
      dropAttempts: [now - DAY, 1_000],
    });
  });

  test('keep to the times that are set', async () => {
    const set = {
      QH_ARCHIVE_DAYS: '90',
      QH_ANSWER_DAYS: '7',
      QH_DRAFT_DAYS: '30',
      QH_REMINDER_DAYS: '7',
      QH_SESSION_IDLE_MINUTES: '5',
    };
    const calls = await asked(set);
    expect(calls).toEqual({
      dropStale: [now - 30 * DAY, 1_000],
      dropOld: [now - 7 * DAY, 1_000],
      dropChallenges: [now, 1_000],
      dropExpired: [now, now - 5 * 60_000, 1_000],
      dropAttempts: [now - DAY, 1_000],
      archiveFinished: [{ before: now - 90 * DAY, batch: 20 }],
      forgetAnswers: [{ before: now - 7 * DAY, batch: 1_000 }],
    });
  });

  test.each([
    ['QH_ARCHIVE_DAYS', '0'],
    ['QH_ARCHIVE_DAYS', 'a month'],
    ['QH_ARCHIVE_DAYS', '36501'],
    ['QH_ANSWER_DAYS', '-1'],
    ['QH_ANSWER_DAYS', '0.5'],
    ['QH_DRAFT_DAYS', '0'],
    ['QH_DRAFT_DAYS', '36501'],
    ['QH_HOUSEKEEPING_SECONDS', '0'],
    ['QH_HOUSEKEEPING_SECONDS', '86401'],
  ])('%s is not %s', (name, value) => {
    expect(() => readConfiguration({ [name]: value })).toThrow(name);
  });
});
