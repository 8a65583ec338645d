import { isCompensationBoundaryEvent, isCompensationHandler } from '../nodes.js';
import type { Rule } from '../rule.js';
import { count, describe } from '../words.js';

/**
 * A compensation boundary event leads by one association to one compensation activity on its own level. Text annotations may be
 * associated with it as well.
 */
export const compensationBoundaryAssociation: Rule = {
  code: 'compensation-boundary-association',
  section: 'BPMN 2.0.2 §10.7.1',
  severity: 'errorIfExecutable',
  check(context, report) {
    for (const { node, scope } of context.nodes) {
      if (!isCompensationBoundaryEvent(node)) continue;
      const handlers = context.associationsFrom(node.id).flatMap(({ targetRef }) => context.node(targetRef) ?? []);
      const [handler] = handlers;
      if (handler === undefined || handlers.length > 1) {
        report(
          node.id,
          `${describe(node)} has ${count(handlers.length, 'compensation handler')}. Draw one association from it to one activity with isForCompensation="true"; several steps go into a sub-process.`,
        );
      } else if (!isCompensationHandler(handler.node)) {
        report(
          node.id,
          `${describe(node)} leads to ${describe(handler.node)}, which is not for compensation. Set isForCompensation="true" on it.`,
        );
      } else if (handler.scope !== scope) {
        report(
          node.id,
          `${describe(node)} leads to ${describe(handler.node)}, which stands on another level. Move it beside the activity that it undoes.`,
        );
      }
    }
  },
};
