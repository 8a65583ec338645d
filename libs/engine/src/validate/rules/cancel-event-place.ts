import { hasDefinition, isBoundaryEvent, isEndEvent } from '../nodes.js';
import type { Rule } from '../rule.js';
import { describe } from '../words.js';

/** Cancelling is something that happens to a transaction: thrown directly inside it, caught on its boundary. */
export const cancelEventPlace: Rule = {
  code: 'cancel-event-place',
  section: 'BPMN 2.0.2 §10.5.5',
  severity: 'error',
  check(context, report) {
    for (const { node, scope } of context.nodes) {
      if (isEndEvent(node) && hasDefinition(node, 'cancel') && scope.kind !== 'transaction') {
        report(
          node.id,
          `${describe(node)} cancels, but does not stand directly in a transaction. Move it into one, or use an error end event.`,
        );
      }
      if (isBoundaryEvent(node) && hasDefinition(node, 'cancel')) {
        const host = context.node(node.attachedToRef ?? '')?.node;
        if (host === undefined || host.type === 'transaction') continue;
        report(
          node.id,
          `${describe(node)} catches cancellation, but ${describe(host)} is not a transaction. Use an error event, or make it a transaction.`,
        );
      }
    }
  },
};
