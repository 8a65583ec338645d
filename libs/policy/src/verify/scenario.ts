import type { Definition, Expression, GraphNode, Net, Transition } from '@quanheng/engine';
import { choiceOfOne, dataFor, isChosenWith, openFlows, type Choice } from './choices.js';
import { dataDeedOf, type DataDeed } from './choosing/data-net.js';
import { writingOf, type Writing } from './choosing/writing.js';
import type { Drawn } from './judge.js';
import type { Sample } from './samples.js';

type Json = Readonly<Record<string, unknown>>;

/** A scenario file (docs/simulation.md) that goes a way of the net. */
export interface WayPlayed {
  readonly process: string | readonly string[];
  readonly variables: Readonly<Record<string, Sample | null>>;
  readonly behaviours: Readonly<Record<string, Json>>;
  readonly steps: readonly Json[];
}

/**
 * The way as steps for the engine: every activity on it, and what tokens beside it come to, waits until a step completes it, and what a condition asks for is set by the step before. Where the way
 * hangs on data that cannot be found, the scenario leaves them out, and playing it tells how far it leads.
 * @param pools what is played; of several, those that are started by a message of another are not started by the scenario
 */
export function scenarioOf(
  { definition, models }: Drawn,
  pools: readonly GraphNode[],
  way: readonly Transition[],
  net: Net,
): WayPlayed {
  const writer = new Writer(definition, writingOf(definition, models), new Letters(net));
  for (const transition of way) writer.note(transition);
  for (const node of leftStanding(way, net)) writer.hold(node);
  const [only, ...others] = pools.map(({ id }) => id);
  return { process: only !== undefined && others.length === 0 ? only : writer.started, ...writer.result };
}

/** Where the way leaves tokens that the engine lets go on at once: what they come to must not be done by itself. */
function leftStanding(way: readonly Transition[], { places }: Net): Set<GraphNode> {
  const found = new Set<GraphNode>();
  const taken = new Set<number>();
  for (let last = way.length - 1; last >= 0; last--) {
    const { consume = [], produce = [] } = way[last] ?? {};
    for (const index of produce) {
      const place = places[index];
      if (taken.has(index) || place?.kind !== 'token' || place.node === null) continue;
      if (place.role === 'flow' || place.role === 'choice' || place.node.container === null) found.add(place.node);
    }
    for (const index of consume) taken.add(index);
  }
  return found;
}

/** Messages that the pools of a net send one another: they come by themselves. */
class Letters {
  private readonly places = new Set<number>();
  private readonly awaiting = new Set<GraphNode>();
  private readonly sending = new Set<GraphNode>();

  constructor({ places, transitions }: Net) {
    for (const { index, role } of places) if (role === 'message') this.places.add(index);
    if (this.places.size === 0) return;
    for (const transition of transitions) {
      if (this.isTaken(transition)) this.awaiting.add(transition.node);
      if (this.isSent(transition)) this.sending.add(transition.node);
    }
  }

  isTaken({ consume }: Transition): boolean {
    return this.places.size > 0 && consume.some((place) => this.places.has(place));
  }

  isSent({ produce }: Transition): boolean {
    return this.places.size > 0 && produce.some((place) => this.places.has(place));
  }

  isSentBy(node: GraphNode): boolean {
    return this.sending.has(node);
  }

  /** What waits for one of them is not told to wait for anything else. */
  isAwaitedBy(node: GraphNode): boolean {
    return this.awaiting.has(node);
  }
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
  private readonly held = new Set<GraphNode>();
  /** Nodes some of whose flows are decided. */
  private readonly deciding = new Map<GraphNode, { readonly wanted: Expression[]; readonly refused: Expression[] }>();

  /** Whose step that is; null: the start. */
  private by: Transition | null = null;

  /** Processes that nobody else of the net starts, in the order of the way. */
  readonly started: string[] = [];

