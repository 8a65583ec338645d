import { hasText, isActivity } from '../nodes.js';
import type { Rule } from '../rule.js';
import { describe } from '../words.js';

/** By the text, a script task without a script is like an abstract task; hardly what its author wanted. */
export const scriptMissing: Rule = {
  code: 'script-missing',
  section: 'BPMN 2.0.2 §10.3.3',
  severity: 'warning',
  check({ nodes }, report) {
    for (const { node } of nodes) {
      if (node.type !== 'scriptTask' || !isActivity(node) || hasText(node.script)) continue;
      report(node.id, `${describe(node)} has no script and does nothing. Add the script, or use an abstract task.`);
    }
  },
};
