import type { CompiledDecision, Definition, Expression, Flow, GraphNode } from '@quanheng/engine';
import { openFlows } from '../choices.js';
import { knownDomains } from '../samples.js';

/**
 * A node that chooses by conditions that can be judged exactly: an exclusive gateway takes the first flow whose condition holds, an inclusive one, an activity
 * and an event all of them; where none does, the default one.
 */
export interface Chooser {
  readonly node: GraphNode;
  readonly takesAll: boolean;
  /** Some flow is taken whatever the data are. */
  readonly isSure: boolean;
  /** Those that are asked. */
  readonly flows: readonly { readonly flow: Flow; readonly condition: Expression }[];
  readonly variables: ReadonlySet<string>;
}

/** A business rule task whose answer follows from what its table asks. */
export interface Decider {
  readonly node: GraphNode;
  readonly decision: CompiledDecision;
  readonly result: string;
  readonly tests: readonly string[];
}

export function choosersOf({ nodes }: Pick<Definition, 'nodes'>): Chooser[] {
  return nodes.flatMap((node): Chooser[] => {
    const takesAll = node.type !== 'exclusiveGateway';
    if (takesAll && (openFlows(node).length === 0 || node.type === 'businessRuleTask')) return [];
    if (node.outgoing.length < 2 || !seesTheProcess(node)) return [];
    const variables = new Set<string>();
    let isSure = false;
    const flows: { flow: Flow; condition: Expression }[] = [];
    for (const flow of node.outgoing) {
      if (flow.outcome !== null) return [];
      if (flow === node.defaultFlow) continue;
      if (flow.condition === null && takesAll) {
        isSure = true;
        continue;
      }
      const domains = flow.condition === null ? null : knownDomains(flow.condition);
      if (flow.condition === null || domains === null) return [];
      for (const name of domains.names) variables.add(name);
      flows.push({ flow, condition: flow.condition });
    }
    return flows.length === 0 ? [] : [{ node, takesAll, isSure, flows, variables }];
  });
}

export function decidersOf({ nodes }: Pick<Definition, 'nodes'>): Decider[] {
  return nodes.flatMap((node): Decider[] => {
    if (node.type !== 'businessRuleTask' || !seesTheProcess(node)) return [];
    const { decision, resultVariable } = node.spec as {
      readonly decision: CompiledDecision | null;
      readonly resultVariable: string | null;
    };
    const isPlain = node.activity?.loop === null && node.inputs.length === 0 && node.outputs.length === 0;
    if (decision?.tests == null || resultVariable === null || !isPlain) return [];
    return [{ node, decision, result: resultVariable, tests: decision.tests }];
  });
}

/** The variables it reads are those of the process: nothing around it has any of its own, and there is one of it. */
function seesTheProcess(node: GraphNode): boolean {
  if (node.key !== node.id) return false;
  for (let around = node.parent; around !== null; around = around.parent) {
    if (around.type === 'process') return true;
    const { container, activity, inputs } = around;
    if (container === null || container.isEventSubProcess || container.dataObjects.length > 0) return false;
    if (inputs.length > 0 || activity?.loop !== null) return false;
  }
  return false;
}
