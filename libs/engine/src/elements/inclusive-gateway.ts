import type { Flow, GraphNode } from '../compile/graph.js';
import { inclusive } from '../net/gateways.js';
import type { ElementInstance } from '../state/state.js';
import { allMatchingFlows } from '../step/flows.js';
import { complete } from '../step/lifecycle.js';
import type { Run } from '../step/run.js';
import type { Element } from './element.js';

/**
 * Splits into every flow whose condition holds, and joins what may still come (§13.4.3). As a join it is activated when some
 * incoming flow has a token and no token elsewhere in the scope can still reach an empty incoming flow, unless it could as well
 * reach one that has a token already; paths through the gateway itself do not count.
 */
export const inclusiveGateway: Element = {
  type: 'inclusiveGateway',
  join(run, node, scope, settled) {
    const marked = node.incoming.filter((flow) => scope.tokens?.has(flow.key));
    if (marked.length === 0) return null;
    if (marked.length < node.incoming.length && (!settled || mustWait(run, node, scope, marked))) return null;
    return marked.map((flow) => flow.key);
  },
  activate(run, node, instance) {
    complete(run, node, instance, null, instance.outcome, allMatchingFlows(run, node, instance, instance.outcome));
  },
  abstract: inclusive,
};

function mustWait(run: Run, gateway: GraphNode, scope: ElementInstance, marked: readonly Flow[]): boolean {
  const ways = waysTo(gateway);
  const empty = gateway.incoming.filter((flow) => !marked.includes(flow));
  const blocks = (node: GraphNode): boolean =>
    empty.some((flow) => ways.get(flow)?.all.has(node) === true) &&
    !marked.some((flow) => ways.get(flow)?.regular.has(node) === true);

  for (const key of scope.tokens?.keys() ?? []) {
    const flow = run.definition.flowsByKey.get(key);
    if (flow !== undefined && blocks(flow.target)) return true;
  }
  for (const id of scope.children.keys()) {
    const child = run.draft.element(id);
    if (blocks(run.nodeOf(child))) return true;
  }
  return false;
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
