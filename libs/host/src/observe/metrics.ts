import { collectDefaultMetrics, Counter, Gauge, Histogram, type Registry } from 'prom-client';

/** Seconds. */
const QUICK = [0.0005, 0.001, 0.002, 0.005, 0.01, 0.02, 0.05, 0.1, 0.2, 0.5, 1, 2, 5];
const SLOW = [0.01, 0.05, 0.1, 0.5, 1, 5, 10, 30, 60, 300, 900, 3600];
const BATCH = [1, 2, 4, 8, 16, 32, 64, 128, 256];

/** What is counted of the door, the store and the work behind them. Labels take few values, whatever is drawn or asked. */
export class Metrics {
  readonly commands: Histogram<'kind' | 'outcome'>;
  readonly commandsRunning: Gauge;
  readonly transactions: Histogram<'outcome'>;
  readonly transactionsRunning: Gauge;
  readonly entriesPerTransaction: Histogram;
  readonly jobs: Histogram<'handler' | 'outcome'>;
  readonly outboxDelay: Histogram;
  readonly faults: Counter<'kind'>;
  readonly housekeepingSuccess: Gauge<'chore'>;
  readonly housekeepingRows: Counter<'chore'>;
  readonly housekeepingFaults: Counter<'chore'>;

  constructor(readonly registry: Registry) {
    const registers = [registry];
    // Memory, garbage collection and, for the delay of the event loop, nodejs_eventloop_lag_*.
    collectDefaultMetrics({ register: registry });
    this.commands = new Histogram({
      name: 'quanheng_command_seconds',
      help: 'Time from giving a command to its durable answer; outcome: accepted, refused, rejected or failed',
      labelNames: ['kind', 'outcome'],
      buckets: QUICK,
      registers,
    });
    this.commandsRunning = new Gauge({
      name: 'quanheng_commands_running',
      help: 'Commands that wait for their transaction or are in it',
      registers,
    });
    this.transactions = new Histogram({
      name: 'quanheng_transaction_seconds',
      help: 'Time of one transaction; outcome: committed, conflict (it is tried again) or failed',
      labelNames: ['outcome'],
      buckets: QUICK,
      registers,
    });
    this.transactionsRunning = new Gauge({
      name: 'quanheng_transactions_running',
      help: 'Transactions under way; the store takes quanheng_transactions_limit at once',
      registers,
    });
    this.entriesPerTransaction = new Histogram({
      name: 'quanheng_transaction_entries',
      help: 'Entries that one committed transaction wrote: the size of the group commit',
      buckets: BATCH,
      registers,
    });
    this.jobs = new Histogram({
      name: 'quanheng_job_seconds',
      help: 'Time that a registered handler worked; outcome: done or failed',
      labelNames: ['handler', 'outcome'],
      buckets: SLOW,
      registers,
    });
    this.outboxDelay = new Histogram({
      name: 'quanheng_outbox_delay_seconds',
      help: 'Time from the commit that sent a message or signal to its delivery',
      buckets: SLOW,
      registers,
    });
    const counter = <Label extends string>(name: string, help: string, label: Label): Counter<Label> =>
      new Counter({ name, help, labelNames: [label], registers });
    this.faults = counter(
      'quanheng_faults_total',
      'Instances put into quarantine, batches that could not be written, and changes that nobody could be told of',
      'kind',
    );
    this.housekeepingSuccess = new Gauge({
      name: 'quanheng_housekeeping_success_timestamp_seconds',
      help: 'When the chore was last done without a fault in this process',
      labelNames: ['chore'],
      registers,
    });
    this.housekeepingRows = counter(
      'quanheng_housekeeping_rows_total',
      'Rows that were cleared away, or instances that were archived, by this process',
      'chore',
    );
    this.housekeepingFaults = counter(
      'quanheng_housekeeping_faults_total',
      'Rounds of a chore that failed in this process',
      'chore',
    );
  }

  /** A gauge whose value is asked for when somebody looks; NaN when it cannot be told, as the other metrics must still be. */
  watch(name: string, help: string, value: () => number | Promise<number>): void {
    const gauge = new Gauge({
      name,
      help,
      registers: [this.registry],
      collect: async () => {
        gauge.set(await orUnknown(value, Number.NaN));
      },
    });
  }

  /** The same for several values at once, told apart by the label `kind`; none of them when they cannot be told. */
  watchKinds(name: string, help: string, values: () => Promise<Readonly<Record<string, number>>>): void {
    const gauge = new Gauge({
      name,
      help,
      labelNames: ['kind'],
      registers: [this.registry],
      collect: async () => {
        const found = await orUnknown(values, {});
        gauge.reset();
        for (const [kind, value] of Object.entries(found)) gauge.set({ kind }, value);
      },
    });
  }
}

/** That the database does not answer is told by readiness and by what fails; here it only leaves a gap. */
async function orUnknown<T>(value: () => T | Promise<T>, unknown: T): Promise<T> {
  try {
    return await value();
  } catch {
    return unknown;
  }
}
