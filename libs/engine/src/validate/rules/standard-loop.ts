import { hasText, isActivity } from '../nodes.js';
import type { Rule } from '../rule.js';
import { describe } from '../words.js';

/** A loop ends by its condition or by its maximum; with neither it would never. */
export const standardLoop: Rule = {
  code: 'standard-loop',
  section: 'BPMN 2.0.2 §10.3.8',
  severity: 'errorIfExecutable',
  check({ nodes }, report) {
    for (const { node } of nodes) {
      if (!isActivity(node) || node.loop?.kind !== 'standard') continue;
      const { condition, maximum } = node.loop;
      if (maximum !== undefined && maximum < 1) {
        report(
          node.id,
          `${describe(node)} has loopMaximum="${maximum}", but must be allowed to run at least once. Use 1 or more.`,
        );
      } else if (maximum === undefined && !hasText(condition)) {
        report(node.id, `${describe(node)} loops without end. Give it a loopCondition or a loopMaximum.`);
      }
    }
  },
};
