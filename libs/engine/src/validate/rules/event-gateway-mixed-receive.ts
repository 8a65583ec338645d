import { hasDefinition, isEvent } from '../nodes.js';
import type { Rule } from '../rule.js';
import { describe } from '../words.js';

/** Messages behind one gateway are awaited either all by events or all by receive tasks. */
export const eventGatewayMixedReceive: Rule = {
  code: 'event-gateway-mixed-receive',
  section: 'BPMN 2.0.2 §10.6.6',
  severity: 'error',
  check(context, report) {
    for (const { node: gateway } of context.nodes) {
      if (gateway.type !== 'eventBasedGateway') continue;
      const targets = context.outgoing(gateway.id).flatMap((flow) => context.node(flow.targetRef)?.node ?? []);
      const task = targets.find((target) => target.type === 'receiveTask');
      const event = targets.find((target) => isEvent(target) && hasDefinition(target, 'message'));
      if (task === undefined || event === undefined) continue;
      report(
        gateway.id,
        `${describe(gateway)} leads to both ${describe(task)} and ${describe(event)}. Use message events for all messages, or receive tasks for all.`,
      );
    }
  },
};
