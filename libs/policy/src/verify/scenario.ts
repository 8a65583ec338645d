import type { Definition, Flow, GraphNode, Transition } from '@quanheng/engine';
import { dataFor, isTakenWith } from './choices.js';
import { dataDeedOf, type DataDeed } from './choosing/data-net.js';
import { writingOf, type Writing } from './choosing/writing.js';
import type { Drawn } from './judge.js';
import type { Sample } from './samples.js';

type Json = Readonly<Record<string, unknown>>;

/** A scenario file (docs/simulation.md) that goes a way of the net. */
export interface WayPlayed {
  readonly process: string;
  readonly variables: Readonly<Record<string, Sample | null>>;
  readonly behaviours: Readonly<Record<string, Json>>;
  readonly steps: readonly Json[];
}

/**
 * The way as steps for the engine: every activity on it waits until a step completes it, and what a condition asks for is set by the step before. Where the way
 * hangs on data that cannot be found, the scenario leaves them out, and playing it tells how far it leads.
 */
export function scenarioOf({ definition, models }: Drawn, process: string, way: readonly Transition[]): WayPlayed {
  const writer = new Writer(definition, writingOf(definition, models));
  for (const transition of way) writer.note(transition);
  return { process, ...writer.result };
}

class Writer {
  private readonly variables: Record<string, Sample | null> = {};
  private readonly steps: Record<string, unknown>[] = [];
  private readonly behaviours: Record<string, Json> = {};
  /** Where data for the next choice are written. */
  private data: Record<string, Sample | null> = this.variables;
  /** Where each variable was last written. */
  private readonly written = new Map<string, Record<string, Sample | null>>();
  private readonly known: Record<string, Sample> = {};
  private readonly open = new Set<GraphNode>();

  /** Whose step that is; null: the start. */
  private by: Transition | null = null;

  constructor(
    private readonly definition: Definition,
    private readonly writing: Writing,
  ) {}

  get result(): Omit<WayPlayed, 'process'> {
    return { variables: this.variables, behaviours: this.behaviours, steps: this.steps };
  }

  note(transition: Transition): void {
    const { action, node, target, outcome, taken } = transition;
    if (action === 'activate' && waits(node)) {
      this.open.add(node);
      this.behaviours[node.id] ??= { wait: true };
    }
    if (action === 'complete' && waits(node)) {
      this.open.delete(node);
      this.begin(transition);
      this.steps.push({ complete: node.id, ...(outcome === null ? {} : { outcome }), variables: this.data });
    }
    if (action === 'complete' && node.type === 'intermediateCatchEvent') this.happen(node, transition);
    if (action === 'trigger' && target !== null) this.happen(target, transition);
    if (action === 'throw' && isWork(node)) this.fail(node, target);
    if (action === 'return' && target !== null) this.giveBack(target);
    for (const key of taken) {
      const flow = this.definition.flowsByKey.get(key);
      if (flow === undefined) continue;
      if (flow.source.type === 'eventBasedGateway') this.happen(flow.target, transition);
      else if (flow.source.type === 'exclusiveGateway') this.choose(flow);
    }
    const deed = dataDeedOf(transition);
    if (deed !== undefined) this.remember(deed);
  }

  /** What data hold is known where somebody asks, and given where they were last written. */
  private remember(deed: DataDeed): void {
    if (deed.kind === 'written') {
      for (const name of deed.variables) this.written.set(name, this.data);
      return;
    }
    for (const [name, value] of Object.entries(deed.values)) {
      const at = this.written.get(name) ?? this.variables;
      if (value === null) {
        Reflect.deleteProperty(this.known, name);
        if (deed.kind === 'held') at[name] = null;
        continue;
      }
      this.known[name] = value;
      if (deed.kind === 'held') at[name] = value;
    }
  }

  /**
   * The engine goes on at once where the way does something else first, so data are there from the beginning; only what is decided a second time in another
   * way is set by the step before.
   */
  private choose(flow: Flow): void {
    if (isTakenWith(flow, this.known)) return;
    const agreeing = dataFor(flow, this.known);
    if (agreeing !== null) {
      for (const [name, value] of Object.entries(agreeing)) {
        if (!(name in this.known)) this.variables[name] = value;
        this.known[name] = value;
      }
      return;
    }
    const anew = dataFor(flow, this.data) ?? {};
    const { by } = this;
    if (by !== null && !Object.keys(anew).every((name) => this.writing.mayWrite(by, name))) return;
    Object.assign(this.data, anew);
    Object.assign(this.known, anew);
  }

  /** A step that may bring data. */
  private begin(by: Transition): void {
    this.by = by;
    this.data = {};
  }

  private happen({ event }: GraphNode, transition: Transition): void {
    const trigger = event?.trigger ?? null;
    this.begin(transition);
    if (trigger?.kind === 'message') this.steps.push({ message: trigger.message.name, variables: this.data });
    if (trigger?.kind === 'signal') this.steps.push({ signal: trigger.name, variables: this.data });
    if (trigger?.kind === 'timer') {
      const { kind, value } = trigger.timer;
      const isLiteral = kind === 'duration' && typeof value === 'string';
      this.steps.push({ advance: isLiteral ? value : 'P1D' });
    }
  }

  private fail(node: GraphNode, caughtBy: GraphNode | null): void {
    const trigger = caughtBy?.event?.trigger;
    const code = trigger?.kind === 'error' ? (trigger.code ?? 'ERROR') : 'ERROR';
    this.open.delete(node);
    this.behaviours[node.id] = { error: code };
  }

  /** Whoever is at work gives it back. */
  private giveBack(target: GraphNode): void {
    const from = [...this.open].at(-1);
    if (from === undefined) return;
    this.open.delete(from);
    this.open.add(target);
    this.steps.push({ return: from.id, to: target.id });
  }
}

/** A decision is made by the engine itself: nobody may answer in its stead. */
function waits(node: GraphNode): boolean {
  return isWork(node) && (node.type !== 'businessRuleTask' || node.element.isWork?.(node) === true);
}

/** An activity without others in it, done once: what a step can complete. */
export function isWork({ activity, container, type }: GraphNode): boolean {
  return (
    activity !== null && type !== 'process' && type !== 'callActivity' && container === null && activity.loop === null
  );
}
