import { isEventSubProcess } from '../nodes.js';
import type { Rule } from '../rule.js';
import { describe, describeFlow } from '../words.js';

/** An event sub-process is started by its own start event and stands outside the normal flow. */
export const eventSubProcessFlows: Rule = {
  code: 'event-sub-process-flows',
  section: 'BPMN 2.0.2 §10.3.5',
  severity: 'error',
  check({ nodes, incoming, outgoing }, report) {
    for (const { node } of nodes) {
      if (!isEventSubProcess(node)) continue;
      for (const flow of new Set([...incoming(node.id), ...outgoing(node.id)])) {
        report(
          flow.id,
          `${describeFlow(flow)} connects ${describe(node)}, which can have no sequence flows. Remove the flow, or make it an ordinary sub-process.`,
        );
      }
    }
  },
};
