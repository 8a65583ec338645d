import type { Rule } from '../rule.js';
import { count, describe } from '../words.js';

/** An event-based gateway chooses between events; with fewer than two there is no choice. */
export const eventGatewayOutgoing: Rule = {
  code: 'event-gateway-outgoing',
  section: 'BPMN 2.0.2 §10.6.6',
  severity: 'error',
  check({ nodes, outgoing }, report) {
    for (const { node } of nodes) {
      if (node.type !== 'eventBasedGateway') continue;
      const flows = outgoing(node.id).length;
      if (flows >= 2) continue;
      report(
        node.id,
        `${describe(node)} has ${count(flows, 'outgoing sequence flow')}, but needs at least two. ` +
          `Add the other events it waits for, or connect the one event directly.`,
      );
    }
  },
};
