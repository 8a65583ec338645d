import { definitionsOf, isEvent } from '../nodes.js';
import type { Rule } from '../rule.js';
import { describe } from '../words.js';

/** An executable message event names its message, itself or by the message flow it is connected to. */
export const messageReference: Rule = {
  code: 'message-reference',
  section: 'BPMN 2.0.2 §10.5.5',
  severity: 'errorIfExecutable',
  check({ nodes, messageFlowsAt }, report) {
    for (const { node } of nodes) {
      if (!isEvent(node) || messageFlowsAt(node.id).length > 0) continue;
      if (definitionsOf(node, 'message').every((definition) => definition.messageRef !== undefined)) continue;
      report(node.id, `${describe(node)} does not say which message. Set messageRef on its message definition.`);
    }
  },
};
