import type { Flow, GraphNode } from '../compile/graph.js';
import type { Structure } from './structure.js';

/** A split and the inclusive join that ends all of its branches and nothing else. */
export interface MatchedSplit {
  readonly split: GraphNode;
  /** The flow that begins each branch, and the one by which it comes to the join. */
  readonly branches: ReadonlyMap<Flow, Flow>;
  /** Any number of branches is taken; otherwise `isExclusive` says whether one is, or all. */
  readonly isInclusive: boolean;
  readonly isExclusive: boolean;
  /** The nodes on its branches. */
  readonly inside: ReadonlySet<GraphNode>;
}

/**
 * The split of an inclusive join: every branch leads to the join, by one flow that is its own, ends nowhere else but by a termination, and is
 * entered by the split alone. Only then does waiting for what may still come mean waiting for the branches that were taken.
 */
export function matchedSplit(join: GraphNode, structure: Structure): MatchedSplit | null {
  const split = structure.ways.dominatorOf(join);
  if (split === null || split === join || split.outgoing.length !== join.incoming.length) return null;
  const owners = new Map<GraphNode, Flow>();
  const branches = new Map<Flow, Flow>();
  const taken = new Set<Flow>();
  for (const flow of split.outgoing) {
    const end = endOf(flow, split, join, structure, owners);
    if (end === null || taken.has(end)) return null;
    taken.add(end);
    branches.set(flow, end);
  }
  for (const [node, branch] of owners) {
    if (structure.predecessors(node).some((from) => from !== split && owners.get(from) !== branch)) return null;
    if (mayComeOften(node, branch, owners, structure)) return null;
  }
  const isExclusive = split.type === 'exclusiveGateway' || split.type === 'eventBasedGateway';
  const isInclusive = !isExclusive && split.type !== 'parallelGateway' && !split.takesAllFlows;
  return { split, branches, isInclusive, isExclusive, inside: new Set(owners.keys()) };
}

/** A round in the branch begins others beside itself: more than one token may come of it to the join, one after the other. */
function mayComeOften(
  node: GraphNode,
  branch: Flow,
  owners: ReadonlyMap<GraphNode, Flow>,
  structure: Structure,
): boolean {
  const takesOne = node.type === 'exclusiveGateway' || node.type === 'eventBasedGateway';
  if (takesOne || node.outgoing.length < 2 || !structure.ways.isOnCircle(node)) return false;
  const seen = new Set<GraphNode>();
  const open = [...structure.successors(node)];
  for (let next = open.pop(); next !== undefined; next = open.pop()) {
    if (next === node) return true;
    if (seen.has(next) || owners.get(next) !== branch) continue;
    seen.add(next);
    open.push(...structure.successors(next));
  }
  return false;
}

/** The one flow by which a branch comes to the join; null: it goes elsewhere too. */
function endOf(
  branch: Flow,
  split: GraphNode,
  join: GraphNode,
  structure: Structure,
  owners: Map<GraphNode, Flow>,
): Flow | null {
  if (branch.target === join) return branch;
  let end: Flow | null = null;
  const open = [branch.target];
  for (let node = open.pop(); node !== undefined; node = open.pop()) {
    const owner = owners.get(node);
    if (owner === branch) continue;
    if (owner !== undefined || node === split) return null;
    owners.set(node, branch);
    const next = structure.successors(node).filter((to) => !structure.isAside(to));
    if (next.length === 0 && node.event?.trigger?.kind !== 'terminate') return null;
    for (const flow of node.outgoing) {
      if (flow.target !== join) continue;
      if (end !== null) return null;
      end = flow;
    }
    open.push(...next.filter((to) => to !== join));
  }
  return end;
}
