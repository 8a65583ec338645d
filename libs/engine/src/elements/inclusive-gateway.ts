import type { Flow, GraphNode } from '../compile/graph.js';
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
};

function mustWait(run: Run, gateway: GraphNode, scope: ElementInstance, marked: readonly Flow[]): boolean {
  const reach = reachOf(gateway);
  const empty = gateway.incoming.filter((flow) => !marked.includes(flow));
  const blocks = (node: GraphNode): boolean =>
    empty.some((flow) => reach.reaches(node, flow)) && !marked.some((flow) => reach.reaches(node, flow));

  for (const key of scope.tokens?.keys() ?? []) {
    const flow = run.definition.flowsByKey.get(key);
    if (flow !== undefined && flow.target !== gateway && blocks(flow.target)) return true;
  }
  for (const id of scope.children.keys()) {
    const child = run.draft.element(id);
    if (blocks(run.nodeOf(child))) return true;
  }
  return false;
}

/** For each incoming flow of a gateway, the nodes from which a token can come to it without passing the gateway. */
class Reach {
  private readonly before = new Map<Flow, Set<GraphNode>>();

  constructor(gateway: GraphNode) {
    for (const flow of gateway.incoming) this.before.set(flow, nodesBefore(flow, gateway));
  }

  reaches(node: GraphNode, flow: Flow): boolean {
    return this.before.get(flow)?.has(node) === true;
  }
}

/** Derived from the frozen graph alone, so it may be kept as long as the node lives. */
const REACH = new WeakMap<GraphNode, Reach>();

function reachOf(gateway: GraphNode): Reach {
  let reach = REACH.get(gateway);
  if (reach === undefined) {
    reach = new Reach(gateway);
    REACH.set(gateway, reach);
  }
  return reach;
}

function nodesBefore(flow: Flow, gateway: GraphNode): Set<GraphNode> {
  const seen = new Set<GraphNode>();
  const open = [flow.source];
  for (let node = open.pop(); node !== undefined; node = open.pop()) {
    if (node === gateway || seen.has(node)) continue;
    seen.add(node);
    for (const incoming of node.incoming) open.push(incoming.source);
    // A token in an activity may also leave it by a boundary event; a link target is reached from its throwing events.
    const host = node.event?.attachedTo;
    if (host != null) open.push(host);
    if (node.event?.trigger?.kind === 'link') open.push(...linkSources(node));
  }
  return seen;
}

function linkSources(target: GraphNode): GraphNode[] {
  const siblings = target.parent?.container?.nodes ?? [];
  return siblings.filter((node) => node.event?.trigger?.kind === 'link' && node.event.trigger.target === target);
}
