import type { Definition, Expression, GraphNode, Net, Transition, TriggerSpec } from '@quanheng/engine';
import { choiceOfOne, dataFor, isChosenWith, openFlows, type Choice } from './choices.js';
import { dataDeedOf, poolOf, type DataDeed } from './choosing/data-net.js';
import { writingOf, type Writing } from './choosing/writing.js';
import { expectedInstances, instancesAs, multiInstanceOf, variableOfInstances } from './instances.js';
import type { Drawn } from './judge.js';
import type { Assignment, Sample } from './samples.js';

type Json = Readonly<Record<string, unknown>>;
/** Data as a scenario gives them; lists say how many inner instances there are. */
type Given = Record<string, Sample | null | readonly number[]>;

/** A scenario file (docs/simulation.md) that goes a way of the net. */
export interface WayPlayed {
  /** None: what the scenario sends starts one. */
  readonly process: string | readonly string[];
  readonly variables: Readonly<Given>;
  readonly behaviours: Readonly<Record<string, Json>>;
  readonly steps: readonly Json[];
  /** Timers that repeat, or lie in a loop, would go on without end behind the last step. */
  readonly jumps?: false;
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
  const writer = new Writer(definition, writingOf(definition, models), new Letters(net), net);
  for (const transition of way) writer.note(transition);
  const last = way.at(-1);
  if (last !== undefined) writer.end(last);
  for (const node of leftStanding(way, net)) writer.hold(node);
  const [only, ...others] = writer.started;
  const process = only !== undefined && others.length === 0 && pools.length === 1 ? only : writer.started;
  return { process, ...writer.result, ...(definition.nodes.some(isTimer) ? { jumps: false } : {}) };
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

  constructor({ places, transitions }: Net) {
    for (const { index, role } of places) if (role === 'message') this.places.add(index);
    if (this.places.size === 0) return;
    for (const transition of transitions) if (this.isTaken(transition)) this.awaiting.add(transition.node);
  }

  isTaken({ consume }: Transition): boolean {
    return this.places.size > 0 && consume.some((place) => this.places.has(place));
  }

  /** What waits for one of them is not told to wait for anything else. */
  isAwaitedBy(node: GraphNode): boolean {
    return this.awaiting.has(node);
  }
}

/** What is known of the data of one process. */
interface PoolData {
  readonly process: GraphNode;
  /** Whose step came last; null: the start. */
  by: Transition | null;
  /** Where data for the next choice are written. */
  data: Given;
  /** Where each variable was last written. */
  readonly written: Map<string, Given>;
  readonly known: Record<string, Sample>;
}

/** A scenario of more steps is not played. */
const MOST_TIMES = 300;

class Writer {
  private readonly variables: Given = {};
  private readonly steps: Record<string, unknown>[] = [];
  private readonly behaviours: Record<string, Json> = {};
  /** By process: what is known of its data. */
  private readonly pools = new Map<GraphNode, PoolData>();
  private readonly open = new Set<GraphNode>();
  private readonly held = new Set<GraphNode>();
  /** Inner instances that have begun one after another, of what is under way. */
  private readonly instances = new Map<GraphNode, number>();
  /** Loops that are in a round. */
  private readonly rounds = new Set<GraphNode>();
  /** Nodes some of whose flows are decided. */
  private readonly deciding = new Map<GraphNode, { readonly wanted: Expression[]; readonly refused: Expression[] }>();

  /** Processes that are started by nobody and nothing else, in the order of the way. */
  readonly started: string[] = [];

