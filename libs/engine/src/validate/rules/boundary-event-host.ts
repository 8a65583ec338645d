import { isActivity, isBoundaryEvent } from '../nodes.js';
import type { Rule } from '../rule.js';
import { describe } from '../words.js';

/** A boundary event belongs to an activity on its own level. */
export const boundaryEventHost: Rule = {
  code: 'boundary-event-host',
  section: 'BPMN 2.0.2 §10.5.4',
  severity: 'error',
  check(context, report) {
    for (const { node, scope } of context.nodes) {
      if (!isBoundaryEvent(node)) continue;
      const hostId = node.attachedToRef;
      if (hostId === undefined || hostId === '') {
        report(node.id, `${describe(node)} is not attached to an activity. Set attachedToRef.`);
        continue;
      }
      const host = context.node(hostId);
      if (host === undefined) {
        if (context.exists(hostId)) {
          report(
            node.id,
            `${describe(node)} is attached to ${hostId}, which is not an activity. Attach it to an activity.`,
          );
        }
      } else if (!isActivity(host.node)) {
        report(node.id, `${describe(node)} is attached to ${describe(host.node)}. Attach it to an activity.`);
      } else if (host.scope !== scope) {
        report(
          node.id,
          `${describe(node)} is attached to ${describe(host.node)}, which stands on another level. Move the event to the level of that activity.`,
        );
      }
    }
  },
};
