import { Concurrency } from '../compile/concurrency.js';
import type { ContainerSpec, Flow, GraphNode } from '../compile/graph.js';
import { matchedSplit, type MatchedSplit } from './inclusive-blocks.js';
import { leadsTo, Ways } from './ways.js';

/** Nodes on the path of one non-interrupting boundary event beyond which it is no longer looked at as a path aside. */
const MAX_ASIDE = 300;

/** What the net asks about a container, whatever scope it is opened in: it follows from the frozen graph alone. */
export class Structure {
  /** Without the handlers of compensation, to which no token comes by itself. */
  readonly nodes: readonly GraphNode[];
  private readonly linkTargets: ReadonlySet<GraphNode>;
  private readonly implicitStarts: ReadonlySet<GraphNode>;
  private readonly asides = new Map<GraphNode, GraphNode[]>();
  private readonly closed = new Map<GraphNode, ReadonlySet<GraphNode>>();
  private readonly matched = new Map<GraphNode, MatchedSplit | null>();
  private readonly joined = new Map<Flow, Flow>();
  private readonly remembered = new Map<GraphNode, boolean>();
  private leading: ReadonlySet<GraphNode> | undefined;
  private known: Ways | undefined;

  constructor(readonly container: ContainerSpec) {
    this.nodes = container.nodes.filter(isInNet);
    this.linkTargets = new Set(this.nodes.map(linkTarget).filter((target) => target !== null));
    this.implicitStarts = new Set(container.implicitStarts);
    this.findAsides();
    for (const join of container.inclusiveJoins) this.matched.set(join, matchedSplit(join, this));
    this.unmatchAroundUnmatched();
    for (const split of this.matched.values())
      for (const [first, last] of split?.isInclusive === true ? split.branches : []) this.joined.set(first, last);
  }

  /** Asked for by nets with returns alone. */
  private get returners(): ReadonlySet<GraphNode> {
    return (this.leading ??= this.leadingToReturners());
  }

  get ways(): Ways {
    return (this.known ??= new Ways(this.container, this.nodes));
  }

  /** The node begins without a token on a flow. */
  isEntered(node: GraphNode): boolean {
    return node.type === 'startEvent' || this.implicitStarts.has(node) || this.linkTargets.has(node);
  }

  /** What it does depends on the outcome it is reached with. */
  asksForOutcome(node: GraphNode): boolean {
    if (node.outcomes.length === 0) return false;
    return node.type === 'exclusiveGateway' || node.type === 'inclusiveGateway';
  }

  /** Non-interrupting boundary events on whose paths the node lies, where these come together with nothing else. */
  asidesAround(node: GraphNode): readonly GraphNode[] {
    return this.asides.get(node) ?? NOTHING;
  }

  get hasAsides(): boolean {
    return this.nodes.some((node) => node.type === 'boundaryEvent' && node.event?.interrupting === false);
  }

  /** The path of a non-interrupting boundary event comes together with nothing else. */
  isAside(event: GraphNode): boolean {
    return this.closed.has(event);
  }

  /** What lies on the path of the event, where its tokens come together with none, not even with those of the event when it happens again; else null. */
  apart(event: GraphNode): ReadonlySet<GraphNode> | null {
    const path = this.closed.get(event);
    return path === undefined || [...path].some(isJoin) ? null : path;
  }

  /** The split that belongs to an inclusive join; null: there is none. */
  splitOf(join: GraphNode): MatchedSplit | null {
    return this.matched.get(join) ?? null;
  }

  /** The branch of an inclusive split that the flow begins: the flow by which it comes to the join. */
  joinedBy(flow: Flow): Flow | null {
    return this.joined.get(flow) ?? null;
  }

  /** Whether the completion of the activity decides what may be returned to, and does not follow from where the token is. */
  isRemembered(node: GraphNode): boolean {
    let found = this.remembered.get(node);
    if (found === undefined) {
      found = node.returnable && this.returners.size > 0 && this.mayBeUncertain(node);
      this.remembered.set(node, found);
    }
    return found;
  }

  /** Whether work may be waiting behind the node from which it can be returned. */
  leadsToReturner(node: GraphNode): boolean {
    return this.returners.has(node);
  }

  /** Where a token can go from the node, by whichever way. */
  successors(node: GraphNode): readonly GraphNode[] {
    const events = node.activity?.boundaryEvents;
    return events === undefined || events.length === 0 ? leadsTo(node) : [...leadsTo(node), ...events];
  }

  /** From where a token comes to the node, by whichever way. */
  predecessors(node: GraphNode): GraphNode[] {
    const before = node.incoming.map((flow) => flow.source);
    if (node.event?.attachedTo != null) before.push(node.event.attachedTo);
    if (this.linkTargets.has(node)) before.push(...this.nodes.filter((other) => linkTarget(other) === node));
    return before;
  }

