import { isEndEvent } from '../nodes.js';
import type { Rule } from '../rule.js';
import { describe } from '../words.js';

/** An end event that nothing leads to is never reached. */
export const endEventIncoming: Rule = {
  code: 'end-event-incoming',
  section: 'BPMN 2.0.2 §10.5.3',
  severity: 'error',
  check({ nodes, incoming }, report) {
    for (const { node } of nodes) {
      if (!isEndEvent(node) || incoming(node.id).length > 0) continue;
      report(node.id, `${describe(node)} has no incoming sequence flow. Lead a path to it, or remove it.`);
    }
  },
};
