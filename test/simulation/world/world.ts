import type { OutboxRow } from '@quanheng/runtime/ports';
import { audit, type AuditReport } from '../audit/audit.js';
import type { Given } from '../audit/acknowledged.js';
import { Dice } from '../dice.js';
import { NO_FAULTS, type FaultRates } from '../faults.js';
import { MemoryDatabase, type MemoryStore } from '../memory-store.js';
import type { Tables } from '../memory/tables.js';
import { Host } from '../scheduler.js';
import { BUDGET_POLICY, budgetRule } from './budget-policy.js';
import { ClientSide, CommandBook } from './clients.js';
import { Node } from './node.js';
import { UNIT } from './office.js';
import { People } from './people.js';
import { RESOURCES } from './processes.js';
import { definitionsOf, setUp } from './set-up.js';

export interface WorldOptions {
  readonly seed: number;
  /** Acts of people; commands of timers, jobs, messages and signals come on top. */
  readonly acts: number;
  readonly writers?: number;
  readonly nodes?: number;
  /** Probability of a crash at each turn of the scheduler. */
  readonly crash?: number;
  readonly rates?: FaultRates;
}

export interface WorldReport extends AuditReport {
  readonly seed: number;
  readonly commands: number;
  readonly acknowledged: number;
  readonly crashes: number;
  readonly turns: number;
  /** Errors that reached a client, and faults that the runtime found in itself. */
  readonly faults: readonly string[];
}

const ROUGH: FaultRates = {
  conflict: 0.03,
  lostBefore: 0.01,
  lostAfter: 0.01,
  unavailable: 0.004,
  delay: 0.05,
  longestDelay: 200,
};
const PEOPLE = 8;
/** Milliseconds between two acts of one person. */
const SHORT_PAUSE = 5_000;
const LONG_PAUSE = 1_200_000;
/** Rounds in which everything that is due must have come to rest. */
const MOST_ROUNDS = 2_000;

/** A small office, its servers and its database, played from a seed until `acts` were done; then left in peace, and audited. */
export class World {
  private readonly dice: Dice;
  private readonly database: MemoryDatabase;
  private readonly book = new CommandBook();
  private readonly observer: MemoryStore;
  private readonly outside = new Host('outside');
  private nodes: Node[] = [];
  private crashes = 0;
  private isOver = false;
  private readonly reported: string[] = [];

  constructor(private readonly options: WorldOptions) {
    this.dice = new Dice(options.seed);
    this.database = new MemoryDatabase({ seed: this.dice.below(1e9), writers: options.writers ?? 4 });
    this.observer = this.database.connect(this.outside);
  }

  /** What is stored, for whoever wants to spoil it. */
  get tables(): Tables {
    return this.database.tables;
  }
  get given(): readonly Given[] {
    return this.book.given;
  }

  async play(): Promise<WorldReport> {
    await this.run();
    const report = await this.judge();
    this.database.scheduler.stop();
    return report;
  }

  async run(): Promise<void> {
    this.startNodes();
    await setUp(this.client(new Dice(0)), this.database.scheduler.now(), RESOURCES);
    this.database.faults.rates = this.options.rates ?? ROUGH;
    this.database.scheduler.beforeTurn = () => this.crashAtTimes();
    await Promise.all(Array.from({ length: PEOPLE }, () => this.person()));
    this.database.scheduler.beforeTurn = null;
    this.database.faults.rates = NO_FAULTS;
    this.isOver = true;
    await this.settle();
  }

  private startNodes(): void {
    const count = this.options.nodes ?? 2;
    for (let i = 0; i < count; i++) this.startNode();
  }

  private startNode(): void {
    const node = new Node(this.database, this.book, `node-${this.crashes}`, this.dice.split());
    this.nodes.push(node);
    const sleep = (millis: number): Promise<void> => this.database.scheduler.sleep(node.host, millis);
    void node.dispatcher.work(sleep, () => this.isOver);
  }

  private crashAtTimes(): void {
    if (!this.dice.chance(this.options.crash ?? 0.001)) return;
    const node = this.dice.pick(this.nodes);
    this.nodes = this.nodes.filter((each) => each !== node);
    this.reported.push(...node.reported);
    this.database.crash(node.host);
    this.crashes++;
    this.startNode();
  }

  private client(dice: Dice): ClientSide {
    const sleep = (millis: number): Promise<void> => this.database.scheduler.sleep(this.outside, millis);
    return new ClientSide(this.book, () => this.nodes, sleep, dice);
  }

  private async person(): Promise<void> {
    const { scheduler } = this.database;
    const people = new People(
      this.client(this.dice.split()),
      this.observer.queries,
      () => scheduler.now(),
      this.dice.split(),
    );
    const share = Math.ceil(this.options.acts / PEOPLE);
    for (let i = 0; i < share; i++) {
      await people.act();
      await scheduler.sleep(this.outside, this.dice.below(this.dice.chance(0.02) ? LONG_PAUSE : SHORT_PAUSE));
    }
  }

  /** Without faults, everything that is due is done. What waits for later stays. */
  private async settle(): Promise<void> {
    const node = new Node(this.database, this.book, 'last', this.dice.split());
    this.nodes.push(node);
    let quiet = 0;
    for (let round = 0; quiet < 3; round++) {
      if (round === MOST_ROUNDS) throw new Error(`seed ${this.options.seed}: there is always something due`);
      const wasBusy = await node.dispatcher.round();
      quiet = wasBusy ? 0 : quiet + 1;
      // Longer than any lease, so that what somebody died with is taken up again.
      this.database.scheduler.advance(wasBusy ? 1_000 : 61_000);
    }
  }

  async judge(given: readonly Given[] = this.book.given): Promise<WorldReport> {
    const reported = [...this.reported, ...this.nodes.flatMap((node) => node.reported)];
    const report = await audit({
      unit: UNIT,
      queries: this.observer.queries,
      policy: BUDGET_POLICY,
      records: budgetRule,
      definition: definitionsOf(this.observer.queries, RESOURCES),
      given,
      outbox: () => Promise.resolve(this.tables.outbox.all().filter((row) => !this.isKept(row)).length),
    });
    return {
      ...report,
      seed: this.options.seed,
      commands: given.length,
      acknowledged: given.filter(({ answers }) => answers.length > 0).length,
      crashes: this.crashes,
      turns: this.database.scheduler.turns,
      faults: [...this.book.faults, ...reported],
    };
  }

  /** A signal for an instance that still takes nothing may stay. */
  private isKept({ kind, payload }: OutboxRow): boolean {
    if (kind !== 'kept') return false;
    const { only } = JSON.parse(payload) as { readonly only: string };
    return ['suspended', 'quarantined'].includes(this.tables.instances.get(only)?.status ?? '');
  }
}
