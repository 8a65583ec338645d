import type {
  Answer,
  Bell,
  Command,
  Courier,
  Door,
  Envelope,
  JobContents,
  JobKey,
  JobReader,
  JobRequest,
  JobRow,
  LockedJob,
  OutboxRow,
  SubscriptionKey,
  TakeRequest,
  TimerRow,
  WireVariables,
  WorkSource,
} from '@quanheng/runtime/ports';

const UNIT = 'U1';

interface Kept<Row> {
  readonly row: Row;
  takeableAt: number;
}
interface KeptJob {
  row: JobRow;
  takeableAt: number;
  readonly contents: JobContents;
}

/** What the door took, in order. */
export interface Applied {
  readonly id: string;
  readonly principal: string;
  readonly command: Command;
  readonly at: number;
}

/**
 * A store, a door and a courier in memory, so small that they are plainly right: a timer fires once, a job is completed by the holder of its
 * lock only, a failed job waits for its next try or becomes an incident. Every answer can be replaced by a fault.
 */
export class FakeOffice implements WorkSource, Door, JobReader, Courier {
  readonly applied: Applied[] = [];
  readonly incidents = new Map<string, string>();
  readonly delivered: string[] = [];
  readonly suspended = new Set<string>();
  readonly messages = { expired: 0 };
  /** How often each method of the source was called. */
  readonly calls = new Map<string, number>();
  /** Given a command, the answer or error to give in its place. */
  fault: (envelope: Envelope) => Answer | Error | null = () => null;
  /** What reading rows throws, while it is set. */
  down: Error | null = null;
  deliverFault: (row: OutboxRow) => Error | null = () => null;

  private readonly timers = new Map<string, Kept<TimerRow>>();
  private readonly jobs = new Map<string, KeptJob>();
  private readonly outbox = new Map<string, Kept<OutboxRow>>();
  private count = 0;

  constructor(
    private readonly bell: Bell,
    private readonly now: () => number = Date.now,
  ) {}

  /** A timer that waits; gives its id, the instance. */
  addTimer(due: number): string {
    const instance = this.newId('timer');
    const row = { instance, subscription: 1, unit: UNIT, element: 'Timer', due };
    this.timers.set(instance, { row, takeableAt: due });
    this.bell.ring([{ kind: 'timer', due }]);
    return instance;
  }

  /** A job that waits; gives its id, the instance. */
  addJob(handler: string, options: { readonly retries?: number; readonly variables?: WireVariables } = {}): string {
    const instance = this.newId('job');
    const { retries = 0, variables = {} } = options;
    const row: JobRow = {
      instance,
      job: 1,
      unit: UNIT,
      process: 'Process',
      element: 'Task',
      handler,
      retries,
      due: this.now(),
      lastError: null,
      lock: null,
      lockedUntil: null,
    };
    this.jobs.set(instance, { row, takeableAt: row.due, contents: { variables, businessKey: null, retries } });
    this.bell.ring([{ kind: 'job', handler, due: row.due }]);
    return instance;
  }

  /** Something to deliver; gives its id. */
  addLetter(): string {
    const id = this.newId('letter');
    const row: OutboxRow = { id, unit: UNIT, kind: 'message', payload: '{}', createdAt: this.now() };
    this.outbox.set(id, { row, takeableAt: row.createdAt });
    this.bell.ring([{ kind: 'outbox' }]);
    return id;
  }

  job(id: string): JobRow | undefined {
    return this.jobs.get(id)?.row;
  }

  /** What was applied to one id, by kind. */
  kindsOf(id: string): string[] {
    return this.applied.filter((each) => each.id === id).map(({ command }) => command.kind);
  }

  timersLeft(): number {
    return this.timers.size;
  }

  /** An operator: the job may be tried now. */
  retryNow(id: string, retries = 1): void {
    const kept = this.jobs.get(id);
    if (kept === undefined) throw new Error(`no job ${id}`);
    this.incidents.delete(id);
    kept.row = { ...kept.row, retries, due: this.now(), lock: null, lockedUntil: null };
    kept.takeableAt = kept.row.due;
    this.bell.ring([{ kind: 'job', handler: kept.row.handler, due: kept.row.due }]);
  }

