import type { EventDefinitionKind, EventModel } from '../../parse/model.js';
import type { Scope } from '../context.js';
import { isStartEvent } from '../nodes.js';
import type { Rule } from '../rule.js';
import { anyOf, definitionName, describe } from '../words.js';

const TOP_LEVEL: readonly EventDefinitionKind[] = ['message', 'timer', 'conditional', 'signal'];
const EVENT_SUB_PROCESS: readonly EventDefinitionKind[] = [...TOP_LEVEL, 'error', 'escalation', 'compensate'];

/**
 * Which triggers a start event may have depends on the level it stands on (§10.5.2, Tables 10.84 to 10.86). Start events of an ad-hoc
 * sub-process are the business of `ad-hoc-content`.
 */
export const startEventDefinition: Rule = {
  code: 'start-event-definition',
  section: 'BPMN 2.0.2 §10.5.2',
  severity: 'error',
  check({ nodes }, report) {
    for (const { node, scope } of nodes) {
      const fault = isStartEvent(node) ? faultOf(node, scope) : null;
      if (fault !== null) report(node.id, `${describe(node)} ${fault}`);
    }
  },
};

function faultOf(event: EventModel, scope: Scope): string | null {
  switch (scope.kind) {
    case 'adHocSubProcess':
      return null;
    case 'subProcess':
    case 'transaction':
      return event.definitions.length === 0
        ? null
        : `has a trigger, but a sub-process is started by the flow that reaches it. Remove the trigger, or make it an event sub-process.`;
    case 'eventSubProcess':
      return event.definitions.length === 0
        ? `starts an event sub-process and therefore needs a trigger: ${anyOf(EVENT_SUB_PROCESS)}.`
        : unfit(event, EVENT_SUB_PROCESS, 'an event sub-process');
    case 'process':
      return unfit(event, TOP_LEVEL, 'a process');
  }
}

function unfit(event: EventModel, allowed: readonly EventDefinitionKind[], where: string): string | null {
  const wrong = event.definitions.find((definition) => !allowed.includes(definition.kind));
  if (wrong === undefined) return null;
  return `has a ${definitionName(wrong.kind)} trigger, which cannot start ${where}. Use ${anyOf(allowed)}.`;
}
