import { hasText, isEvent } from '../nodes.js';
import type { Rule } from '../rule.js';
import { describe, describeFlow } from '../words.js';

/** The specification has such a condition ignored, so this is a hint. */
export const defaultFlowCondition: Rule = {
  code: 'default-flow-condition',
  section: 'BPMN 2.0.2 §10.3, §10.6',
  severity: 'warning',
  check(context, report) {
    for (const { node } of context.nodes) {
      if (isEvent(node) || node.default === undefined) continue;
      const flow = context.outgoing(node.id).find((candidate) => candidate.id === node.default);
      if (flow === undefined || !hasText(flow.condition)) continue;
      report(
        flow.id,
        `${describeFlow(flow)} is the default flow of ${describe(node)}, so its condition is ignored. Remove the condition.`,
      );
    }
  },
};
