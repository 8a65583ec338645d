import { definitionsOf, hasText, isThrowEvent } from '../nodes.js';
import type { Rule } from '../rule.js';
import { describe } from '../words.js';

/** What throws an escalation names it by code. A catching event without a code catches every escalation. */
export const escalationCode: Rule = {
  code: 'escalation-code',
  section: 'BPMN 2.0.2 §8.4.4, §10.5.5',
  severity: 'errorIfExecutable',
  check({ model, nodes }, report) {
    for (const { node } of nodes) {
      if (!isThrowEvent(node)) continue;
      for (const { escalationRef } of definitionsOf(node, 'escalation')) {
        if (escalationRef === undefined) {
          report(
            node.id,
            `${describe(node)} does not say which escalation it throws. Set escalationRef on its escalation definition.`,
          );
          continue;
        }
        const escalation = model.escalations.get(escalationRef);
        if (escalation === undefined || hasText(escalation.escalationCode)) continue;
        report(
          node.id,
          `${describe(node)} throws the escalation ${escalationRef}, which has no code to be caught by. Set escalationCode on it.`,
        );
      }
    }
  },
};
