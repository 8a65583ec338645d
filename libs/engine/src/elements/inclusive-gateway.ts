import type { Flow, GraphNode } from '../compile/graph.js';
import { keepsWaiting } from '../compile/joining.js';
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
  const empty = gateway.incoming.filter((flow) => !marked.includes(flow));
  const blocks = (node: GraphNode): boolean => keepsWaiting(gateway, node, marked, empty);

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
