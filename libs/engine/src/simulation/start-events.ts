import type { GraphNode } from '../compile/graph.js';
import type { TimerSpec } from '../compile/timer.js';
import { contextOf, entryOf } from '../feel/context.js';
import type { FeelScope } from '../feel/api.js';
import type { FeelContext } from '../feel/values.js';
import { formatForTimer } from '../time/feel-time.js';
import { addDuration, parseDuration, parseInstant, parseRecurrence } from '../time/iso8601.js';
import type { DueEntry } from './due-queue.js';
import { WORLD_ZONE, type World } from './world.js';

/** The start events of all processes of the document that wait for a message, a signal, a moment or a condition. */
export class StartEvents {
  /** In document order. */
  readonly events: readonly GraphNode[];
  /** What the scenario has set so far: what conditions of start events see. */
  private known: FeelContext;
  private readonly met = new Set<GraphNode>();
  /** Processes that the scenario plays, so that each of their instances gets its variables. */
  private readonly played = new Set<GraphNode>();

  constructor(private readonly world: World) {
    const processes = [...world.definition.processes.values()];
    this.events = processes
      .flatMap((process) => process.container?.startEvents ?? [])
      .filter((event) => event.event?.trigger != null);
    this.known = world.scenario.variables;
  }

  /** Begins to wait. `played`: the processes the scenario starts; `waiting`: those among them that only an event can start. */
  open(played: readonly GraphNode[], waiting: readonly GraphNode[]): void {
    for (const process of played) this.played.add(process);
    for (const [index, event] of this.events.entries()) {
      const trigger = event.event?.trigger;
      if (trigger?.kind === 'timer') this.schedule(event, trigger.timer, index);
    }
    for (const event of this.events) {
      if (event.parent !== null && waiting.includes(event.parent)) this.test(event);
    }
  }

  get hasConditions(): boolean {
    return this.events.some((event) => event.event?.trigger?.kind === 'conditional');
  }

  /** Variables of the world have changed: conditions that turn true start their process. */
  set(variables: FeelContext): void {
    this.known = { ...this.known, ...variables };
    for (const event of this.events) this.test(event);
  }

  /** Starts the process of a start event. False when the engine refuses. */
  trigger(event: GraphNode, variables: FeelContext, key: string | null): boolean {
    const process = event.parent;
    if (process === null) return false;
    const given = this.played.has(process) ? { ...this.world.scenario.variables, ...variables } : variables;
    const rejection = this.world.start(process, event, given, key);
    if (rejection !== null && !this.world.isLimited) {
      this.world.unmet.push(`start of ${process.id} by ${event.id}: ${rejection.message}`);
    }
    return rejection === null;
  }

  fire(entry: Extract<DueEntry, { kind: 'start' }>): void {
    const trigger = entry.event.event?.trigger;
    if (!this.trigger(entry.event, contextOf([]), null)) return;
    if (entry.every === null || entry.remaining === 0 || trigger?.kind !== 'timer') return;
    const due = this.later(trigger.timer, entry.due, entry.every);
    const remaining = entry.remaining === null ? null : entry.remaining - 1;
    if (due !== undefined) this.world.due.push({ ...entry, due, remaining });
  }

  private test(event: GraphNode): void {
    const trigger = event.event?.trigger;
    if (trigger?.kind !== 'conditional') return;
    const holds = trigger.condition.evaluate(this.scope(), { at: this.world.clock, zone: WORLD_ZONE }) === true;
    if (!holds) this.met.delete(event);
    if (!holds || this.met.has(event)) return;
    this.met.add(event);
    this.trigger(event, this.known, null);
  }

  private schedule(event: GraphNode, timer: TimerSpec, index: number): void {
    const first = this.first(timer);
    if (first === undefined) {
      const shown = typeof timer.value === 'string' ? timer.value : timer.value.source;
      this.world.unmet.push(
        `start of ${event.parent?.id ?? ''} by ${event.id}: "${shown}" gives no moment for its timer`,
      );
      return;
    }
    if (first.remaining !== null && first.remaining < 0) return;
    this.world.due.push({ kind: 'start', instance: null, id: index, event, ...first });
  }

  private first(timer: TimerSpec): { due: number; remaining: number | null; every: string | null } | undefined {
    const { clock } = this.world;
    const text = this.text(timer);
    if (text === undefined) return undefined;
    if (timer.kind === 'cycle') {
      const recurrence = parseRecurrence(text);
      if (recurrence === undefined) return undefined;
      const { start, interval, count } = recurrence;
      const due = start === null ? this.later(timer, clock, interval) : parseInstant(start, WORLD_ZONE);
      return due === undefined ? undefined : { due, remaining: count === null ? null : count - 1, every: interval };
    }
    const duration = parseDuration(text);
    const isDate = timer.kind === 'date';
    const due = isDate
      ? parseInstant(text, WORLD_ZONE)
      : duration === undefined
        ? undefined
        : this.later(timer, clock, duration);
    return due === undefined ? undefined : { due, remaining: 0, every: null };
  }

  private text(timer: TimerSpec): string | undefined {
    if (typeof timer.value === 'string') return timer.value;
    const value = timer.value.evaluate(this.scope(), { at: this.world.clock, zone: WORLD_ZONE });
    return value === null ? undefined : formatForTimer(value).trim();
  }

  private later(timer: TimerSpec, at: number, duration: string): number | undefined {
    if (timer.calendar === null) return addDuration(at, duration, WORLD_ZONE);
    return this.world.env().workingTime?.(timer.calendar, at, duration);
  }

  private scope(): FeelScope {
    return { get: (name) => entryOf(this.known, name) };
  }
}
