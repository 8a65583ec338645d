import { isBoundaryEvent } from '../nodes.js';
import type { Rule } from '../rule.js';
import { describe } from '../words.js';

/** A boundary event belongs to an activity on its own level. That it names an activity at all is checked by the parser. */
export const boundaryEventHost: Rule = {
  code: 'boundary-event-host',
  section: 'BPMN 2.0.2 §10.5.4',
  severity: 'error',
  check(context, report) {
    for (const { node, scope } of context.nodes) {
      if (!isBoundaryEvent(node)) continue;
      if (node.attachedToRef === undefined) {
        report(node.id, `${describe(node)} is not attached to an activity. Set attachedToRef.`);
        continue;
      }
      const host = context.node(node.attachedToRef);
      if (host === undefined || host.scope === scope) continue;
      report(
        node.id,
        `${describe(node)} is attached to ${describe(host.node)}, which stands on another level. Move the event to the level of that activity.`,
      );
    }
  },
};
