import { isCompensationHandler, isEvent, isEventSubProcess, isInstantiating, isStartEvent } from '../nodes.js';
import type { Rule } from '../rule.js';
import { describe } from '../words.js';

/**
 * Where a level has a start event, tokens come from there only, so every activity and gateway must be led to. Without a start event
 * such an element would be an implicit start. Events have rules of their own.
 */
export const missingIncoming: Rule = {
  code: 'missing-incoming',
  section: 'BPMN 2.0.2 §10.5.2',
  severity: 'error',
  check({ scopes, incoming }, report) {
    for (const { kind, container } of scopes) {
      if (kind === 'adHocSubProcess' || !container.nodes.some(isStartEvent)) continue;
      for (const node of container.nodes) {
        if (isEvent(node) || isEventSubProcess(node) || isCompensationHandler(node) || isInstantiating(node)) continue;
        if (incoming(node.id).length > 0) continue;
        report(
          node.id,
          `${describe(node)} has no incoming sequence flow, though its level has a start event. Lead a sequence flow to it, or remove it.`,
        );
      }
    }
  },
};
