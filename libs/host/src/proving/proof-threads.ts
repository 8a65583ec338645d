import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { Worker } from 'node:worker_threads';
import type { DefinitionSource, ProofAnswer, ProofQuestion } from '@quanheng/policy';
import type { Prover } from '@quanheng/runtime';

type Answers = readonly ProofAnswer[] | null;

interface Waiting {
  readonly source: DefinitionSource;
  readonly questions: readonly ProofQuestion[];
  readonly settle: (answers: Answers) => void;
}

export interface ProofThreadsSettings {
  /** File that the threads run. */
  readonly entry: string;
  readonly threads: number;
  /** Of one request: markings for each question, milliseconds for all. */
  readonly budget: { readonly states: number; readonly milliseconds: number };
  /** How much later than its budget an answer may come before the thread is ended. */
  readonly graceMs: number;
  /** Requests that may wait; more are answered at once that nobody can tell. */
  readonly waiting: number;
  /** Megabytes of heap that a thread may use. */
  readonly heapMb: number;
  readonly report: (error: unknown) => void;
}

/** Markings that fit into the memory a thread may use. */
const STATES = 50_000;
const USUAL = {
  threads: 1,
  graceMs: 2000,
  waiting: 20,
  heapMb: 512,
} as const;

/** Built files have the thread beside them; sources have none, and then everything is found out where it is asked. */
export function proofThreads(milliseconds: number, report: (error: unknown) => void): ProofThreads | null {
  const entry = join(__dirname, 'thread.js');
  return existsSync(entry)
    ? new ProofThreads({ ...USUAL, budget: { states: STATES, milliseconds }, entry, report })
    : null;
}

/** A few threads that look for proofs. Each is started when it is first needed, and ended when it is late: the answer is then that nobody could tell. */
export class ProofThreads implements Prover {
  private readonly line: Waiting[] = [];
  private readonly idle: Worker[] = [];
  private readonly alive = new Set<Worker>();
  private isClosed = false;

  constructor(private readonly settings: ProofThreadsSettings) {}

  answer(source: DefinitionSource, questions: readonly ProofQuestion[]): Promise<Answers> {
    if (this.isClosed || this.line.length >= this.settings.waiting) return Promise.resolve(null);
    return new Promise((settle) => {
      this.line.push({ source, questions, settle });
      this.next();
    });
  }

  async close(): Promise<void> {
    this.isClosed = true;
    for (const { settle } of this.line.splice(0)) settle(null);
    await Promise.all([...this.alive].map((worker) => worker.terminate()));
  }

  private next(): void {
    const worker = this.idle.pop() ?? (this.alive.size < this.settings.threads ? this.start() : undefined);
    if (worker === undefined) return;
    const waiting = this.line.shift();
    if (waiting === undefined) this.idle.push(worker);
    else this.give(worker, waiting);
  }

  private start(): Worker {
    const worker = new Worker(this.settings.entry, {
      resourceLimits: { maxOldGenerationSizeMb: this.settings.heapMb },
    });
    // An idle thread keeps no process alive.
    worker.unref();
    this.alive.add(worker);
    worker.on('error', this.settings.report);
    worker.on('exit', () => {
      this.alive.delete(worker);
      const at = this.idle.indexOf(worker);
      if (at >= 0) this.idle.splice(at, 1);
    });
    return worker;
  }

  private give(worker: Worker, { source, questions, settle }: Waiting): void {
    const { budget, graceMs } = this.settings;
    const late = setTimeout(() => {
      this.settings.report(new Error(`a proof of ${source.digest} took more than ${budget.milliseconds} ms`));
      void worker.terminate();
    }, budget.milliseconds + graceMs);
    const done = (answers: Answers): void => {
      clearTimeout(late);
      worker.off('message', onMessage).off('exit', onExit);
      settle(answers);
    };
    const onMessage = (answers: readonly ProofAnswer[]): void => {
      done(answers);
      this.idle.push(worker);
      this.next();
    };
    const onExit = (): void => {
      done(null);
      // The thread's own listener, added before, has counted it out.
      if (!this.isClosed && this.line.length > 0) this.next();
    };
    worker.on('message', onMessage).on('exit', onExit);
    worker.postMessage({ source, questions, budget });
  }
}
