import { hasText, isActivity } from '../nodes.js';
import type { Rule } from '../rule.js';
import { describe, describeFlow } from '../words.js';

/** Where the only flow out of an activity is conditional, the token has nowhere to go when the condition is false. */
export const loneConditionalFlow: Rule = {
  code: 'lone-conditional-flow',
  section: 'BPMN 2.0.2 §8.4.13',
  severity: 'error',
  check({ nodes, outgoing }, report) {
    for (const { node } of nodes) {
      if (!isActivity(node)) continue;
      const [flow, ...others] = outgoing(node.id);
      if (flow === undefined || others.length > 0 || !hasText(flow.condition)) continue;
      report(
        flow.id,
        `${describeFlow(flow)} is conditional, but the only flow out of ${describe(node)}. Remove the condition, or draw the flow for the other case.`,
      );
    }
  },
};
