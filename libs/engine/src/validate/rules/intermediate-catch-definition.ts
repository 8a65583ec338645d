import type { EventDefinitionKind } from '../../parse/model.js';
import { isEvent } from '../nodes.js';
import type { Rule } from '../rule.js';
import { anyOf, definitionName, describe } from '../words.js';

const ALLOWED: readonly EventDefinitionKind[] = ['message', 'timer', 'conditional', 'link', 'signal'];

/** What may be waited for in the normal flow (Table 10.89). The rest is caught on the boundary of an activity or by an event sub-process. */
export const intermediateCatchDefinition: Rule = {
  code: 'intermediate-catch-definition',
  section: 'BPMN 2.0.2 §10.5.4',
  severity: 'error',
  check({ nodes }, report) {
    for (const { node } of nodes) {
      if (node.type !== 'intermediateCatchEvent' || !isEvent(node)) continue;
      if (node.definitions.length === 0) {
        report(node.id, `${describe(node)} does not say what it waits for. Give it a ${anyOf(ALLOWED)} definition.`);
        continue;
      }
      const wrong = node.definitions.find((definition) => !ALLOWED.includes(definition.kind));
      if (wrong === undefined) continue;
      report(
        node.id,
        `${describe(node)} is of type ${definitionName(wrong.kind)}, which cannot be awaited within the flow. Use ${anyOf(ALLOWED)}.`,
      );
    }
  },
};
