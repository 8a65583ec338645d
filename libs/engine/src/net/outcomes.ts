import type { Flow, GraphNode } from '../compile/graph.js';
import type { NetBuilder } from './builder.js';

/** The outcomes an activity or event can end with. What nobody completes by hand ends with the first that is declared. */
export function outcomesOf(net: NetBuilder, node: GraphNode): readonly (string | null)[] {
  const first = node.outcomes[0] ?? null;
  if (node.element.isWork?.(node) !== true) return [first];
  const outcomes = net.options.outcomesOf?.(node) ?? node.outcomes;
  return outcomes.length === 0 ? [first] : outcomes;
}

/** The outcomes with which a token can come by the flow: exclusive and inclusive gateways pass on what they were reached with. */
export function carriedTo(net: NetBuilder, flow: Flow): readonly (string | null)[] {
  return [...carriedBy(net, flow.source, new Set())];
}

function carriedBy(net: NetBuilder, node: GraphNode, seen: Set<GraphNode>): Set<string | null> {
  const first = node.outcomes[0] ?? null;
  if (node.activity !== null) return new Set(outcomesOf(net, node));
  const passesOn = node.type === 'exclusiveGateway' || node.type === 'inclusiveGateway';
  if (!passesOn || node.outcomes.length === 0) return new Set([node.type === 'eventBasedGateway' ? null : first]);
  const carried = new Set<string | null>();
  if (seen.has(node)) return carried;
  seen.add(node);
  for (const flow of node.incoming) {
    for (const outcome of carriedBy(net, flow.source, seen)) carried.add(outcome ?? first);
  }
  if (carried.size === 0 || (node.type === 'inclusiveGateway' && node.incoming.length > 1)) carried.add(first);
  return carried;
}
