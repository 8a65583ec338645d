import type { NodeModel } from '../../parse/model.js';
import { hasDefinition, isActivity, isEvent } from '../nodes.js';
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
        if (context.participant(id) !== undefined || !context.exists(id)) continue;
        const node = context.node(id)?.node;
        if (node !== undefined && fits(node)) continue;
        report(
          flow.id,
          `${withName('Message flow', flow)} ${end} ${node === undefined ? id : describe(node)}, which cannot ` +
            (end === 'begins at'
              ? `send messages. Begin at a pool, an activity, or a throwing message event.`
              : `receive messages. End at a pool, an activity, or a catching message event.`),
        );
      }
    }
  },
};

function canSend(node: NodeModel): boolean {
  if (isActivity(node)) return true;
  return isEvent(node) && ['endEvent', 'intermediateThrowEvent'].includes(node.type) && hasDefinition(node, 'message');
}

function canReceive(node: NodeModel): boolean {
  if (isActivity(node)) return true;
  return (
    isEvent(node) &&
    ['startEvent', 'intermediateCatchEvent', 'boundaryEvent'].includes(node.type) &&
    hasDefinition(node, 'message')
  );
}