  /** Whether a branch was taken is not told by tokens where something on it waits for whatever may come from anywhere. */
  private unmatchAroundUnmatched(): void {
    const { matched } = this;
    const isUnmatched = (node: GraphNode): boolean => matched.get(node) === null;
    const isAround = (split: MatchedSplit): boolean => split.isInclusive && [...split.inside].some(isUnmatched);
    for (let hasChanged = matched.size > 0; hasChanged;) {
      hasChanged = false;
      for (const [join, split] of matched) {
        if (split === null || !isAround(split)) continue;
        matched.set(join, null);
        hasChanged = true;
      }
    }
  }

  private findAsides(): void {
    for (const event of this.nodes) {
      if (event.type !== 'boundaryEvent' || event.event?.interrupting !== false) continue;
      const path = this.reachable([event], MAX_ASIDE);
      if (path === null) continue;
      const isClosed = [...path].every(
        (node) => node === event || this.predecessors(node).every((before) => path.has(before)),
      );
      if (!isClosed) continue;
      this.closed.set(event, path);
      for (const node of path) this.asides.set(node, [...this.asidesAround(node), event]);
    }
  }

  private reachable(from: readonly GraphNode[], limit: number): Set<GraphNode> | null {
    const seen = new Set<GraphNode>();
    const open = [...from];
    for (let node = open.pop(); node !== undefined; node = open.pop()) {
      if (seen.has(node)) continue;
      if (seen.size === limit) return null;
      seen.add(node);
      open.push(...this.successors(node));
    }
    return seen;
  }

  /** The nodes from which a token comes to work that can be returned to some activity of this container. */
  private leadingToReturners(): Set<GraphNode> {
    const found = new Set<GraphNode>();
    if (!this.nodes.some((node) => node.returnable)) return found;
    const open = this.nodes.filter(holdsReturner);
    for (let node = open.pop(); node !== undefined; node = open.pop()) {
      if (found.has(node)) continue;
      found.add(node);
      open.push(...this.predecessors(node));
    }
    return found;
  }

  /** Whether work downstream of the activity can be waiting although the activity was not completed, or was returned over since. */
  private mayBeUncertain(node: GraphNode): boolean {
    if (!this.successors(node).some((next) => this.returners.has(next))) return false;
    if (this.ways.isOnCircle(node)) return true;
    const open = [...this.ways.reachableWithout(node), ...(node.activity?.boundaryEvents ?? [])].filter((next) =>
      this.returners.has(next),
    );
    if (open.length === 0) return false;
    const branch = Concurrency.in(this.container).branchAround(node);
    if (branch === null) return true;
    const seen = new Set<GraphNode>();
    for (let next = open.pop(); next !== undefined; next = open.pop()) {
      if (seen.has(next) || !branch.has(next)) continue;
      if (holdsReturner(next)) return true;
      seen.add(next);
      open.push(...this.successors(next));
    }
    return false;
  }
}

const KNOWN = new WeakMap<ContainerSpec, Structure>();
const NOTHING: readonly never[] = [];

export function structureOf(container: ContainerSpec): Structure {
  let structure = KNOWN.get(container);
  if (structure === undefined) KNOWN.set(container, (structure = new Structure(container)));
  return structure;
}

/** It may have to wait for further tokens. */
export function isJoin({ type, incoming }: GraphNode): boolean {
  return incoming.length > 1 && (type === 'parallelGateway' || type === 'inclusiveGateway');
}

/** Whether each occurrence of a non-interrupting event goes its own way to its end, and meets no other token on it. */
export function beginsStrand(event: GraphNode): boolean {
  if (event.event?.interrupting !== false) return false;
  const around = event.parent?.container ?? null;
  return event.type !== 'boundaryEvent' || (around !== null && structureOf(around).apart(event) !== null);
}

function isInNet(node: GraphNode): boolean {
  const compensates = node.type === 'boundaryEvent' && node.event?.trigger?.kind === 'compensate';
  return !compensates && node.activity?.isForCompensation !== true;
}

function linkTarget(node: GraphNode): GraphNode | null {
  const trigger = node.event?.trigger;
  return trigger?.kind === 'link' ? trigger.target : null;
}

/** Work, or a scope with work in it that can be returned out of it: not over the border of a call, a multi-instance or an event. */
function holdsReturner(node: GraphNode): boolean {
  if (node.activity === null || node.activity.loop?.kind === 'multiInstance') return false;
  if (node.element.isWork?.(node) === true) return node.activity.returnTo?.length !== 0;
  if (node.type !== 'subProcess' || node.container === null || node.container.isEventSubProcess) return false;
  return node.container.nodes.some((inner) => isInNet(inner) && holdsReturner(inner));
}