  /** An operator: the instance goes on, and what was put off meanwhile is due. */
  resume(id: string): void {
    this.suspended.delete(id);
    const timer = this.timers.get(id);
    const job = this.jobs.get(id);
    if (timer !== undefined) {
      timer.takeableAt = timer.row.due;
      this.bell.ring([{ kind: 'timer', due: timer.row.due }]);
    }
    if (job?.row.lock === null) {
      job.takeableAt = job.row.due;
      this.bell.ring([{ kind: 'job', handler: job.row.handler, due: job.row.due }]);
    }
  }

  takeTimers({ now, until, limit }: TakeRequest): Promise<readonly TimerRow[]> {
    return this.reading('takeTimers', () => takeFrom(this.timers, now, until, limit));
  }

  deferTimer({ instance }: SubscriptionKey, lease: number, until: number): Promise<void> {
    return this.reading('deferTimer', () => {
      const kept = this.timers.get(instance);
      if (kept?.takeableAt === lease) kept.takeableAt = until;
    });
  }

  nextTimer(now: number): Promise<number | null> {
    return this.reading('nextTimer', () =>
      earliest(
        now,
        [...this.timers.values()].map(({ takeableAt }) => takeableAt),
      ),
    );
  }

  lockJobs({ unit, handlers, limit, now, until, token }: JobRequest): Promise<readonly LockedJob[]> {
    return this.reading('lockJobs', () => {
      const locked: LockedJob[] = [];
      for (const kept of this.jobs.values()) {
        const { row } = kept;
        const wanted = handlers === null ? !row.handler.startsWith('external:') : handlers.includes(row.handler);
        if (
          !wanted ||
          kept.takeableAt > now ||
          this.incidents.has(row.instance) ||
          (unit !== null && unit !== row.unit)
        )
          continue;
        if (locked.length === limit) break;
        const taken = { ...row, lock: token(), lockedUntil: until };
        kept.row = taken;
        kept.takeableAt = until;
        locked.push(taken);
      }
      return locked;
    });
  }

  extendLock(instance: string, _job: number, lock: string, until: number): Promise<boolean> {
    return this.reading('extendLock', () => {
      const kept = this.jobs.get(instance);
      if (kept?.row.lock !== lock) return false;
      kept.row = { ...kept.row, lockedUntil: until };
      kept.takeableAt = until;
      return true;
    });
  }

  deferJob({ instance }: JobKey, lock: string | null, until: number): Promise<void> {
    return this.reading('deferJob', () => {
      const kept = this.jobs.get(instance);
      if (kept?.row.lock !== lock) return;
      kept.row = { ...kept.row, lock: null, lockedUntil: null };
      kept.takeableAt = Math.max(kept.row.due, until);
    });
  }

  nextJob(now: number): Promise<number | null> {
    return this.reading('nextJob', () =>
      earliest(
        now,
        [...this.jobs.values()].map(({ takeableAt }) => takeableAt),
      ),
    );
  }

  takeOutbox({ now, until, limit }: TakeRequest): Promise<readonly OutboxRow[]> {
    return this.reading('takeOutbox', () => takeFrom(this.outbox, now, until, limit));
  }

  deferOutbox(id: string, until: number): Promise<void> {
    return this.reading('deferOutbox', () => {
      const kept = this.outbox.get(id);
      if (kept !== undefined) kept.takeableAt = until;
    });
  }

  due(): Promise<never> {
    return Promise.reject(new Error('dispatchers do not count'));
  }
  oldestOutbox(): Promise<never> {
    return Promise.reject(new Error('dispatchers do not count'));
  }

  dropExpiredMessages(_now: number, limit: number): Promise<number> {
    return this.reading('dropExpiredMessages', () => {
      const dropped = Math.min(limit, this.messages.expired);
      this.messages.expired -= dropped;
      return dropped;
    });
  }

