import { isActivity } from '../nodes.js';
import type { Rule } from '../rule.js';
import { describe } from '../words.js';

/** An activity waits for at least one token and gives at least one. */
export const tokenQuantity: Rule = {
  code: 'token-quantity',
  section: 'BPMN 2.0.2 §10.3',
  severity: 'error',
  check({ nodes }, report) {
    for (const { node } of nodes) {
      if (!isActivity(node)) continue;
      for (const attribute of ['startQuantity', 'completionQuantity'] as const) {
        if (node[attribute] >= 1) continue;
        report(
          node.id,
          `${describe(node)} has ${attribute}="${node[attribute]}", but at least 1 is needed. Use 1 or more.`,
        );
      }
    }
  },
};
