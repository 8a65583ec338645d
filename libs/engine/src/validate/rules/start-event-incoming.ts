import { isStartEvent } from '../nodes.js';
import type { Rule } from '../rule.js';
import { describe, describeFlow } from '../words.js';

/** A start event is reached by its trigger, never by a token. */
export const startEventIncoming: Rule = {
  code: 'start-event-incoming',
  section: 'BPMN 2.0.2 §10.5.2',
  severity: 'error',
  check({ nodes, incoming }, report) {
    for (const { node } of nodes) {
      if (!isStartEvent(node)) continue;
      for (const flow of incoming(node.id)) {
        report(
          flow.id,
          `${describeFlow(flow)} leads to ${describe(node)}, but nothing may lead to a start event. ` +
            `Lead it to the element behind the start event.`,
        );
      }
    }
  },
};