  read({ instance }: { readonly instance: string }): Promise<JobContents | null> {
    return this.reading('read', () =>
      this.suspended.has(instance) ? null : (this.jobs.get(instance)?.contents ?? null),
    );
  }

  async deliver(row: OutboxRow): Promise<void> {
    await pause();
    const fault = this.deliverFault(row);
    if (fault !== null) throw fault;
    if (this.outbox.delete(row.id)) this.delivered.push(row.id);
  }

  async execute(envelope: Envelope): Promise<Answer> {
    await pause();
    const fault = this.fault(envelope);
    if (fault instanceof Error) throw fault;
    if (fault !== null) return fault;
    const answer = this.carryOut(envelope.command);
    const { command, principal } = envelope;
    if (answer.status === 'accepted' && 'instance' in command) {
      const name = principal.kind === 'system' ? `system:${principal.name}` : principal.kind;
      this.applied.push({ id: command.instance, principal: name, command, at: this.now() });
    }
    return answer;
  }

  ask(): Promise<Answer> {
    return Promise.reject(new Error('dispatchers do not ask'));
  }

  private carryOut(command: Command): Answer {
    if ('instance' in command && this.suspended.has(command.instance)) return rejected('conflict', 'it is suspended');
    switch (command.kind) {
      case 'fireTimer':
        return this.timers.delete(command.instance) ? ACCEPTED : rejected('not-found', 'no such timer');
      case 'completeJob':
      case 'throwJobError':
        return this.underLock(command, () => this.jobs.delete(command.instance));
      case 'failJob':
        return this.underLock(command, (kept) => {
          const left = Math.min(command.retries ?? Infinity, kept.row.retries - 1);
          if (left < 0 || command.retries === 0) this.incidents.set(command.instance, command.message);
          const due = this.now() + (command.retryAfter ?? 0);
          const { instance, handler } = kept.row;
          kept.row = {
            ...kept.row,
            retries: Math.max(0, left),
            due,
            lastError: command.message,
            lock: null,
            lockedUntil: null,
          };
          kept.takeableAt = due;
          if (!this.incidents.has(instance)) this.bell.ring([{ kind: 'job', handler, due }]);
        });
      default:
        return rejected('invalid', `the fake office does not know ${command.kind}`);
    }
  }

  private underLock(
    { instance, lock }: { readonly instance: string; readonly lock: string },
    change: (kept: KeptJob) => void,
  ): Answer {
    const kept = this.jobs.get(instance);
    if (kept === undefined) return rejected('not-found', 'no such job');
    if (kept.row.lock !== lock) return rejected('conflict', 'another holds the job');
    change(kept);
    return ACCEPTED;
  }

  private async reading<T>(name: string, read: () => T): Promise<T> {
    this.calls.set(name, (this.calls.get(name) ?? 0) + 1);
    await pause();
    if (this.down !== null) throw this.down;
    return read();
  }

  private newId(kind: string): string {
    this.count += 1;
    return `${kind}-${this.count}`;
  }
}

const ACCEPTED: Answer = { status: 'accepted', entry: { stream: 'instance', seq: 1 }, result: {} };

export function rejected(code: 'not-found' | 'conflict' | 'invalid' | 'busy', message: string): Answer {
  return { status: 'rejected', code, message };
}

export function refused(code: string): Answer {
  return { status: 'refused', entry: null, reasons: [{ code, message: `${code} says the guard` }] };
}

/** Long enough for whoever else is due to go first. */
function pause(): Promise<void> {
  return new Promise((resolve) => setImmediate(resolve));
}

function takeFrom<Row>(rows: Map<string, Kept<Row>>, now: number, until: number, limit: number): readonly Row[] {
  const due = [...rows.values()].filter(({ takeableAt }) => takeableAt <= now);
  const taken = due.sort((a, b) => a.takeableAt - b.takeableAt).slice(0, limit);
  for (const kept of taken) kept.takeableAt = until;
  return taken.map(({ row }) => row);
}

function earliest(now: number, moments: readonly number[]): number | null {
  const later = moments.filter((moment) => moment > now);
  return later.length === 0 ? null : Math.min(...later);
}
