import type { NodeModel } from '../../parse/model.js';
import { isActivity, isEvent } from '../nodes.js';
import type { Rule } from '../rule.js';
import { describe } from '../words.js';

/** A default flow leaves the element that names it, and that element is one which asks conditions. */
export const defaultFlow: Rule = {
  code: 'default-flow',
  section: 'BPMN 2.0.2 §8.4.13',
  severity: 'error',
  check(context, report) {
    for (const { node } of context.nodes) {
      if (isEvent(node) || node.default === undefined) continue;
      const flowId = node.default;
      if (!asksConditions(node)) {
        report(
          node.id,
          `${describe(node)} cannot have a default flow, because it asks no conditions. Remove default="${flowId}".`,
        );
      } else if (!context.outgoing(node.id).some((flow) => flow.id === flowId)) {
        report(
          node.id,
          `${describe(node)} names ${flowId} as its default flow, but that is not one of its outgoing sequence flows. Name one of these, or remove default.`,
        );
      }
    }
  },
};

function asksConditions(node: NodeModel): boolean {
  return isActivity(node) || ['exclusiveGateway', 'inclusiveGateway', 'complexGateway'].includes(node.type);
}
