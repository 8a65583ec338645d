import { hasDefinition, isStartEvent } from '../nodes.js';
import type { Rule } from '../rule.js';
import { describe } from '../words.js';

/** An error always ends the level it is caught on, and a level that is compensated has ended already: neither can be left running. */
export const startEventInterrupting: Rule = {
  code: 'start-event-interrupting',
  section: 'BPMN 2.0.2 §10.5.2',
  severity: 'error',
  check({ nodes }, report) {
    for (const { node, scope } of nodes) {
      if (scope.kind !== 'eventSubProcess' || !isStartEvent(node) || node.isInterrupting) continue;
      for (const kind of ['error', 'compensate'] as const) {
        if (!hasDefinition(node, kind)) continue;
        const name = kind === 'error' ? 'an error' : 'a compensation';
        report(
          node.id,
          `${describe(node)} has ${name} trigger and cannot be non-interrupting. Remove isInterrupting="false".`,
        );
      }
    }
  },
};
