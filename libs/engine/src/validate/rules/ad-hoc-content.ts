import { isEndEvent, isStartEvent } from '../nodes.js';
import type { Rule } from '../rule.js';
import { describe } from '../words.js';

/** The activities of an ad-hoc sub-process are started and ended at will, so it draws neither a start nor an end. */
export const adHocContent: Rule = {
  code: 'ad-hoc-content',
  section: 'BPMN 2.0.2 §10.3.5',
  severity: 'error',
  check({ nodes }, report) {
    for (const { node, scope } of nodes) {
      if (scope.kind !== 'adHocSubProcess' || (!isStartEvent(node) && !isEndEvent(node))) continue;
      report(
        node.id,
        `${describe(node)} stands in an ad-hoc sub-process, which can have neither start nor end events. Remove it.`,
      );
    }
  },
};
