import { isBoundaryEvent, isCompensationBoundaryEvent } from '../nodes.js';
import type { Rule } from '../rule.js';
import { describe } from '../words.js';

/** A boundary event leads on by sequence flows; a compensation event has an association to its handler instead. */
export const boundaryEventOutgoing: Rule = {
  code: 'boundary-event-outgoing',
  section: 'BPMN 2.0.2 §10.5.4',
  severity: 'error',
  check({ nodes, outgoing }, report) {
    for (const { node } of nodes) {
      if (!isBoundaryEvent(node)) continue;
      const flows = outgoing(node.id).length;
      if (isCompensationBoundaryEvent(node)) {
        if (flows === 0) continue;
        report(
          node.id,
          `${describe(node)} catches compensation and cannot have an outgoing sequence flow. Connect it to its compensation handler by an association.`,
        );
      } else if (flows === 0) {
        report(
          node.id,
          `${describe(node)} has no outgoing sequence flow. Lead it to what shall happen when it is triggered.`,
        );
      }
    }
  },
};
