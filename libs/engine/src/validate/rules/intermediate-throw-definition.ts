import type { EventDefinitionKind } from '../../parse/model.js';
import type { Rule } from '../rule.js';
import { isEvent } from '../nodes.js';
import { anyOf, definitionName, describe } from '../words.js';

const ALLOWED: readonly EventDefinitionKind[] = ['message', 'escalation', 'compensate', 'link', 'signal'];

/** What may be thrown in the normal flow (Table 10.89). Errors and cancellation end their path and are thrown by end events. */
export const intermediateThrowDefinition: Rule = {
  code: 'intermediate-throw-definition',
  section: 'BPMN 2.0.2 §10.5.4',
  severity: 'error',
  check({ nodes }, report) {
    for (const { node } of nodes) {
      if (node.type !== 'intermediateThrowEvent' || !isEvent(node)) continue;
      const wrong = node.definitions.find((definition) => !ALLOWED.includes(definition.kind));
      if (wrong === undefined) continue;
      report(
        node.id,
        `${describe(node)} is of type ${definitionName(wrong.kind)}, which cannot be thrown within the flow. Use none, ${anyOf(ALLOWED)}.`,
      );
    }
  },
};
