import { isStartEvent } from '../nodes.js';
import type { Rule } from '../rule.js';
import { describe } from '../words.js';

/** The specification says that the attribute is ignored here, so this is a hint: somebody expected it to do something. */
export const startEventInterruptingIgnored: Rule = {
  code: 'start-event-interrupting-ignored',
  section: 'BPMN 2.0.2 §10.5.2',
  severity: 'warning',
  check({ nodes }, report) {
    for (const { node, scope } of nodes) {
      if (scope.kind === 'eventSubProcess' || !isStartEvent(node) || node.isInterrupting) continue;
      report(
        node.id,
        `${describe(node)} says isInterrupting="false", which has a meaning only in an event sub-process and is ignored here. Remove it.`,
      );
    }
  },
};
