import type { Definition, GraphNode } from '../compile/graph.js';
import { contextOf } from '../feel/context.js';
import type { EngineEvent } from '../state/events.js';
import type { Command, Payload } from '../step/commands.js';
import type { Env } from '../step/env.js';
import { addDuration } from '../time/iso8601.js';
import { CLOCK_START } from './clock.js';
import { engineAlone, type Given, type TurnedDown, type WorldDoor } from './door.js';
import { DueQueue, type DueEntry } from './due-queue.js';
import { Instance } from './instance.js';
import { PostOffice, type WorldMessage, type WorldSignal } from './post-office.js';
import type { PersonStep, Scenario } from './scenario.js';
import { StartEvents } from './start-events.js';
import { Tracer, type TraceLine } from './trace.js';
import { Workers } from './workers.js';

export const DEFAULT_MAX_EVENTS = 100_000;

export interface WorldOptions {
  /** Engine events after which the world stops; default 100,000. */
  readonly maxEvents?: number;
  /** Working time by calendar, where the engine is alone; default: Monday to Friday, whatever the calendar. */
  readonly workingTime?: Env['workingTime'];
  /** How commands reach instances; default: the engine alone. */
  readonly door?: WorldDoor;
  /** Told before each step of the scenario, with its index. */
  readonly onStep?: (index: number) => void;
  /** Told of every event as it happens. */
  readonly onEvent?: (line: TraceLine) => void;
  /** The same as the engine says it, and in which instance. */
  readonly onEngineEvent?: (event: EngineEvent, instance: string) => void;
}

