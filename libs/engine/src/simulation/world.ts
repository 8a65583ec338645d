import type { Definition, GraphNode } from '../compile/graph.js';
import { contextOf } from '../feel/context.js';
import type { EngineEvent } from '../state/events.js';
import type { Command, Payload, Rejection } from '../step/commands.js';
import type { Env } from '../step/env.js';
import { step } from '../step/step.js';
import { addDuration } from '../time/iso8601.js';
import { CLOCK_START, WORLD_ZONE } from './clock.js';
import { DueQueue, type DueEntry } from './due-queue.js';
import { Instance } from './instance.js';
import { PostOffice, type WorldMessage, type WorldSignal } from './post-office.js';
import type { Scenario } from './scenario.js';
import { StartEvents } from './start-events.js';
import { Tracer, type TraceLine } from './trace.js';
import { Workers } from './workers.js';
import { weekdays } from './working-time.js';

export const DEFAULT_MAX_EVENTS = 100_000;

export interface WorldOptions {
  /** Engine events after which the world stops; default 100,000. */
  readonly maxEvents?: number;
  /** Working time by calendar; default: Monday to Friday, whatever the calendar. */
  readonly workingTime?: Env['workingTime'];
  /** Told of every event as it happens. */
  readonly onEvent?: (line: TraceLine) => void;
}

/** What the world still has to see to; in the order of the events it came from. */
type Errand =
  | { readonly kind: 'work'; readonly instance: Instance; readonly id: number }
  | { readonly kind: 'message'; readonly message: WorldMessage }
  | { readonly kind: 'signal'; readonly signal: WorldSignal }
  | { readonly kind: 'awaited'; readonly instance: Instance; readonly id: number };

/**
 * A world in which every process of a document lives: it has a clock, does the work that the engine hands out, carries messages
 * and signals, and lets timers fire. Deterministic: the same definition and scenario give the same events.
 */
export class World {
  clock = CLOCK_START;
  readonly instances: Instance[] = [];
  /** Ids of elements in the order of their activation and of their completion, over all instances. */
  readonly activated: string[] = [];
  readonly completed: string[] = [];
  /** What the scenario asked for and did not get, as sentences. */
  readonly unmet: string[] = [];
  /** The limit of events was reached: the world stands still for good. */
  isLimited = false;
  readonly due = new DueQueue();
  readonly workers: Workers;
  readonly post: PostOffice;
  readonly starts: StartEvents;
  private readonly errands: Errand[] = [];
  private nextErrand = 0;
  private raised = 0;
  private order = 0;
  private readonly tracer: Tracer;
  private readonly maxEvents: number;

  constructor(
    readonly definition: Definition,
    readonly scenario: Scenario,
    private readonly options: WorldOptions,
  ) {
    this.maxEvents = options.maxEvents ?? DEFAULT_MAX_EVENTS;
    this.tracer = new Tracer(definition);
    this.workers = new Workers(this);
    this.post = new PostOffice(this);
    this.starts = new StartEvents(this);
  }

  env(): Env {
    return {
      at: this.clock,
      zone: WORLD_ZONE,
      workingTime: this.options.workingTime ?? weekdays,
      hold: this.workers.hold,
      maxEvents: this.maxEvents - this.raised,
    };
  }

  /** Starts an instance, by nobody's event or by the one start event that was triggered. Null when the engine refuses. */
  start(process: GraphNode, startEvent: GraphNode | null, variables: Payload, key: string | null): Rejection | null {
    if (this.raised >= this.maxEvents) return this.standStill();
    const instance = new Instance(this.instances.length + 1, process, this.definition);
    this.instances.push(instance);
    const rejection = this.give(instance, {
      type: 'start',
      process: process.id,
      variables,
      ...(startEvent === null ? {} : { startEvent: startEvent.key }),
      ...(key === null ? {} : { businessKey: key }),
    });
    if (rejection !== null && !this.isLimited) this.instances.pop();
    return rejection;
  }

  /** Gives one command to an instance and notes what came of it. */
  give(instance: Instance, command: Command): Rejection | null {
    if (this.raised >= this.maxEvents) return this.standStill();
    const { events, state, rejection } = step(this.definition, instance.state, command, this.env());
    instance.state = state;
    for (const event of events) this.note(instance, event);
    if (rejection?.code === 'step-limit') this.isLimited = true;
    return rejection ?? null;
  }

  private standStill(): Rejection {
    this.isLimited = true;
    return { code: 'step-limit', message: `The world has reached its limit of ${this.maxEvents} events.` };
  }

