import type { Surroundings } from '@quanheng/runtime/ports';
import { Dice } from './dice.js';

/** One run of a simulated operating-system process. When it crashes, nothing that it awaits ever comes. */
export class Host {
  private crashed = false;
  private tellGone: () => void = () => undefined;
  /** Resolves when the host crashes, for whoever waits for an answer of it. */
  readonly gone = new Promise<void>((resolve) => (this.tellGone = resolve));

  constructor(readonly name: string) {}

  get isGone(): boolean {
    return this.crashed;
  }

  crash(): void {
    this.crashed = true;
    this.tellGone();
  }
}

interface Parked {
  readonly host: Host;
  readonly resume: () => void;
}
interface Sleeping extends Parked {
  readonly until: number;
}

export interface SchedulerOptions {
  readonly seed: number;
  /** Virtual time at the start, milliseconds since the epoch. */
  readonly start?: number;
}

const DEFAULT_START = Date.UTC(2026, 0, 5);

/**
 * Virtual time, and the order in which things happen. Whatever waits for the simulated store or clock is parked here; one of them, chosen by the
 * dice, goes on at a time, as far as it comes without waiting again. So each seed is one interleaving. When nobody is ready the clock jumps to
 * the next sleeper. It drives itself as long as somebody is parked.
 */
export class Scheduler {
  private readonly dice: Dice;
  private ready: Parked[] = [];
  private sleeping: Sleeping[] = [];
  private isDriving = false;
  private isStopped = false;
  private moment: number;
  /** Called before each turn: the place to let a host crash. */
  beforeTurn: (() => void) | null = null;
  turns = 0;

  constructor(options: SchedulerOptions) {
    this.dice = new Dice(options.seed);
    this.moment = options.start ?? DEFAULT_START;
  }

  now(): number {
    return this.moment;
  }

  /** Resolves when the dice choose the caller; never when its host crashes first. */
  turn(host: Host): Promise<void> {
    return new Promise((resume) => {
      this.ready.push({ host, resume });
      this.drive();
    });
  }

  /** Resolves when so many virtual milliseconds have passed. */
  sleep(host: Host, millis: number): Promise<void> {
    return new Promise((resume) => {
      this.sleeping.push({ host, resume, until: this.moment + Math.max(0, Math.round(millis)) });
      this.drive();
    });
  }

  /** Time passes without anybody's doing. */
  advance(millis: number): void {
    this.moment += Math.round(millis);
  }

  /** Drops whoever is still parked. */
  stop(): void {
    this.isStopped = true;
    this.ready = [];
    this.sleeping = [];
  }

  surroundings(host: Host, dice: Dice): Surroundings {
    return {
      now: () => this.now(),
      random: (bytes) => dice.bytes(bytes),
      sleep: (millis) => this.sleep(host, millis),
    };
  }

  private drive(): void {
    if (this.isDriving || this.isStopped) return;
    this.isDriving = true;
    // After all promises that can go on by themselves have done so.
    setImmediate(() => {
      this.isDriving = false;
      this.takeTurn();
      if (this.ready.length + this.sleeping.length > 0) this.drive();
    });
  }

  private takeTurn(): void {
    this.beforeTurn?.();
    this.ready = this.ready.filter(({ host }) => !host.isGone);
    this.sleeping = this.sleeping.filter(({ host }) => !host.isGone);
    this.moment += this.dice.below(2);
    this.wake();
    const chosen = this.ready.splice(this.dice.below(this.ready.length), 1)[0];
    if (chosen === undefined) return;
    this.turns++;
    chosen.resume();
  }

  private wake(): void {
    if (this.sleeping.length === 0) return;
    if (this.ready.length === 0) {
      this.moment = Math.max(this.moment, Math.min(...this.sleeping.map(({ until }) => until)));
    }
    const isDue = ({ until }: Sleeping): boolean => until <= this.moment;
    this.ready.push(...this.sleeping.filter(isDue));
    this.sleeping = this.sleeping.filter((each) => !isDue(each));
  }
}
