import { isCompensationHandler, isEndEvent, isEvent, isEventSubProcess } from '../nodes.js';
import type { Rule } from '../rule.js';
import { describe } from '../words.js';

/** Where a level has an end event, every path must reach one. Without an end event such an element would be an implicit end. */
export const missingOutgoing: Rule = {
  code: 'missing-outgoing',
  section: 'BPMN 2.0.2 §10.5.3',
  severity: 'error',
  check({ scopes, outgoing }, report) {
    for (const { kind, container } of scopes) {
      if (kind === 'adHocSubProcess' || !container.nodes.some(isEndEvent)) continue;
      for (const node of container.nodes) {
        if (isEvent(node) || isEventSubProcess(node) || isCompensationHandler(node)) continue;
        // A gateway that waits for events says what it lacks in `event-gateway-outgoing`.
        if (node.type === 'eventBasedGateway' || outgoing(node.id).length > 0) continue;
        report(
          node.id,
          `${describe(node)} has no outgoing sequence flow, though its level has an end event. Lead it on, at least to an end event.`,
        );
      }
    }
  },
};
