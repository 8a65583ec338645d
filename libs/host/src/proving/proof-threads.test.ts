import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ProofThreads } from './proof-threads.js';

/** Threads that answer, that never do, that end, by what is asked of them. */
const ENTRY = `
const { parentPort, threadId } = require('node:worker_threads');
parentPort.on('message', ({ source, questions, budget }) => {
  if (source.text === 'hang') for (;;);
  if (source.text === 'throw') throw new Error('broken');
  if (source.text === 'exit') process.exit(3);
  if (source.text === 'heap') { const kept = []; for (;;) kept.push(new Array(1000).fill({})); }
  parentPort.postMessage(questions.map(({ process }) => ({ kind: 'sound', findings: [process, budget.states, threadId] })));
});`;

const folder = mkdtempSync(join(tmpdir(), 'quanheng-proofs-'));
const entry = join(folder, 'thread.cjs');
writeFileSync(entry, ENTRY);
afterAll(() => rmSync(folder, { recursive: true }));

const faults: unknown[] = [];
let threads: ProofThreads;
beforeEach(() => {
  faults.length = 0;
  threads = new ProofThreads({
    entry,
    threads: 1,
    budget: { states: 7, milliseconds: 300 },
    graceMs: 100,
    waiting: 3,
    heapMb: 16,
    report: (error) => faults.push(error),
  });
});
afterEach(() => threads.close());

const ask = (text: string, process = 'P') =>
  threads.answer({ digest: text, text, decisions: [], pins: [], called: new Map() }, [{ kind: 'sound', process }]);

test('answers come back in the order of the requests, from one thread', async () => {
  const answers = await Promise.all([ask('a', 'P'), ask('b', 'Q'), ask('c', 'R')]);
  const told = answers.map((answer) => (answer?.[0] as unknown as { findings: unknown[] }).findings);
  expect(told.map(([process, states]) => [process, states])).toEqual([
    ['P', 7],
    ['Q', 7],
    ['R', 7],
  ]);
  expect(new Set(told.map(([, , thread]) => thread)).size).toBe(1);
});

test.each(['hang', 'throw', 'exit', 'heap'])(
  'a thread that does %s answers nothing, and the next request gets another',
  async (text) => {
    const [lost, next] = await Promise.all([ask(text), ask('a')]);
    expect(lost).toBeNull();
    expect(next).toHaveLength(1);
    expect(faults.length > 0 || text === 'exit').toBe(true);
  },
);

test('who would have to wait behind too many is told at once', async () => {
  const hanging = ask('hang');
  const waiting = [ask('a'), ask('b'), ask('c')];
  await expect(ask('d')).resolves.toBeNull();
  await expect(hanging).resolves.toBeNull();
  for (const answer of waiting) await expect(answer).resolves.toHaveLength(1);
});

test('closing answers everybody, and ends the thread', async () => {
  const open = [ask('hang'), ask('a')];
  await threads.close();
  await expect(Promise.all(open)).resolves.toEqual([null, null]);
  await expect(ask('a')).resolves.toBeNull();
});
