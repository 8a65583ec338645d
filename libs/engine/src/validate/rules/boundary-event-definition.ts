import type { EventDefinitionKind } from '../../parse/model.js';
import { isBoundaryEvent } from '../nodes.js';
import type { Rule } from '../rule.js';
import { anyOf, definitionName, describe } from '../words.js';

const ALLOWED: readonly EventDefinitionKind[] = [
  'message',
  'timer',
  'error',
  'escalation',
  'cancel',
  'compensate',
  'conditional',
  'signal',
];

/** What may be caught on the boundary of an activity (Table 10.90). Where cancel may stand is `cancel-event-place`. */
export const boundaryEventDefinition: Rule = {
  code: 'boundary-event-definition',
  section: 'BPMN 2.0.2 §10.5.4',
  severity: 'error',
  check({ nodes }, report) {
    for (const { node } of nodes) {
      if (!isBoundaryEvent(node)) continue;
      if (node.definitions.length === 0) {
        report(node.id, `${describe(node)} does not say what it catches. Give it a ${anyOf(ALLOWED)} definition.`);
        continue;
      }
      const wrong = node.definitions.find((definition) => !ALLOWED.includes(definition.kind));
      if (wrong === undefined) continue;
      report(
        node.id,
        `${describe(node)} is of type ${definitionName(wrong.kind)}, which cannot stand on a boundary. Use ${anyOf(ALLOWED)}.`,
      );
    }
  },
};
