import { isBoundaryEvent } from '../nodes.js';
import type { Rule } from '../rule.js';
import { describe, describeFlow } from '../words.js';

/** A boundary event is triggered while its activity runs, never by a token. */
export const boundaryEventIncoming: Rule = {
  code: 'boundary-event-incoming',
  section: 'BPMN 2.0.2 §10.5.4',
  severity: 'error',
  check({ nodes, incoming }, report) {
    for (const { node } of nodes) {
      if (!isBoundaryEvent(node)) continue;
      for (const flow of incoming(node.id)) {
        report(
          flow.id,
          `${describeFlow(flow)} leads to ${describe(node)}, but nothing may lead to a boundary event. ` +
            `Lead it to the activity, or to the element behind the event.`,
        );
      }
    }
  },
};
