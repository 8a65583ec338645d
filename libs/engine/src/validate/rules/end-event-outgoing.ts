import { isEndEvent } from '../nodes.js';
import type { Rule } from '../rule.js';
import { describe, describeFlow } from '../words.js';

/** An end event consumes the token. */
export const endEventOutgoing: Rule = {
  code: 'end-event-outgoing',
  section: 'BPMN 2.0.2 §10.5.3',
  severity: 'error',
  check({ nodes, outgoing }, report) {
    for (const { node } of nodes) {
      if (!isEndEvent(node)) continue;
      for (const flow of outgoing(node.id)) {
        report(
          flow.id,
          `${describeFlow(flow)} leaves ${describe(node)}, but nothing may follow an end event. ` +
            `Use an intermediate throw event if the flow shall go on.`,
        );
      }
    }
  },
};
