import { hasDefinition, isBoundaryEvent } from '../nodes.js';
import type { Rule } from '../rule.js';
import { definitionName, describe } from '../words.js';

const ALWAYS_INTERRUPTING = ['error', 'cancel', 'compensate'] as const;

/** Table 10.92: errors and cancellation end the activity, and an activity that is compensated has ended already. */
export const boundaryEventInterrupting: Rule = {
  code: 'boundary-event-interrupting',
  section: 'BPMN 2.0.2 §10.5.4',
  severity: 'error',
  check({ nodes }, report) {
    for (const { node } of nodes) {
      if (!isBoundaryEvent(node) || node.cancelActivity) continue;
      const kind = ALWAYS_INTERRUPTING.find((candidate) => hasDefinition(node, candidate));
      if (kind === undefined) continue;
      report(
        node.id,
        `${describe(node)} is of type ${definitionName(kind)} and cannot be non-interrupting. Remove cancelActivity="false".`,
      );
    }
  },
};
