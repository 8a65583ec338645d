import { hasText, isActivity } from '../nodes.js';
import type { Rule } from '../rule.js';
import { describe } from '../words.js';

/** A call activity is nothing without what it calls. */
export const calledElement: Rule = {
  code: 'called-element',
  section: 'BPMN 2.0.2 §10.3.6',
  severity: 'errorIfExecutable',
  check({ nodes }, report) {
    for (const { node } of nodes) {
      if (node.type !== 'callActivity' || !isActivity(node) || hasText(node.calledElement)) continue;
      report(node.id, `${describe(node)} does not say which process it calls. Set calledElement.`);
    }
  },
};
