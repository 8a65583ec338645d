import { hasDefinition, isIntermediateEvent } from '../nodes.js';
import type { Rule } from '../rule.js';
import { describe } from '../words.js';

/**
 * An intermediate event stands between other elements, whether or not its level draws start and end events. Links are the
 * exception on one side each. Inside an ad-hoc sub-process nothing needs to be connected.
 */
export const intermediateEventFlows: Rule = {
  code: 'intermediate-event-flows',
  section: 'BPMN 2.0.2 §10.5.4',
  severity: 'error',
  check({ nodes, incoming, outgoing }, report) {
    for (const { node, scope } of nodes) {
      if (!isIntermediateEvent(node) || scope.kind === 'adHocSubProcess') continue;
      const link = hasDefinition(node, 'link');
      const targetOfLink = link && node.type === 'intermediateCatchEvent';
      const sourceOfLink = link && node.type === 'intermediateThrowEvent';
      if (!targetOfLink && incoming(node.id).length === 0) {
        report(node.id, `${describe(node)} has no incoming sequence flow. Lead one to it, or use a start event.`);
      }
      if (!sourceOfLink && outgoing(node.id).length === 0) {
        report(node.id, `${describe(node)} has no outgoing sequence flow. Lead it on, or use an end event.`);
      }
    }
  },
};
