import { isInstantiating, isStartEvent } from '../nodes.js';
import type { Rule } from '../rule.js';
import { describe, describeFlow } from '../words.js';

/** What starts the process by itself comes first: an event-based gateway is led to by nothing, a receive task at most by a start event. */
export const instantiatingFlows: Rule = {
  code: 'instantiating-flows',
  section: 'BPMN 2.0.2 §10.3.3, §10.6.6',
  severity: 'error',
  check(context, report) {
    for (const { node } of context.nodes) {
      if (!isInstantiating(node)) continue;
      for (const flow of context.incoming(node.id)) {
        const source = context.node(flow.sourceRef)?.node;
        if (node.type === 'receiveTask' && source !== undefined && isStartEvent(source)) continue;
        report(
          flow.id,
          `${describeFlow(flow)} leads to ${describe(node)}, which starts the process itself (instantiate="true"). Remove the flow, or remove instantiate.`,
        );
      }
    }
  },
};
