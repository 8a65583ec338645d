import { definitionsOf, isEvent } from '../nodes.js';
import type { Rule } from '../rule.js';
import { describe } from '../words.js';

/** A signal is thrown and caught by its name. */
export const signalReference: Rule = {
  code: 'signal-reference',
  section: 'BPMN 2.0.2 §10.5.5',
  severity: 'errorIfExecutable',
  check({ nodes }, report) {
    for (const { node } of nodes) {
      if (!isEvent(node)) continue;
      if (definitionsOf(node, 'signal').every((definition) => definition.signalRef !== undefined)) continue;
      report(node.id, `${describe(node)} does not say which signal. Set signalRef on its signal definition.`);
    }
  },
};
