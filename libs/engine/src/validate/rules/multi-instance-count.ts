import { hasText, isActivity } from '../nodes.js';
import type { Rule } from '../rule.js';
import { describe } from '../words.js';

/** Either a number or a collection says how many instances there are. A drawing may leave it open; then it cannot be executed. */
export const multiInstanceCount: Rule = {
  code: 'multi-instance-count',
  section: 'BPMN 2.0.2 §10.3.8',
  severity: 'errorIfExecutable',
  check({ nodes }, report) {
    for (const { node } of nodes) {
      if (!isActivity(node) || node.loop?.kind !== 'multiInstance') continue;
      const byNumber = hasText(node.loop.cardinality);
      const byCollection = hasText(node.loop.collection) || node.loop.dataInputRef !== undefined;
      if (byNumber === byCollection) {
        report(
          node.id,
          byNumber
            ? `${describe(node)} is multi-instance by a number and by a collection at once. Keep loopCardinality or the collection.`
            : `${describe(node)} is multi-instance, but nothing says how often. Give it a loopCardinality, a loopDataInputRef or qh:collection.`,
        );
      }
    }
  },
};
