import type { EventModel } from '../../parse/model.js';
import { hasDefinition, isEvent } from '../nodes.js';
import type { Rule } from '../rule.js';
import { describe, withName } from '../words.js';

/** Messages are sent and received by pools, activities and message events (Table 7.4). */
export const messageFlowEnds: Rule = {
  code: 'message-flow-ends',
  section: 'BPMN 2.0.2 §7.6.2, §9.4',
  severity: 'error',
  check(context, report) {
    for (const flow of context.messageFlows) {
      for (const [end, id, fits] of [
        ['begins at', flow.sourceRef, canSend],
        ['ends at', flow.targetRef, canReceive],
      ] as const) {
        const node = context.node(id)?.node;
        // Pools always can; that gateways and lanes cannot is checked by the parser.
        if (node === undefined || !isEvent(node) || fits(node)) continue;
        report(
          flow.id,
          `${withName('Message flow', flow)} ${end} ${describe(node)}, which cannot ` +
            (end === 'begins at'
              ? `send messages. Begin at a pool, an activity, or a message event that throws.`
              : `receive messages. End at a pool, an activity, or a message event that catches.`),
        );
      }
    }
  },
};

function canSend(event: EventModel): boolean {
  return ['endEvent', 'intermediateThrowEvent'].includes(event.type) && hasDefinition(event, 'message');
}

function canReceive(event: EventModel): boolean {
  return (
    ['startEvent', 'intermediateCatchEvent', 'boundaryEvent'].includes(event.type) && hasDefinition(event, 'message')
  );
}
