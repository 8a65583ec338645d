import { isGateway } from '../nodes.js';
import type { Rule } from '../rule.js';
import { describe } from '../words.js';

/** Waiting for all events in parallel is defined for gateways that start the process only. */
export const eventGatewayType: Rule = {
  code: 'event-gateway-type',
  section: 'BPMN 2.0.2 §10.6.6',
  severity: 'error',
  check({ nodes }, report) {
    for (const { node } of nodes) {
      if (!isGateway(node) || node.type !== 'eventBasedGateway') continue;
      if (node.eventGatewayType !== 'Parallel' || node.instantiate) continue;
      report(
        node.id,
        `${describe(node)} has eventGatewayType="Parallel", which is possible only where the gateway starts the process. ` +
          `Use a parallel gateway with the events behind it.`,
      );
    }
  },
};
