import { definitionsOf, hasText, isEvent } from '../nodes.js';
import type { Rule } from '../rule.js';
import { describe } from '../words.js';

/** A conditional event of an executable process has a condition that can be evaluated. */
export const conditionalEvent: Rule = {
  code: 'conditional-event',
  section: 'BPMN 2.0.2 §10.5.5',
  severity: 'errorIfExecutable',
  check({ nodes }, report) {
    for (const { node } of nodes) {
      if (!isEvent(node)) continue;
      if (definitionsOf(node, 'conditional').every((definition) => hasText(definition.condition))) continue;
      report(node.id, `${describe(node)} has no condition, so it never occurs. Add the condition.`);
    }
  },
};
