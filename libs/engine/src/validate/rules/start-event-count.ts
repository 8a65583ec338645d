import { isStartEvent } from '../nodes.js';
import type { Rule } from '../rule.js';
import { count, describe } from '../words.js';

/** An embedded sub-process has at most one start event, an event sub-process exactly one. A process may have several. */
export const startEventCount: Rule = {
  code: 'start-event-count',
  section: 'BPMN 2.0.2 §10.3.5, §13.3.4',
  severity: 'error',
  check({ scopes }, report) {
    for (const { kind, container, owner } of scopes) {
      if (owner === null || kind === 'adHocSubProcess') continue;
      const starts = container.nodes.filter(isStartEvent).length;
      if (starts > 1) {
        report(
          owner.id,
          `${describe(owner)} has ${count(starts, 'start event')}, but may have only one. Remove the others.`,
        );
      } else if (starts === 0 && kind === 'eventSubProcess') {
        report(
          owner.id,
          `${describe(owner)} has no start event, so nothing can start it. Add a start event with a trigger.`,
        );
      }
    }
  },
};
