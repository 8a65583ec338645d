import type { Flow, GraphNode } from './graph.js';

/** A token at the node may still come to an empty flow of the join, and to none that has a token already (§13.4.3). */
export function keepsWaiting(
  join: GraphNode,
  node: GraphNode,
  marked: readonly Flow[],
  empty: readonly Flow[],
): boolean {
  return mayComeTo(join, node, empty) && !marked.some((flow) => waysTo(join).get(flow)?.regular.has(node) === true);
}

/** A token at the node may come to one of these flows of the join without passing the join. */
export function mayComeTo(join: GraphNode, node: GraphNode, flows: readonly Flow[]): boolean {
  const ways = waysTo(join);
  return flows.some((flow) => ways.get(flow)?.all.has(node) === true);
}

/** The nodes from which a token can come to an incoming flow of a gateway without passing the gateway. */
interface Ways {
  /** By sequence flows and links: only these excuse from waiting, because the text speaks of paths of sequence flows. */
  readonly regular: ReadonlySet<GraphNode>;
  /** Also by boundary events: a token that may leave its activity so must be waited for. */
  readonly all: ReadonlySet<GraphNode>;
}

/** Derived from the frozen graph alone, so it may be kept as long as the node lives. */
const WAYS = new WeakMap<GraphNode, ReadonlyMap<Flow, Ways>>();

function waysTo(gateway: GraphNode): ReadonlyMap<Flow, Ways> {
  let ways = WAYS.get(gateway);
  if (ways === undefined) {
    ways = new Map(
      gateway.incoming.map((flow) => [
        flow,
        { regular: nodesBefore(flow, gateway, false), all: nodesBefore(flow, gateway, true) },
      ]),
    );
    WAYS.set(gateway, ways);
  }
  return ways;
}

function nodesBefore(flow: Flow, gateway: GraphNode, byBoundaryEvents: boolean): Set<GraphNode> {
  const seen = new Set<GraphNode>();
  const open = [flow.source];
  for (let node = open.pop(); node !== undefined; node = open.pop()) {
    if (node === gateway || seen.has(node)) continue;
    seen.add(node);
    for (const incoming of node.incoming) open.push(incoming.source);
    const host = node.event?.attachedTo;
    if (byBoundaryEvents && host != null) open.push(host);
    if (node.event?.trigger?.kind === 'link') open.push(...linkSources(node));
  }
  return seen;
}

function linkSources(target: GraphNode): GraphNode[] {
  const siblings = target.parent?.container?.nodes ?? [];
  return siblings.filter((node) => node.event?.trigger?.kind === 'link' && node.event.trigger.target === target);
}
