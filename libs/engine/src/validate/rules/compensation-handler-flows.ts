import { isCompensationHandler } from '../nodes.js';
import type { Rule } from '../rule.js';
import { describe, describeFlow } from '../words.js';

/** A compensation activity stands outside the normal flow. */
export const compensationHandlerFlows: Rule = {
  code: 'compensation-handler-flows',
  section: 'BPMN 2.0.2 §10.7.1',
  severity: 'error',
  check({ nodes, incoming, outgoing }, report) {
    for (const { node } of nodes) {
      if (!isCompensationHandler(node)) continue;
      for (const flow of new Set([...incoming(node.id), ...outgoing(node.id)])) {
        report(
          flow.id,
          `${describeFlow(flow)} connects ${describe(node)}, which is for compensation and can have no sequence flows. ` +
            `Connect it to a compensation boundary event by an association, or remove isForCompensation.`,
        );
      }
    }
  },
};