  constructor(
    private readonly definition: Definition,
    private readonly writing: Writing,
    private readonly letters: Letters,
    private readonly net: Net,
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
    if (action === 'complete' && waits(node) && !this.letters.isAwaitedBy(node)) {
      this.open.delete(node);
      this.begin(transition);
      const { data: variables } = this.dataOf(transition);
      for (let left = this.times(transition); left > 0; left--)
        this.steps.push({ complete: node.id, ...(outcome === null ? {} : { outcome }), variables });
    }
    const isAwaited = node.type === 'intermediateCatchEvent' || this.letters.isAwaitedBy(node);
    if (action === 'complete' && isAwaited && !comesByItself) this.happen(node, transition);
    if (action === 'trigger' && target !== null && !comesByItself) this.happen(target, transition);
    if (action === 'throw' && isWork(node)) this.fail(node, target);
    if (action === 'return' && target !== null) this.giveBack(target, transition);
    for (const key of taken) {
      const flow = this.definition.flowsByKey.get(key);
      if (flow === undefined) continue;
      if (flow.source.type === 'exclusiveGateway') this.choose(choiceOfOne(flow), transition);
      if (flow.source.type === 'eventBasedGateway' && !comesByItself) this.happen(flow.target, transition);
    }
    if (action === 'internal') this.decide(transition);
    this.goRound(transition);
    this.repeat(transition);
    const deed = dataDeedOf(transition);
    if (deed !== undefined) this.remember(deed, transition);
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
  private decide(transition: Transition): void {
    const { node, taken } = transition;
    const flows = openFlows(node);
    const conditions = this.deciding.get(node) ?? { wanted: [], refused: [] };
    const flow = flows[conditions.wanted.length + conditions.refused.length];
    if (flow?.condition == null) return;
    (taken.includes(flow.key) ? conditions.wanted : conditions.refused).push(flow.condition);
    this.deciding.set(node, conditions);
    if (flow !== flows.at(-1)) return;
    this.deciding.delete(node);
    this.choose(conditions, transition);
  }

  /** A standard loop asks after each round, or before it, whether there is another. */
  private goRound(transition: Transition): void {
    const { action, node, path } = transition;
    const loop = node.activity?.loop;
    if (loop?.kind !== 'standard' || loop.condition === null) return;
    const { condition, testBefore } = loop;
    const isRound = path.at(-1)?.startsWith(`${node.key}#`) === true;
    if (action === 'activate' && isRound) {
      const isFirst = !this.rounds.has(node);
      this.rounds.add(node);
      if (testBefore || !isFirst) this.choose({ wanted: [condition], refused: [] }, transition);
    }
    if (action === 'activate' && node.container === null) this.choose({ wanted: [], refused: [condition] }, transition);
    if (action !== 'complete' || isRound) return;
    this.rounds.delete(node);
    this.choose({ wanted: [], refused: [condition] }, transition);
  }

  /** Loops that the way leaves in a round have no other one after it. */
  end(last: Transition): void {
    for (const { activity } of this.rounds) {
      const loop = activity?.loop;
      if (loop?.kind === 'standard' && loop.condition !== null)
        this.choose({ wanted: [], refused: [loop.condition] }, last);
    }
  }

  private start(process: GraphNode, target: GraphNode | null, transition: Transition): void {
    const events = process.container?.startEvents ?? [];
    const isOnlyByEvent = events.length > 0 && events.every(({ event }) => event?.trigger != null);
    const isByEvent = target?.event?.trigger != null;
    if (isOnlyByEvent || !isByEvent) this.started.push(process.id);
    if (target !== null && isByEvent) this.happen(target, transition);
  }

  /** How often the engine does what the net does once: for each inner instance, and as a second one stands for all others. */
  private times({ node, path }: Transition): number {
    const own = multiInstanceOf(node);
    let times = own === null ? 1 : expectedInstances(own);
    for (const part of path) {
      const [key = '', copy] = part.split('#');
      const around = this.definition.nodesByKey.get(key);
      const loop = copy === '2' && around !== undefined ? multiInstanceOf(around) : null;
      if (loop !== null) times *= Math.max(1, expectedInstances(loop) - 1);
    }
    return Math.min(times, MOST_TIMES);
  }

  /** How many inner instances there are, where a variable says it. */
  private repeat({ action, node, path, consume, produce }: Transition): void {
    const loop = multiInstanceOf(node);
    const name = loop === null ? null : variableOfInstances(loop);
    if (loop === null || name === null) return;
    const isFrom = (detail: string): boolean => consume.some((index) => this.net.places[index]?.detail === detail);
    if (action === 'internal' && isFrom('plan')) this.variables[name] = instancesAs(loop, produce.length);
    const isInner = path.at(-1)?.startsWith(`${node.key}#`) === true;
    if (loop.isSequential && action === 'activate' && isInner) {
      const count = (this.instances.get(node) ?? 0) + 1;
      this.instances.set(node, count);
      this.variables[name] = instancesAs(loop, count);
    }
    if (action === 'activate' && node.container === null) this.variables[name] = instancesAs(loop, 1);
    if (action !== 'complete' || isInner) return;
    if (isFrom('first')) this.variables[name] = instancesAs(loop, 0);
    this.instances.delete(node);
  }

  /** What data hold is known where somebody asks, and given where they were last written. */
  private remember(deed: DataDeed, transition: Transition): void {
    const pool = this.dataOf(transition);
    if (deed.kind === 'written') {
      // What the drawing itself writes, no step brings.
      const isByStep = transition.action === 'internal' || pool.by === transition;
      for (const name of deed.variables) pool.written.set(name, isByStep ? pool.data : {});
      return;
    }
    for (const [name, value] of Object.entries(deed.values)) {
      const at = pool.written.get(name) ?? this.variables;
      if (value === null) {
        Reflect.deleteProperty(pool.known, name);
        if (deed.kind === 'held') at[name] = null;
        continue;
      }
      pool.known[name] = value;
      if (deed.kind === 'held') at[name] = value;
    }
  }

  /**
   * The engine goes on at once where the way does something else first, so data are there from the beginning, where the scenario starts the process; only what is
   * decided a second time in another way is set by the step before.
   */
  private choose(choice: Choice, transition: Transition): void {
    const pool = this.dataOf(transition);
    if (isChosenWith(choice, pool.known)) return;
    const { by } = pool;
    const mayGive = (values: Assignment): boolean =>
      by === null || Object.keys(values).every((name) => this.writing.mayWrite(by, name));
    const agreeing = dataFor(choice, pool.known);
    if (agreeing !== null) {
      const isByStep = by !== null && !this.started.includes(pool.process.id) && mayGive(agreeing);
      for (const [name, value] of Object.entries(agreeing)) {
        if (!(name in pool.known)) (isByStep ? pool.data : this.variables)[name] = value;
        pool.known[name] = value;
      }
      return;
    }
    const anew = dataFor(choice, pool.data) ?? {};
    if (!mayGive(anew)) return;
    Object.assign(pool.data, anew);
    Object.assign(pool.known, anew);
  }

  /** A step that may bring data. */
  private begin(by: Transition): void {
    const pool = this.dataOf(by);
    pool.by = by;
    pool.data = {};
  }

  private dataOf(transition: Transition): PoolData {
    const process = poolOf(transition, this.definition);
    let data = this.pools.get(process);
    if (data === undefined) {
      data = { process, by: null, data: this.variables, written: new Map(), known: {} };
      this.pools.set(process, data);
    }
    return data;
  }

  private happen({ event }: GraphNode, transition: Transition): void {
    const trigger = event?.trigger ?? null;
    this.begin(transition);
    const { data: variables } = this.dataOf(transition);
    if (trigger?.kind === 'message') this.steps.push({ message: trigger.message.name, variables });
    if (trigger?.kind === 'signal') this.steps.push({ signal: trigger.name, variables });
    if (trigger?.kind === 'timer') {
      this.steps.push({ advance: waitOf(trigger.timer) });
    }
  }

  private fail(node: GraphNode, caughtBy: GraphNode | null): void {
    const trigger = caughtBy?.event?.trigger;
    const code = trigger?.kind === 'error' ? (trigger.code ?? 'ERROR') : 'ERROR';
    this.open.delete(node);
    this.behaviours[node.id] = { error: code };
  }

  /** Whoever is at work and may gives it back. */
  private giveBack(target: GraphNode, { read, some }: Transition): void {
    const places = [...read, ...(some ?? [])].map((index) => this.net.places[index]);
    const may = new Set(places.flatMap((place) => (place?.role === 'open' ? [place.node] : [])));
    const from = [...this.open].findLast((node) => may.has(node));
    if (from === undefined) return;
    this.open.delete(from);
    this.open.add(target);
    this.steps.push({ return: from.id, to: target.id });
  }
}

/** As far as it is written down; a day where it is worked out. */
function waitOf({ kind, value }: Extract<TriggerSpec, { readonly kind: 'timer' }>['timer']): string {
  if (typeof value !== 'string') return 'P1D';
  if (kind === 'duration') return value;
  const interval = kind === 'cycle' ? value.trim().split('/').at(-1) : undefined;
  return interval?.startsWith('P') === true ? interval : 'P1D';
}

function isTimer({ event }: GraphNode): boolean {
  return event?.trigger?.kind === 'timer';
}

/** What a scenario has a step for: work that is done, what comes from outside, what is returned. All else the engine does. */
export function isAskedFor(net: Net): (transition: Transition) => boolean {
  const letters = new Letters(net);
  return (transition) => {
    const { action, node } = transition;
    if (letters.isTaken(transition)) return false;
    if (action === 'trigger' || action === 'return') return true;
    if (action === 'throw') return isWork(node);
    return (
      action === 'complete' &&
      (waits(node) || node.type === 'intermediateCatchEvent' || node.type === 'eventBasedGateway')
    );
  };
}

/** A decision is made by the engine itself, a script evaluated and a message sent: nobody may do that in its stead. */
function waits(node: GraphNode): boolean {
  return isWork(node) && (!BY_ENGINE.has(node.type) || node.element.isWork?.(node) === true);
}
const BY_ENGINE: ReadonlySet<string> = new Set(['businessRuleTask', 'scriptTask', 'sendTask']);

/** An activity without others in it, which a step can complete: once, or for each inner instance. */
export function isWork({ activity, container, type }: GraphNode): boolean {
  if (activity === null || type === 'process' || type === 'callActivity' || container !== null) return false;
  return activity.loop?.kind !== 'standard';
}
