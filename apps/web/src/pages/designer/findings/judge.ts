import type { AnonymousOrganisation } from '@quanheng/contracts';
import type { Finding } from '@quanheng/engine';
import type {
  Course,
  DrawingAnswer,
  DrawingRequest,
  PlayedStep,
  SimulationAnswer,
  SimulationRequest,
} from '@quanheng/policy';
import type { Asked, Given, Question, Reply } from './judge.worker.js';

/** Milliseconds after which a judgement that has not come is given up, with its thread: the next one is asked of a new one. */
const MOST = 20_000;

/** Asks the thread in which drawings are judged and played. */
export class Judge {
  private worker: Worker | null = null;
  private count = 0;
  private readonly open = new Map<
    number,
    { readonly done: (reply: Reply) => void; readonly fail: (error: Error) => void }
  >();

  /** @param organisation whom `staff` asks about; nobody else needs it */
  constructor(private readonly organisation: AnonymousOrganisation | null = null) {}

  async judge(request: DrawingRequest): Promise<DrawingAnswer> {
    const reply = await this.ask({ kind: 'judge', request });
    if ('answer' in reply) return reply.answer;
    throw new Error('failed' in reply ? reply.failed : 'no answer');
  }

  async staff(request: DrawingRequest): Promise<readonly Finding[]> {
    const reply = await this.ask({ kind: 'staff', request });
    if ('findings' in reply) return reply.findings;
    throw new Error('failed' in reply ? reply.failed : 'no answer');
  }

  async play(request: DrawingRequest, scenario: unknown): Promise<readonly PlayedStep[]> {
    const reply = await this.ask({ kind: 'play', request, scenario });
    if ('steps' in reply) return reply.steps;
    throw new Error('failed' in reply ? reply.failed : 'no answer');
  }

  async simulate(request: SimulationRequest, course: Course | null): Promise<SimulationAnswer> {
    const reply = await this.ask({ kind: 'simulate', request, course });
    if ('simulation' in reply) return reply.simulation;
    throw new Error('failed' in reply ? reply.failed : 'no answer');
  }

  /** What people read of a drawing while a matter runs; of what cannot be read, nothing. */
  async texts(text: string): Promise<readonly string[]> {
    const reply = await this.ask({ kind: 'texts', text });
    if ('texts' in reply) return reply.texts;
    throw new Error('failed' in reply ? reply.failed : 'no answer');
  }

  private ask(question: Question): Promise<Reply> {
    const id = (this.count += 1);
    return new Promise<Reply>((resolve, reject) => {
      const timer = setTimeout(() => this.end(new Error('late')), MOST);
      const end = (): void => {
        clearTimeout(timer);
        this.open.delete(id);
      };
      this.open.set(id, {
        done: (reply) => {
          end();
          resolve(reply);
        },
        fail: (error) => {
          end();
          reject(error);
        },
      });
      this.thread().postMessage({ id, ...question } satisfies Asked);
    });
  }

  private thread(): Worker {
    if (this.worker === null) {
      this.worker = new Worker(new URL('./judge.worker.ts', import.meta.url), { type: 'module' });
      this.worker.onmessage = ({ data }: MessageEvent<Reply>) => this.open.get(data.id)?.done(data);
      if (this.organisation !== null) this.worker.postMessage({ organisation: this.organisation } satisfies Given);
      this.worker.onerror = (event) => {
        event.preventDefault();
        this.end(new Error(event.message));
      };
    }
    return this.worker;
  }

  /** Everything that is open fails, and the next question begins a new thread. */
  end(error = new Error('closed')): void {
    this.worker?.terminate();
    this.worker = null;
    for (const { fail } of [...this.open.values()]) fail(error);
  }
}
