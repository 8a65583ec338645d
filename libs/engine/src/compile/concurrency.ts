import type { ContainerSpec, GraphNode } from './graph.js';

/**
 * Which nodes of a container run side by side: what returning to an earlier activity has to know. Everything here follows from the
 * frozen graph alone and is computed when first asked.
 */
export class Concurrency {
  /**
   * For each split, the nodes that belong to one of its branches only. What leads back to the split is none of its branches: a token there may
   * pass the split again, and all that came of it before is downstream.
   */
  private readonly branches: ReadonlySet<GraphNode>[];
  private readonly branchesOf = new Map<GraphNode, ReadonlySet<GraphNode>[]>();
  /** Paths behind non-interrupting boundary events that come together with nothing: a token there runs beside all that the host leads to. */
  private readonly asides: readonly ReadonlySet<GraphNode>[];

  private constructor(nodes: readonly GraphNode[], starts: readonly GraphNode[]) {
    const postDominators = immediatePostDominators(nodes);
    this.branches = nodes.flatMap(sidePathsOf);
    this.asides = this.branches.filter(isClosed);
    for (const split of splitsOf(nodes, starts)) {
      const join =
        split.node === null ? commonPostDominator(split.entries, postDominators) : postDominators.get(split.node);
      const regions = split.entries.map((entry) => reachable([entry], (node) => node === join || node === split.node));
      regions.forEach((region, index) => {
        if (leadsTo(region, split.node)) return;
        const others = regions.filter((_, other) => other !== index);
        this.branches.push(new Set([...region].filter((node) => !others.some((other) => other.has(node)))));
      });
    }
    for (const branch of this.branches) {
      for (const node of branch) {
        const around = this.branchesOf.get(node);
        if (around === undefined) this.branchesOf.set(node, [branch]);
        else around.push(branch);
      }
    }
  }

  static of(node: GraphNode): Concurrency {
    const container = node.container;
    if (container === null) throw new Error(`${node.key} contains nothing`);
    return Concurrency.in(container);
  }

  static in(container: ContainerSpec): Concurrency {
    let known = KNOWN.get(container);
    if (known === undefined) {
      known = new Concurrency(container.nodes, container.implicitStarts);
      KNOWN.set(container, known);
    }
    return known;
  }

  /** What belongs to all the branches that hold the node; null when it runs alone in its container. */
  branchAround(node: GraphNode): ReadonlySet<GraphNode> | null {
    const [first, ...others] = this.branchesOf.get(node) ?? [];
    if (first === undefined || others.length === 0) return first ?? null;
    return new Set([...first].filter((other) => others.every((branch) => branch.has(other))));
  }

  /** Whether the node lies on a path behind a non-interrupting boundary event that comes together with nothing. */
  isOnAside(node: GraphNode): boolean {
    return this.asides.some((aside) => aside.has(node));
  }

  /** Whether a token at `node` came from a non-interrupting boundary event and has nothing to do with one at `other`. */
  isAside(node: GraphNode, other: GraphNode): boolean {
    return this.asides.some((aside) => aside.has(node) && !aside.has(other));
  }
}

const KNOWN = new WeakMap<object, Concurrency>();

/** Every node a token can come to after it has left `node`, the node itself included if a loop leads back. */
export function downstreamOf(node: GraphNode): ReadonlySet<GraphNode> {
  return reachable(successors(node), () => false);
}

interface Split {
  /** null for a container with several starts. */
  readonly node: GraphNode | null;
  readonly entries: readonly GraphNode[];
}

/** Nodes behind which several tokens may travel. Exclusive and event-based gateways let only one go on. */
function splitsOf(nodes: readonly GraphNode[], starts: readonly GraphNode[]): Split[] {
  const splits: Split[] = starts.length > 1 ? [{ node: null, entries: starts }] : [];
  for (const node of nodes) {
    const targets = node.outgoing.map((flow) => flow.target);
    const isChoice = node.type === 'exclusiveGateway' || node.type === 'eventBasedGateway';
    if (targets.length > 1 && !isChoice) splits.push({ node, entries: targets });
  }
  return splits;
}

/** What only the non-interrupting boundary events of an activity lead to, for each of them. */
function sidePathsOf(host: GraphNode): ReadonlySet<GraphNode>[] {
  const events = (host.activity?.boundaryEvents ?? []).filter((event) => event.event?.interrupting === false);
  if (events.length === 0) return [];
  const targets = host.outgoing.map((flow) => flow.target);
  const regular = reachable(targets, (node) => node === host);
  return events
    .map((event) => new Set([...reachable([event], () => false)].filter((node) => !regular.has(node))))
    .filter((path) => !leadsTo(path, host));
}

