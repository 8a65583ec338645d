import { isEndEvent, isInstantiating, isStartEvent } from '../nodes.js';
import type { Rule } from '../rule.js';
import { describe } from '../words.js';

/**
 * A level draws both its beginning and its end, or neither. A receive task or event-based gateway that instantiates the process stands for
 * a start event. Ad-hoc sub-processes have neither; an event sub-process without a start is the business of `start-event-count`.
 */
export const startAndEndEvent: Rule = {
  code: 'start-and-end-event',
  section: 'BPMN 2.0.2 §10.5.2, §10.5.3',
  severity: 'error',
  check({ scopes }, report) {
    for (const { kind, container } of scopes) {
      if (kind === 'adHocSubProcess') continue;
      const start = container.nodes.find(isStartEvent);
      const end = container.nodes.find(isEndEvent);
      if (start !== undefined && end === undefined) {
        report(
          start.id,
          `${describe(start)} has no end event to match on its level (${container.id}). Where there is a start event there must be an end event: draw one at the end of each path.`,
        );
      }
      const instantiates = start !== undefined || container.nodes.some(isInstantiating);
      if (end !== undefined && !instantiates && kind !== 'eventSubProcess') {
        report(
          end.id,
          `${describe(end)} has no start event to match on its level (${container.id}). Where there is an end event there must be a start event: draw one before the first element.`,
        );
      }
    }
  },
};
