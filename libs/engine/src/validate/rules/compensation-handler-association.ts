import { isBoundaryEvent, hasDefinition, isCompensationHandler } from '../nodes.js';
import type { Rule } from '../rule.js';
import { describe } from '../words.js';

/**
 * A compensation activity that no compensation boundary event leads to can never run, and what it should undo stays done. The text
 * does not forbid to draw it, so it is an error only where it is to be executed.
 */
export const compensationHandlerAssociation: Rule = {
  code: 'compensation-handler-association',
  section: 'BPMN 2.0.2 §10.7.1',
  severity: 'errorIfExecutable',
  check(context, report) {
    for (const { node } of context.nodes) {
      if (!isCompensationHandler(node)) continue;
      const fromEvent = context.associationsTo(node.id).some(({ sourceRef }) => {
        const source = context.node(sourceRef)?.node;
        return source !== undefined && isBoundaryEvent(source) && hasDefinition(source, 'compensate');
      });
      if (fromEvent) continue;
      report(
        node.id,
        `${describe(node)} is for compensation, but no compensation boundary event leads to it. ` +
          `Draw an association from the boundary event of the activity that it undoes.`,
      );
    }
  },
};
