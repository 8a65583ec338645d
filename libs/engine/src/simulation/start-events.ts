import type { GraphNode } from '../compile/graph.js';
import type { TimerSpec } from '../compile/timer.js';
import { contextOf, entryOf } from '../feel/context.js';
import type { FeelScope } from '../feel/api.js';
import type { FeelContext } from '../feel/values.js';
import { formatForTimer } from '../time/feel-time.js';
import { firstFiring, nextFiring, type Firing } from '../time/firing.js';
import type { DueEntry } from './due-queue.js';
import type { World } from './world.js';

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
    const isPlayed = this.played.has(process) || this.world.scenario.processes?.length === 0;
    const given = isPlayed ? { ...this.world.scenario.variables, ...variables } : variables;
    const turnedDown = this.world.start(process, event, given, key);
    this.world.report(`start of ${process.id} by ${event.id}`, turnedDown);
    return turnedDown === null;
  }

  fire(entry: Extract<DueEntry, { kind: 'start' }>): void {
    const trigger = entry.event.event?.trigger;
    if (!this.trigger(entry.event, contextOf([]), null)) return;
    if (trigger?.kind !== 'timer') return;
    const next = nextFiring(entry, trigger.timer.calendar, this.world.env());
    if (next !== undefined) this.world.due.push({ ...entry, ...next });
  }

  private test(event: GraphNode): void {
    const trigger = event.event?.trigger;
    if (trigger?.kind !== 'conditional') return;
    const holds =
      trigger.condition.evaluate(this.scope(), { at: this.world.clock, zone: this.world.door.zone }) === true;
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
    this.world.due.push({ kind: 'start', instance: null, id: index, event, ...first });
  }

  private first(timer: TimerSpec): Firing | undefined {
    const text = this.text(timer);
    return text === undefined ? undefined : firstFiring(timer.kind, text, timer.calendar, this.world.env());
  }

  private text(timer: TimerSpec): string | undefined {
    if (typeof timer.value === 'string') return timer.value;
    const value = timer.value.evaluate(this.scope(), { at: this.world.clock, zone: this.world.door.zone });
    return value === null ? undefined : formatForTimer(value).trim();
  }

  private scope(): FeelScope {
    return { get: (name) => entryOf(this.known, name) };
  }
}
