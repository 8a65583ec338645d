import { hasText, isGateway } from '../nodes.js';
import type { Rule } from '../rule.js';
import { describe, describeFlow } from '../words.js';

/**
 * A gateway that chooses must be able to ask each of its flows. The default flow is not asked, a single flow leaves no choice, and
 * `qh:outcome` is a condition too.
 */
export const conditionMissing: Rule = {
  code: 'condition-missing',
  section: 'BPMN 2.0.2 §10.6.2, §10.6.3',
  severity: 'errorIfExecutable',
  check({ nodes, outgoing }, report) {
    for (const { node } of nodes) {
      if (!isGateway(node) || node.type === 'parallelGateway' || node.type === 'eventBasedGateway') continue;
      const flows = outgoing(node.id);
      if (flows.length < 2) continue;
      for (const flow of flows) {
        if (flow.id === node.default || flow.outcome !== undefined || hasText(flow.condition)) continue;
        report(
          flow.id,
          `${describeFlow(flow)} leaves ${describe(node)} without a condition. Give it a condition, or make it the default flow.`,
        );
      }
    }
  },
};
