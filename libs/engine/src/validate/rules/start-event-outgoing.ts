import { isStartEvent } from '../nodes.js';
import type { Rule } from '../rule.js';
import { describe } from '../words.js';

/** A start event that leads nowhere starts nothing. */
export const startEventOutgoing: Rule = {
  code: 'start-event-outgoing',
  section: 'BPMN 2.0.2 §10.5.2',
  severity: 'error',
  check({ nodes, outgoing }, report) {
    for (const { node } of nodes) {
      if (!isStartEvent(node) || outgoing(node.id).length > 0) continue;
      report(node.id, `${describe(node)} has no outgoing sequence flow. Connect it to the first element of the flow.`);
    }
  },
};
