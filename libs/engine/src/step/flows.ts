import type { Flow, GraphNode } from '../compile/graph.js';
import type { ElementInstance } from '../state/state.js';
import { IncidentSignal } from './incident-signal.js';
import type { Run } from './run.js';

/**
 * The flows a completed activity, event or inclusive gateway takes (BPMN 2.0.2 §13.2.1, §13.3.1, §13.4.3): every flow without a
 * condition and every flow whose condition holds; the default flow when no condition held.
 * @throws IncidentSignal when not one flow can be taken although there are some: a token is never lost silently.
 */
export function allMatchingFlows(
  run: Run,
  node: GraphNode,
  at: ElementInstance,
  outcome: string | null,
): readonly Flow[] {
  if (node.takesAllFlows) return node.outgoing;
  const taken: Flow[] = [];
  let conditional = false;
  let matched = false;
  for (const flow of node.outgoing) {
    if (flow === node.defaultFlow) continue;
    if (flow.condition === null && flow.outcome === null) {
      taken.push(flow);
      continue;
    }
    conditional = true;
    if (!matches(run, flow, at, outcome)) continue;
    matched = true;
    taken.push(flow);
  }
  if (!matched && node.defaultFlow !== null) taken.push(node.defaultFlow);
  if (taken.length === 0 && (conditional || node.defaultFlow !== null)) throw noWayOn(node);
  return taken;
}

/** The one flow an exclusive gateway takes: the first that matches in document order, else the default (§13.4.2). */
export function firstMatchingFlow(run: Run, node: GraphNode, at: ElementInstance, outcome: string | null): Flow | null {
  for (const flow of node.outgoing) {
    if (flow === node.defaultFlow) continue;
    const unconditional = flow.condition === null && flow.outcome === null;
    if (unconditional || matches(run, flow, at, outcome)) return flow;
  }
  if (node.defaultFlow === null && node.outgoing.length > 0) throw noWayOn(node);
  return node.defaultFlow;
}

/** Both the outcome and the condition of a flow must agree, where it has them. */
function matches(run: Run, flow: Flow, at: ElementInstance, outcome: string | null): boolean {
  if (flow.outcome !== null && flow.outcome !== outcome) return false;
  return flow.condition === null || run.decided(flow.condition, at, `The condition of ${flow.id},`);
}

function noWayOn(node: GraphNode): IncidentSignal {
  return new IncidentSignal(
    'no-flow-taken',
    `No condition behind ${node.id} holds and it has no default flow. Correct the variables and resolve the incident.`,
  );
}
