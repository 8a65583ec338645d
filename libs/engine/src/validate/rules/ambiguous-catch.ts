import type { EventDefinitionModel, EventModel, Model, NodeModel } from '../../parse/model.js';
import { isActivity, isEventSubProcess, isStartEvent } from '../nodes.js';
import type { Rule } from '../rule.js';
import { definitionName, describe } from '../words.js';

/**
 * What is thrown is caught once. Two interrupting event sub-processes for the same event are forbidden by the text; two boundary
 * events of one activity for the same error, escalation, cancellation or compensation leave open which of them catches.
 */
export const ambiguousCatch: Rule = {
  code: 'ambiguous-catch',
  section: 'BPMN 2.0.2 §10.5.6',
  severity: 'error',
  check({ model, scopes, nodes, boundaryEvents }, report) {
    const compare = (events: readonly EventModel[], keyOf: (definition: EventDefinitionModel) => string | null) => {
      const seen = new Map<string, EventModel>();
      for (const event of events) {
        for (const definition of event.definitions) {
          const key = keyOf(definition);
          if (key === null) continue;
          const first = seen.get(key);
          if (first === undefined) seen.set(key, event);
          else if (first !== event) {
            report(
              event.id,
              `${describe(event)} and ${describe(first)} catch the same ${definitionName(definition.kind)}, so it is open which of them does. Remove one, or let them catch different ones.`,
            );
          }
        }
      }
    };
    for (const { node } of nodes) {
      if (!isActivity(node)) continue;
      const interrupting = boundaryEvents(node.id).filter((event) => event.cancelActivity);
      compare(interrupting, (definition) => (caughtOnce(definition) ? declarationOf(model, definition) : null));
    }
    for (const { container } of scopes) {
      const starts = container.nodes.flatMap(startsOf).filter((event) => event.isInterrupting);
      compare(starts, (definition) => declarationOf(model, definition));
    }
  },
};

function startsOf(node: NodeModel): EventModel[] {
  return isEventSubProcess(node) ? (node.container?.nodes.filter(isStartEvent) ?? []) : [];
}

/** Messages, signals, timers and conditions trigger every boundary event that waits for them; these are taken by one. */
function caughtOnce(definition: EventDefinitionModel): boolean {
  return ['error', 'escalation', 'cancel', 'compensate'].includes(definition.kind);
}

/** What is caught, as a text that is equal for equal events; null where two definitions are never the same event. */
function declarationOf(model: Model, definition: EventDefinitionModel): string | null {
  switch (definition.kind) {
    case 'error': {
      const ref = definition.errorRef;
      return `error ${ref === undefined ? '*' : (model.errors.get(ref)?.errorCode ?? `#${ref}`)}`;
    }
    case 'escalation': {
      const ref = definition.escalationRef;
      return `escalation ${ref === undefined ? '*' : (model.escalations.get(ref)?.escalationCode ?? `#${ref}`)}`;
    }
    case 'message':
      return definition.messageRef === undefined ? null : `message ${definition.messageRef}`;
    case 'signal':
      return definition.signalRef === undefined ? null : `signal ${definition.signalRef}`;
    case 'cancel':
    case 'compensate':
      return definition.kind;
    default:
      return null;
  }
}
