import { hasDefinition, isIntermediateEvent } from '../nodes.js';
import type { Rule } from '../rule.js';
import { describe, describeFlow } from '../words.js';

/** The link itself is what leads on from its source and to its target. */
export const linkEventFlows: Rule = {
  code: 'link-event-flows',
  section: 'BPMN 2.0.2 §10.5.4',
  severity: 'error',
  check({ nodes, incoming, outgoing }, report) {
    for (const { node } of nodes) {
      if (!isIntermediateEvent(node) || !hasDefinition(node, 'link')) continue;
      const isSource = node.type === 'intermediateThrowEvent';
      for (const flow of isSource ? outgoing(node.id) : incoming(node.id)) {
        report(
          flow.id,
          isSource
            ? `${describeFlow(flow)} leaves ${describe(node)}, but a link source goes on at its link target. Remove the flow.`
            : `${describeFlow(flow)} leads to ${describe(node)}, but a link target is reached from its link sources only. Remove the flow.`,
        );
      }
    }
  },
};
