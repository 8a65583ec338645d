import { isGateway } from '../nodes.js';
import type { Rule } from '../rule.js';
import { describe } from '../words.js';

/**
 * The text demands that a gateway merges or splits. One that does neither is harmless to run and common in drawings under way,
 * hence a warning.
 */
export const gatewayWithoutEffect: Rule = {
  code: 'gateway-without-effect',
  section: 'BPMN 2.0.2 §10.6.1',
  severity: 'warning',
  check({ nodes, incoming, outgoing }, report) {
    for (const { node } of nodes) {
      if (!isGateway(node) || node.type === 'eventBasedGateway') continue;
      if (incoming(node.id).length > 1 || outgoing(node.id).length > 1) continue;
      report(node.id, `${describe(node)} neither merges nor splits the flow. Remove it, or draw the other flows.`);
    }
  },
};