/** Whether no way leads out of the nodes. */
function isClosed(nodes: ReadonlySet<GraphNode>): boolean {
  return [...nodes].every((node) => successors(node).every((next) => nodes.has(next)));
}

function successors(node: GraphNode): GraphNode[] {
  const next = node.outgoing.map((flow) => flow.target);
  if (node.activity !== null) next.push(...node.activity.boundaryEvents);
  const trigger = node.event?.trigger;
  if (trigger?.kind === 'link' && trigger.target !== null) next.push(trigger.target);
  return next;
}

/** Without the events that let the activity go on: it is the token that entered a split that comes to the join. */
function regularSuccessors(node: GraphNode): GraphNode[] {
  return successors(node).filter((next) => next.event?.attachedTo !== node || next.event.interrupting);
}

function reachable(from: readonly GraphNode[], stopAt: (node: GraphNode) => boolean): Set<GraphNode> {
  const seen = new Set<GraphNode>();
  const open = [...from];
  for (let node = open.pop(); node !== undefined; node = open.pop()) {
    if (seen.has(node) || stopAt(node)) continue;
    seen.add(node);
    open.push(...successors(node));
  }
  return seen;
}

function leadsTo(region: ReadonlySet<GraphNode>, node: GraphNode | null): boolean {
  return node !== null && [...region].some((other) => successors(other).includes(node));
}

/**
 * Immediate post-dominators: Cooper, Harvey and Kennedy, "A Simple, Fast Dominance Algorithm" (2001), on the reversed graph. Ways
 * that end the whole scope by an error or a termination do not count, because what they would have joined ends with them.
 */
function immediatePostDominators(nodes: readonly GraphNode[]): Map<GraphNode, GraphNode | null> {
  const predecessors = new Map<GraphNode, GraphNode[]>(nodes.map((node) => [node, []]));
  for (const node of nodes) for (const next of regularSuccessors(node)) predecessors.get(next)?.push(node);
  const ends = nodes.filter((node) => regularSuccessors(node).length === 0);
  const orderly = ends.filter((node) => !['error', 'terminate'].includes(node.event?.trigger?.kind ?? ''));
  const exits = orderly.length > 0 ? orderly : ends;

  const order = reversePostOrder(exits, predecessors);
  const rank = new Map(order.map((node, index) => [node, index]));
  const dominator = new Map<GraphNode, GraphNode | null>();
  for (const exit of exits) dominator.set(exit, null);
  const meet = (a: GraphNode | null, b: GraphNode | null): GraphNode | null => {
    let [left, right] = [a, b];
    while (left !== right) {
      if (left === null || right === null) return null;
      if ((rank.get(left) ?? 0) > (rank.get(right) ?? 0)) left = dominator.get(left) ?? null;
      else right = dominator.get(right) ?? null;
    }
    return left;
  };
  for (let changed = true; changed;) {
    changed = false;
    for (const node of order) {
      if (exits.includes(node)) continue;
      const known = regularSuccessors(node).filter((next) => dominator.has(next));
      const met = known.slice(1).reduce<GraphNode | null>(meet, known[0] ?? null);
      if (dominator.has(node) && dominator.get(node) === met) continue;
      dominator.set(node, met);
      changed = true;
    }
  }
  return dominator;
}

function reversePostOrder(exits: readonly GraphNode[], predecessors: ReadonlyMap<GraphNode, GraphNode[]>): GraphNode[] {
  const seen = new Set<GraphNode>();
  const order: GraphNode[] = [];
  for (const exit of exits) {
    if (seen.has(exit)) continue;
    seen.add(exit);
    const stack = [{ node: exit, next: 0 }];
    for (let top = stack.at(-1); top !== undefined; top = stack.at(-1)) {
      const before = predecessors.get(top.node)?.[top.next++];
      if (before === undefined) {
        order.push(top.node);
        stack.pop();
      } else if (!seen.has(before)) {
        seen.add(before);
        stack.push({ node: before, next: 0 });
      }
    }
  }
  return order.reverse();
}

function commonPostDominator(
  entries: readonly GraphNode[],
  dominators: ReadonlyMap<GraphNode, GraphNode | null>,
): GraphNode | null {
  const chain = (from: GraphNode): GraphNode[] => {
    const nodes: GraphNode[] = [];
    for (let node: GraphNode | null = from; node !== null; node = dominators.get(node) ?? null) nodes.push(node);
    return nodes;
  };
  const [first, ...others] = entries.map(chain);
  return first?.find((node) => others.every((other) => other.includes(node))) ?? null;
}
