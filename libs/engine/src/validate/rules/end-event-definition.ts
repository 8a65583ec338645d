import type { EventDefinitionKind } from '../../parse/model.js';
import { isEndEvent } from '../nodes.js';
import type { Rule } from '../rule.js';
import { anyOf, definitionName, describe } from '../words.js';

const ALLOWED: readonly EventDefinitionKind[] = [
  'message',
  'error',
  'escalation',
  'cancel',
  'compensate',
  'signal',
  'terminate',
];

/** An end event throws; what can only be waited for has no place there (Table 10.88). Where cancel may stand is `cancel-event-place`. */
export const endEventDefinition: Rule = {
  code: 'end-event-definition',
  section: 'BPMN 2.0.2 §10.5.3',
  severity: 'error',
  check({ nodes }, report) {
    for (const { node } of nodes) {
      if (!isEndEvent(node)) continue;
      const wrong = node.definitions.find((definition) => !ALLOWED.includes(definition.kind));
      if (wrong === undefined) continue;
      report(
        node.id,
        `${describe(node)} has a ${definitionName(wrong.kind)} result, which an end event cannot have. Use none, ${anyOf(ALLOWED)}.`,
      );
    }
  },
};
