import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { ProofThreads } from '@quanheng/host';
import { answerProof, type DefinitionSource } from '@quanheng/policy';
import { root } from '../architecture/files.js';

const ENTRY = join(root, 'dist', 'libs', 'host', 'src', 'proving', 'thread.js');
const FOLDER = join(root, 'processes', 'small-purchase');
const text = readFileSync(join(FOLDER, 'process.bpmn'), 'utf8');

test('the thread that is shipped proves what is proved here', async () => {
  expect([ENTRY, existsSync(ENTRY)]).toEqual([ENTRY, true]);
  const budget = { states: 50_000, milliseconds: 60_000 };
  const faults: unknown[] = [];
  const report = (error: unknown) => faults.push(error);
  const threads = new ProofThreads({
    entry: ENTRY,
    threads: 1,
    budget,
    graceMs: 10_000,
    waiting: 5,
    heapMb: 256,
    report,
  });
  const decisions = readdirSync(FOLDER)
    .filter((name) => name.endsWith('.dmn'))
    .map((name) => ({ name, text: readFileSync(join(FOLDER, name), 'utf8') }));
  const source: DefinitionSource = { digest: 'd', text, decisions, pins: [], called: new Map() };
  const [process = ''] = /<(?:\w+:)?process id="([^"]+)"/.exec(text)?.slice(1) ?? [];
  const questions = [{ kind: 'sound', process } as const];
  try {
    const answers = await threads.answer(source, questions);
    expect(faults).toEqual([]);
    expect(answers).toEqual(await answerProof({ source, questions, budget }, () => performance.now()));
  } finally {
    await threads.close();
  }
});