  constructor(
    private readonly definition: Definition,
    private readonly writing: Writing,
    private readonly letters: Letters,
  ) {}

  get result(): Omit<WayPlayed, 'process'> {
    return { variables: this.variables, behaviours: this.behaviours, steps: this.steps };
  }

  note(transition: Transition): void {
    const { action, node, target, outcome, taken } = transition;
    const comesByItself = this.letters.isTaken(transition);
    if (action === 'start' && !comesByItself) this.start(node, target, transition);
    if (action === 'activate' && waits(node) && !this.letters.isAwaitedBy(node)) {
      this.open.add(node);
      this.behaviours[node.id] ??= { wait: true };
    }
    // What sends a letter has been done when that is on its way.
    const isDone = this.letters.isSentBy(node) ? this.letters.isSent(transition) : action === 'complete';
    if (isDone && waits(node) && !this.letters.isAwaitedBy(node)) {
      this.open.delete(node);
      this.begin(transition);
      this.steps.push({ complete: node.id, ...(outcome === null ? {} : { outcome }), variables: this.data });
    }
    const isAwaited = node.type === 'intermediateCatchEvent' || this.letters.isAwaitedBy(node);
    if (action === 'complete' && isAwaited && !comesByItself) this.happen(node, transition);
    if (action === 'trigger' && target !== null && !comesByItself) this.happen(target, transition);
    if (action === 'throw' && isWork(node)) this.fail(node, target);
    if (action === 'return' && target !== null) this.giveBack(target);
    for (const key of taken) {
      const flow = this.definition.flowsByKey.get(key);
      if (flow === undefined) continue;
      if (flow.source.type === 'exclusiveGateway') this.choose(choiceOfOne(flow));
      if (flow.source.type === 'eventBasedGateway' && !comesByItself) this.happen(flow.target, transition);
    }
    if (action === 'internal') this.decide(transition);
    const deed = dataDeedOf(transition);
    if (deed !== undefined) this.remember(deed);
  }

  /** What a token at the node comes to without anybody doing anything waits to be done. */
  hold(node: GraphNode): void {
    const open = [node];
    for (let next = open.pop(); next !== undefined; next = open.pop()) {
      if (this.held.has(next)) continue;
      this.held.add(next);
      if (!waits(next)) open.push(...next.outgoing.map(({ target }) => target), ...(next.container?.startEvents ?? []));
      else if (!this.letters.isAwaitedBy(next)) this.behaviours[next.id] ??= { wait: true };
    }
  }

  /** Of a node that takes every flow that matches, one flow after the other is decided. */
  private decide({ node, taken }: Transition): void {
    const flows = openFlows(node);
    const conditions = this.deciding.get(node) ?? { wanted: [], refused: [] };
    const flow = flows[conditions.wanted.length + conditions.refused.length];
    if (flow?.condition == null) return;
    (taken.includes(flow.key) ? conditions.wanted : conditions.refused).push(flow.condition);
    this.deciding.set(node, conditions);
    if (flow !== flows.at(-1)) return;
    this.deciding.delete(node);
    this.choose(conditions);
  }

  private start(process: GraphNode, target: GraphNode | null, transition: Transition): void {
    const events = process.container?.startEvents ?? [];
    const isOnlyByEvent = events.length > 0 && events.every(({ event }) => event?.trigger != null);
    const isByEvent = target?.event?.trigger != null;
    if (isOnlyByEvent || !isByEvent) this.started.push(process.id);
    if (target !== null && isByEvent && isOnlyByEvent) this.happen(target, transition);
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
  private choose(choice: Choice): void {
    if (isChosenWith(choice, this.known)) return;
    const agreeing = dataFor(choice, this.known);
    if (agreeing !== null) {
      for (const [name, value] of Object.entries(agreeing)) {
        if (!(name in this.known)) this.variables[name] = value;
        this.known[name] = value;
      }
      return;
    }
    const anew = dataFor(choice, this.data) ?? {};
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
