import type { ContainerSpec, GraphNode } from '../compile/graph.js';

/** The nodes of a container as a graph of numbers: where a token can go, what it cannot get round, and where it can go in circles. */
export class Ways {
  /** By node. Activities with boundary events have another point behind: completing them is not the same as leaving them. */
  private readonly points = new Map<GraphNode, number>();
  private readonly behind = new Map<GraphNode, number>();
  private readonly nodes: (GraphNode | null)[] = [null];
  private readonly next: number[][] = [[]];
  private readonly dominator: Int32Array;
  private readonly frontiers: readonly (readonly number[])[];
  private readonly circles: readonly boolean[];

  constructor(container: ContainerSpec, nodes: readonly GraphNode[]) {
    for (const node of nodes) this.points.set(node, this.point(node));
    for (const node of nodes) {
      const at = this.points.get(node) ?? 0;
      const events = node.activity?.boundaryEvents ?? [];
      const after = events.length === 0 ? at : this.point(node);
      this.behind.set(node, after);
      if (after !== at) this.link(at, after);
      for (const event of events) this.link(at, this.points.get(event));
      for (const target of leadsTo(node)) this.link(after, this.points.get(target));
    }
    const starts = container.startEvents.length > 0 ? container.startEvents : container.implicitStarts;
    for (const start of starts) this.link(0, this.points.get(start));
    const order = reversePostOrder(this.next);
    const before = reversed(this.next);
    this.dominator = dominators(order, before);
    this.frontiers = frontiers(order, before, this.dominator);
    this.circles = onCircles(this.next);
  }

  /** The node that every token passes last before it comes to `node`; null: there is none, or nothing leads there. */
  dominatorOf(node: GraphNode): GraphNode | null {
    const point = this.dominator[this.points.get(node) ?? 0] ?? -1;
    return point < 0 ? null : (this.nodes[point] ?? null);
  }

  /** The first nodes that a token can reach after the activity was completed, and also without that. */
  reachableWithout(node: GraphNode): readonly GraphNode[] {
    const frontier = this.frontiers[this.behind.get(node) ?? 0] ?? [];
    return frontier.map((point) => this.nodes[point] ?? null).filter((other) => other !== null);
  }

  isOnCircle(node: GraphNode): boolean {
    return this.circles[this.points.get(node) ?? 0] ?? false;
  }

  private point(node: GraphNode): number {
    this.next.push([]);
    return this.nodes.push(node) - 1;
  }

  private link(from: number, to: number | undefined): void {
    if (to !== undefined) this.next[from]?.push(to);
  }
}

/** Where the token goes that leaves the node by a flow or a link. */
export function leadsTo(node: GraphNode): GraphNode[] {
  const next = node.outgoing.map((flow) => flow.target);
  const trigger = node.event?.trigger;
  if (trigger?.kind === 'link' && trigger.target !== null) next.push(trigger.target);
  return next;
}

function reversed(next: readonly (readonly number[])[]): number[][] {
  const before: number[][] = next.map(() => []);
  next.forEach((targets, from) => {
    for (const to of targets) before[to]?.push(from);
  });
  return before;
}

function reversePostOrder(next: readonly (readonly number[])[]): number[] {
  const order: number[] = [];
  const seen = new Uint8Array(next.length);
  const stack: number[] = [0];
  const turn = new Int32Array(next.length);
  seen[0] = 1;
  for (let at = stack.at(-1); at !== undefined; at = stack.at(-1)) {
    const to = next[at]?.[turn[at] ?? 0];
    turn[at] = (turn[at] ?? 0) + 1;
    if (to === undefined) {
      order.push(at);
      stack.pop();
    } else if (seen[to] === 0) {
      seen[to] = 1;
      stack.push(to);
    }
  }
  return order.reverse();
}

/** Cooper, Harvey and Kennedy, "A Simple, Fast Dominance Algorithm" (2001). -1: unreachable, or the root. */
function dominators(order: readonly number[], before: readonly (readonly number[])[]): Int32Array {
  const rank = new Int32Array(before.length).fill(-1);
  order.forEach((point, index) => (rank[point] = index));
  const found = new Int32Array(before.length).fill(-1);
  found[0] = 0;
  const meet = (a: number, b: number): number => {
    while (a !== b) {
      if ((rank[a] ?? 0) > (rank[b] ?? 0)) a = found[a] ?? 0;
      else b = found[b] ?? 0;
    }
    return a;
  };
  for (let changed = true; changed;) {
    changed = false;
    for (const point of order) {
      if (point === 0) continue;
      let met = -1;
      for (const from of before[point] ?? []) {
        if ((found[from] ?? -1) >= 0) met = met < 0 ? from : meet(met, from);
      }
      if (found[point] === met) continue;
      found[point] = met;
      changed = true;
    }
  }
  found[0] = -1;
  return found;
}

/** The same paper: where what a point dominates ends. */
function frontiers(
  order: readonly number[],
  before: readonly (readonly number[])[],
  dominator: Int32Array,
): number[][] {
  const found: number[][] = before.map(() => []);
  for (const point of order) {
    const from = before[point] ?? [];
    if (from.length < 2) continue;
    for (let runner of from) {
      while (runner > 0 && runner !== dominator[point]) {
        const list = found[runner];
        if (list?.at(-1) !== point) list?.push(point);
        runner = dominator[runner] ?? -1;
      }
    }
  }
  return found;
}

/** Tarjan, "Depth-first search and linear graph algorithms" (1972): the points that lie on some circle. */
function onCircles(next: readonly (readonly number[])[]): boolean[] {
  const circle: boolean[] = next.map((targets, at) => targets.includes(at));
  const found = new Int32Array(next.length);
  const low = new Int32Array(next.length);
  const turn = new Int32Array(next.length);
  const isOpen = new Uint8Array(next.length);
  const open: number[] = [];
  let count = 0;
  for (let root = 0; root < next.length; root++) {
    if (found[root] !== 0) continue;
    const stack = [root];
    for (let at = stack.at(-1); at !== undefined; at = stack.at(-1)) {
      if (turn[at] === 0 && found[at] === 0) {
        found[at] = low[at] = ++count;
        open.push(at);
        isOpen[at] = 1;
      }
      const to = next[at]?.[turn[at] ?? 0];
      turn[at] = (turn[at] ?? 0) + 1;
      if (to !== undefined) {
        if (found[to] === 0) stack.push(to);
        else if (isOpen[to] === 1) low[at] = Math.min(low[at] ?? 0, found[to] ?? 0);
        continue;
      }
      stack.pop();
      const above = stack.at(-1);
      if (above !== undefined) low[above] = Math.min(low[above] ?? 0, low[at] ?? 0);
      if (low[at] !== found[at]) continue;
      const members = open.splice(open.lastIndexOf(at));
      for (const member of members) {
        isOpen[member] = 0;
        if (members.length > 1) circle[member] = true;
      }
    }
  }
  return circle;
}
