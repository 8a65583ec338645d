import { Concurrency, downstreamOf } from '../compile/concurrency.js';
import type { GraphNode } from '../compile/graph.js';
import { NONE } from './builder.js';
import type { Transition } from './net.js';
import type { NetScope } from './scope.js';

/**
 * Every return that `step/commands/return-to.ts` permits, as one transition for each activity that work may be returned to: whatever lies
 * downstream of it is cancelled, whoever returns. What runs beside refuses it.
 */
export function addReturns(scope: NetScope): void {
  const targets = targetsIn(scope);
  const asides = targets.length === 0 ? [] : returnersAside(scope);
  const areTooMany = asides.length * targets.length > MAX_RETURNS_FROM_ASIDE;
  if (areTooMany) scope.net.gap('net-too-large', scope.node);
  for (const target of targets) {
    const undone = new Undone(scope, target);
    scope.net.push((index) => new Return(index, undone, scope.node, null));
    for (const from of areTooMany ? [] : asides) {
      if (!undone.mayReturnFromAside(from)) continue;
      for (const place of workIn(scope, from, target)) {
        const returner = scope.net.places[place]?.node ?? from;
        scope.net.push((index) => new Return(index, undone, returner, place));
      }
    }
  }
  for (const inner of scope.scopes.values()) for (const each of inner) addReturns(each);
}

/** Returns from paths aside are one for each pair. */
const MAX_RETURNS_FROM_ASIDE = 5000;

function targetsIn(scope: NetScope): GraphNode[] {
  const { structure } = scope;
  const returnable = structure.nodes.filter((node) => node.returnable);
  if (returnable.length === 0) return returnable;
  const listed = listedTargets(structure.nodes);
  return returnable
    .filter((node) => listed === null || listed.has(node.id))
    .filter((node) => structure.successors(node).some((next) => structure.leadsToReturner(next)));
}

/** Ids of what work may be returned to, where the drawing lists them; null: to everything. */
function listedTargets(nodes: readonly GraphNode[]): ReadonlySet<string> | null {
  const listed = new Set<string>();
  const open = [...nodes];
  for (let node = open.pop(); node !== undefined; node = open.pop()) {
    if (node.activity !== null && node.activity.returnTo === null) return null;
    for (const id of node.activity?.returnTo ?? NONE) listed.add(id);
    if (node.type === 'subProcess') open.push(...(node.container?.nodes ?? NONE));
  }
  return listed;
}

/** What lies on paths aside from the main one: a return from there needs the main token as well. */
function returnersAside(scope: NetScope): GraphNode[] {
  if (!scope.structure.hasAsides) return [];
  const concurrency = Concurrency.in(scope.container);
  return scope.structure.nodes.filter((node) => concurrency.isOnAside(node) && workIn(scope, node, null).length > 0);
}

/** Open places of the work in the node from which the target may be reached by a return; of all work for null. */
function workIn(scope: NetScope, node: GraphNode, target: GraphNode | null): number[] {
  if (node.activity === null || node.activity.loop?.kind === 'multiInstance') return [];
  if (node.element.isWork?.(node) === true) {
    const { returnTo } = node.activity;
    return target === null || returnTo === null || returnTo.includes(target.id) ? [scope.open(node)] : [];
  }
  if (node.type !== 'subProcess' || node.container?.isEventSubProcess === true) return [];
  const inner = scope.scopes.get(node) ?? NONE;
  return inner.flatMap((each) => each.structure.nodes.flatMap((other) => workIn(each, other, target)));
}

/** What a return to the target undoes and what it asks for. Computed when asked, and once for all who return. */
class Undone {
  private readonly concurrency: Concurrency;
  private found: ReadonlySet<GraphNode> | undefined;
  private cleared: readonly number[] | undefined;
  private beside: readonly number[] | undefined;

  constructor(
    readonly scope: NetScope,
    readonly target: GraphNode,
  ) {
    this.concurrency = Concurrency.in(scope.container);
  }

  /** Nodes downstream of the target, in the block that holds it. */
  private get nodes(): ReadonlySet<GraphNode> {
    if (this.found === undefined) {
      const branch = this.concurrency.branchAround(this.target);
      const downstream = downstreamOf(this.target);
      this.found = branch === null ? downstream : new Set([...downstream].filter((node) => branch.has(node)));
    }
    return this.found;
  }

  mayReturnFromAside(from: GraphNode): boolean {
    return this.concurrency.isAside(from, this.target) && this.nodes.has(from);
  }

  /** Work that may be returned, where it is not aside. */
  get returners(): number[] {
    const nodes = [...this.nodes].filter((node) => !this.concurrency.isAside(node, this.target));
    return sorted(nodes.flatMap((node) => workIn(this.scope, node, this.target)));
  }

  /** Where the main token can be. */
  get main(): number[] {
    const nodes = [...this.nodes].filter((node) => !this.concurrency.isAside(node, this.target));
    const { scope, target } = this;
    return sorted([
      ...scope.outOf(target),
      ...nodes.flatMap((node) => [...scope.opens(node).values(), ...scope.outOf(node)]),
    ]);
  }

  get clear(): readonly number[] {
    if (this.cleared === undefined) {
      const { scope, target } = this;
      const places = [...scope.outOf(target)];
      for (const node of this.nodes) {
        places.push(...scope.opens(node).values(), ...scope.inside(node), ...scope.outOf(node), ...scope.entered(node));
      }
      for (const node of [target, ...this.nodes]) {
        const completed = scope.completed(node);
        if (completed !== undefined) places.push(completed);
      }
      this.cleared = sorted(places);
    }
    return this.cleared;
  }

  /** What would run beside the target, in no block with it. */
  get empty(): readonly number[] {
    if (this.beside === undefined) {
      const { scope, target, concurrency } = this;
      const branch = concurrency.branchAround(target);
      const places: number[] = [];
      for (const node of scope.structure.nodes) {
        const isOutside =
          node.container?.isEventSubProcess === true ||
          (branch !== null && !branch.has(node)) ||
          concurrency.isAside(node, target);
        if (!isOutside && !this.nodes.has(node)) places.push(...scope.opens(node).values());
      }
      this.beside = sorted(places);
    }
    return this.beside;
  }
}

/** A return; its lists are as long as the process, so nobody pays for them who does not look. */
class Return implements Transition {
  readonly action = 'return';
  readonly outcome = null;
  readonly taken = NONE;
  readonly consume = NONE;
  readonly target: GraphNode;
  readonly path: readonly string[];
  readonly read: readonly number[];
  readonly produce: readonly number[];
  private marked: readonly number[] | undefined;

  constructor(
    readonly index: number,
    private readonly undone: Undone,
    readonly node: GraphNode,
    /** Where work on a path aside waits; null: whoever is downstream on the main path may return. */
    private readonly from: number | null,
  ) {
    const { scope, target } = undone;
    this.target = target;
    this.path = scope.path;
    const completed = scope.completed(target);
    this.read = sorted([scope.self, ...(from === null ? [] : [from]), ...(completed === undefined ? [] : [completed])]);
    this.produce = sorted(scope.opened(target));
  }

  get some(): readonly number[] {
    return (this.marked ??= this.from === null ? this.undone.returners : this.undone.main);
  }

  get clear(): readonly number[] {
    return this.undone.clear;
  }

  get empty(): readonly number[] {
    return this.undone.empty;
  }
}

function sorted(places: readonly number[]): number[] {
  return [...new Set(places)].sort((a, b) => a - b);
}
