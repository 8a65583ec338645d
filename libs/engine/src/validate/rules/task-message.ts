import { hasText, isActivity } from '../nodes.js';
import type { Rule } from '../rule.js';
import { describe } from '../words.js';

/** The text leaves the message of a send or receive task optional, so this is a hint: by name, nothing can be sent or received. */
export const taskMessage: Rule = {
  code: 'task-message',
  section: 'BPMN 2.0.2 §10.3.3',
  severity: 'warning',
  check({ nodes, messageFlowsAt }, report) {
    for (const { node } of nodes) {
      if (!isActivity(node) || (node.type !== 'sendTask' && node.type !== 'receiveTask')) continue;
      if (node.messageRef !== undefined || hasText(node.handler) || messageFlowsAt(node.id).length > 0) continue;
      report(
        node.id,
        node.type === 'sendTask'
          ? `${describe(node)} does not say what it sends. Set messageRef, or qh:handler if a handler sends it.`
          : `${describe(node)} does not say what it waits for, so no message can complete it. Set messageRef.`,
      );
    }
  },
};
