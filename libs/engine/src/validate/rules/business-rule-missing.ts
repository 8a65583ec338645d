import { hasText, isActivity } from '../nodes.js';
import type { Rule } from '../rule.js';
import { describe } from '../words.js';

/** The text does not demand an implementation, so this is a hint. */
export const businessRuleMissing: Rule = {
  code: 'business-rule-missing',
  section: 'BPMN 2.0.2 §10.3.3',
  severity: 'warning',
  check({ nodes }, report) {
    for (const { node } of nodes) {
      if (node.type !== 'businessRuleTask' || !isActivity(node)) continue;
      if (hasText(node.decision) || hasText(node.handler)) continue;
      report(node.id, `${describe(node)} does not say what it decides by. Set qh:decision, or qh:handler.`);
    }
  },
};