/** Something that was refused. */
export interface Refusal {
  /** Of the reasons, the headline first. */
  readonly codes: readonly string[];
  readonly message: string;
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
  clock: number;
  readonly instances: Instance[] = [];
  /** Ids of elements in the order of their activation and of their completion, over all instances. */
  readonly activated: string[] = [];
  readonly completed: string[] = [];
  /** What the scenario asked for and did not get, as sentences. */
  readonly unmet: string[] = [];
  /** Everything that was refused, in order. */
  readonly refusals: Refusal[] = [];
  /** The limit of events was reached: the world stands still for good. */
  isLimited = false;
  readonly due = new DueQueue();
  readonly workers: Workers;
  readonly post: PostOffice;
  readonly starts: StartEvents;
  readonly door: WorldDoor;
  private readonly errands: Errand[] = [];
  /** Deadlines of the door that are in the queue: instance, id and moment. */
  private readonly scheduled = new Set<string>();
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
    this.clock = scenario.at ?? CLOCK_START;
    this.door = options.door ?? engineAlone(definition, options.workingTime);
    this.tracer = new Tracer(definition);
    this.workers = new Workers(this);
    this.post = new PostOffice(this);
    this.starts = new StartEvents(this);
  }

  env(): Env {
    return {
      at: this.clock,
      zone: this.door.zone,
      workingTime: this.door.workingTime(this.clock),
      hold: this.workers.hold,
      maxEvents: this.maxEvents - this.raised,
    };
  }

  /**
   * Starts an instance, by nobody's event or by the one start event that was triggered.
   * @param by the person who starts it; null: nobody in person
   * @returns why it was not started; null: it was
   */
  start(
    process: GraphNode,
    startEvent: GraphNode | null,
    variables: Payload,
    key: string | null,
    by: string | null = null,
  ): TurnedDown | null {
    if (this.raised >= this.maxEvents) return this.standStill();
    const instance = new Instance(this.instances.length + 1, process, this.definition);
    this.instances.push(instance);
    const start: Command = {
      type: 'start',
      process: process.id,
      variables,
      ...(startEvent === null ? {} : { startEvent: startEvent.key }),
      ...(key === null ? {} : { businessKey: key }),
    };
    const turnedDown = this.give(instance, start, by);
    if (turnedDown !== null && !this.isLimited) this.instances.pop();
    return turnedDown;
  }

  /** Gives one command to an instance and notes what came of it. */
  give(instance: Instance, command: Command, by: string | null = null): TurnedDown | null {
    if (this.raised >= this.maxEvents) return this.standStill();
    return this.take(instance, this.door.give(instance, command, by, this.env()));
  }

  /** What a person does, where there are people. */
  act(step: PersonStep): TurnedDown | null {
    const { people } = this.door;
    if (people === undefined)
      return { message: 'it is something that a person does, and the scenario names no organisation' };
    if (this.raised >= this.maxEvents) return this.standStill();
    const done = people.act(step, this.instances, this.env());
    return done.instance === null ? this.turned(done.turnedDown) : this.take(done.instance, done.given);
  }

  private take(instance: Instance, { events, state, turnedDown }: Given): TurnedDown | null {
    instance.state = state;
    for (const event of events) this.note(instance, event);
    this.schedule(instance);
    return this.turned(turnedDown ?? null);
  }

  private turned(down: TurnedDown | null): TurnedDown | null {
    if (down?.isLimit === true) this.isLimited = true;
    if (down?.refusal !== undefined) this.refusals.push({ codes: down.refusal, message: down.message });
    return down;
  }

  /** Puts what the door has begun to wait for into the queue. */
  private schedule(instance: Instance): void {
    for (const { id, due } of this.door.people?.deadlines(instance) ?? []) {
      const name = `${instance.name}/${id}/${due}`;
      if (this.scheduled.has(name)) continue;
      this.scheduled.add(name);
      this.due.push({ kind: 'deadline', due, instance, id });
    }
  }

  private standStill(): TurnedDown {
    this.isLimited = true;
    return { isLimit: true, message: `The world has reached its limit of ${this.maxEvents} events.` };
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
    const until = addDuration(this.clock, duration, this.door.zone);
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

  /** When something happens by itself next; undefined: nothing will, or the world stands still. */
  nextDue(): number | undefined {
    let entry = this.due.peek();
    while (entry !== undefined && !this.isValid(entry)) {
      this.due.pop();
      entry = this.due.peek();
    }
    return this.isLimited ? undefined : entry?.due;
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
      case 'deadline':
        return (
          this.door.people?.deadlines(entry.instance).some(({ id, due }) => id === entry.id && due === entry.due) ===
          true
        );
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
        this.report(`timer of ${event}`, this.give(entry.instance, { type: 'fireTimer', id: entry.id }));
        break;
      }
      case 'deadline': {
        // What stands still takes nothing; when it goes on, it is asked again.
        const turnedDown = this.give(entry.instance, { type: 'fireTimer', id: entry.id });
        if (entry.instance.isActive) this.report('a deadline', turnedDown);
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

  /** What the world does by itself and could not; a refusal is listed, and judged with all others where the scenario expects any. */
  report(what: string, turnedDown: TurnedDown | null): void {
    if (turnedDown === null || this.isLimited) return;
    if (turnedDown.refusal !== undefined && this.scenario.expect?.refusals != null) return;
    const text = `${what}: ${turnedDown.message}`;
    if (!this.unmet.includes(text)) this.unmet.push(text);
  }

  /** What fell due, came or was opened while the instance stood still. */
  private wake(instance: Instance): void {
    for (const name of this.scheduled) if (name.startsWith(`${instance.name}/`)) this.scheduled.delete(name);
    for (const { id, trigger } of instance.state.subscriptions.values()) {
      if (trigger.kind === 'timer') this.due.push({ kind: 'timer', due: trigger.due, instance, id });
      if (trigger.kind === 'message') this.awaitAgain(instance, id);
    }
    for (const { id, work } of instance.state.elements.values()) if (work !== null) this.reconsider(instance, id);
  }

  private note(instance: Instance, event: EngineEvent): void {
    this.raised++;
    instance.note(event, this.order++);
    this.options.onEvent?.(this.tracer.line(event, instance, this.clock));
    this.options.onEngineEvent?.(event, instance.name);
    instance.forget(event);
    switch (event.type) {
      case 'elementActivated':
        this.activated.push(instance.nodeByKey(event.element).id);
        break;
      case 'elementCompleted':
        this.completed.push(instance.nodeByKey(event.element).id);
        break;
      case 'instanceResumed':
        this.wake(instance);
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