  /** Lets everything move until nothing can at this moment: works through the errands, which make new ones, and what is due by now. */
  settle(): void {
    do {
      while (!this.isLimited) {
        const errand = this.errands[this.nextErrand++];
        if (errand === undefined) break;
        this.run(errand);
      }
      this.errands.length = 0;
      this.nextErrand = 0;
    } while (this.takeDue(this.clock));
  }

  /** Moves the clock, letting happen what becomes due on the way. False when the calendar ends before. */
  advance(duration: string): boolean {
    const until = addDuration(this.clock, duration, WORLD_ZONE);
    if (until === undefined) return false;
    while (this.takeDue(until)) this.settle();
    if (!this.isLimited) this.clock = Math.max(this.clock, until);
    return true;
  }

  /** Jumps to what is due next, whenever that is. False when nothing is, or the world stands still. */
  jump(): boolean {
    if (!this.takeDue(Infinity)) return false;
    this.settle();
    return true;
  }

  private takeDue(until: number): boolean {
    const entry = this.due.peek();
    if (this.isLimited || entry === undefined || entry.due > until) return false;
    this.due.pop();
    if (this.isValid(entry)) {
      this.clock = Math.max(this.clock, entry.due);
      this.happen(entry);
    }
    return true;
  }

  /** Looks at the work of an element instance again, as if it had just been opened. */
  reconsider(instance: Instance, id: number): void {
    this.errands.push({ kind: 'work', instance, id });
  }

  awaitAgain(instance: Instance, id: number): void {
    this.errands.push({ kind: 'awaited', instance, id });
  }

  private run(errand: Errand): void {
    switch (errand.kind) {
      case 'work':
        this.workers.handle(errand.instance, errand.id);
        break;
      case 'message':
        this.post.deliver(errand.message);
        break;
      case 'signal':
        this.post.broadcast(errand.signal);
        break;
      case 'awaited':
        this.post.handOut(errand.instance, errand.id);
        break;
    }
  }

  /** Timers and delays whose element has ended stay in the queue until their time comes, and are then nothing. */
  private isValid(entry: DueEntry): boolean {
    switch (entry.kind) {
      case 'timer': {
        const trigger = entry.instance.state.subscriptions.get(entry.id)?.trigger;
        return entry.instance.isActive && trigger?.kind === 'timer' && trigger.due === entry.due;
      }
      case 'delay':
        return this.workers.isDelayed(entry.instance, entry.id);
      case 'start':
        return true;
    }
  }

  private happen(entry: DueEntry): void {
    switch (entry.kind) {
      case 'timer': {
        const event = entry.instance.of(entry.id)?.node.id ?? '';
        const rejection = this.give(entry.instance, { type: 'fireTimer', id: entry.id });
        if (rejection !== null && !this.isLimited) this.unmet.push(`timer of ${event}: ${rejection.message}`);
        break;
      }
      case 'delay':
        this.workers.delayEnded(entry.instance, entry.id);
        break;
      case 'start':
        this.starts.fire(entry);
        break;
    }
  }

  private note(instance: Instance, event: EngineEvent): void {
    this.raised++;
    instance.note(event, this.order++);
    this.options.onEvent?.(this.tracer.line(event, instance, this.clock));
    instance.forget(event);
    switch (event.type) {
      case 'elementActivated':
        this.activated.push(instance.nodeByKey(event.element).id);
        break;
      case 'elementCompleted':
        this.completed.push(instance.nodeByKey(event.element).id);
        break;
      case 'workOpened':
        this.reconsider(instance, event.id);
        break;
      case 'messageThrown': {
        const { name, key, targets } = event;
        this.errands.push({ kind: 'message', message: { name, key, targets, variables: contextOf(event.variables) } });
        break;
      }
      case 'signalThrown':
        this.errands.push({ kind: 'signal', signal: signalOf(event, instance) });
        break;
      case 'subscriptionOpened':
        if (event.trigger.kind === 'message') this.awaitAgain(instance, event.id);
        if (event.trigger.kind === 'timer')
          this.due.push({ kind: 'timer', due: event.trigger.due, instance, id: event.id });
        break;
      case 'subscriptionUpdated':
        if (event.trigger.kind === 'timer')
          this.due.push({ kind: 'timer', due: event.trigger.due, instance, id: event.id });
        break;
      default:
    }
  }
}

function signalOf(event: Extract<EngineEvent, { type: 'signalThrown' }>, thrower: Instance): WorldSignal {
  return { name: event.name, variables: contextOf(event.variables), thrower, before: thrower.nextId };
}
