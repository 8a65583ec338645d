import { defined, expressionOf, flag, nameOf, type BuildContext } from './context.js';
import { dataOf } from './data.js';
import type { EventDefinitionModel, EventModel, EventType } from './model.js';
import { childOf, referenceOf, type Typed } from './typed.js';

export const EVENT_TYPES: ReadonlyMap<string, EventType> = new Map([
  ['bpmn:StartEvent', 'startEvent'],
  ['bpmn:EndEvent', 'endEvent'],
  ['bpmn:IntermediateCatchEvent', 'intermediateCatchEvent'],
  ['bpmn:IntermediateThrowEvent', 'intermediateThrowEvent'],
  ['bpmn:BoundaryEvent', 'boundaryEvent'],
]);

/** An event (BPMN 2.0.2 §10.5). */
export function eventOf(context: BuildContext, node: Typed, id: string, type: EventType): EventModel {
  const definitions = definitionsOf(context, node);
  if (!definitions.some((definition) => definition.kind === 'timer')) {
    context.extensions.refuse(['calendar'], node, 'the event has no timer');
  }
  return defined({
    id,
    type,
    name: nameOf(node),
    incoming: context.incoming.get(id) ?? [],
    outgoing: context.outgoing.get(id) ?? [],
    extensions: context.extensions.policy(node),
    definitions,
    parallelMultiple: flag(node, 'parallelMultiple', false),
    isInterrupting: flag(node, 'isInterrupting', true),
    cancelActivity: flag(node, 'cancelActivity', true),
    attachedToRef: referenceOf(node, 'attachedToRef'),
    ...dataOf(context, node),
    inputs: context.extensions.mappings('input', node),
    outputs: context.extensions.mappings('output', node),
  });
}

/** Definitions written in the event and those of the document that it refers to, in the order of the source. */
function definitionsOf(context: BuildContext, event: Typed): EventDefinitionModel[] {
  const definitions: EventDefinitionModel[] = [];
  for (const child of event.children) {
    const referred = child.property === 'eventDefinitionRef' ? context.document.ids.get(child.value) : undefined;
    const definition = child.property === 'eventDefinitions' ? child : referred;
    const model = definition && definitionOf(context, definition, event);
    if (model) definitions.push(model);
  }
  return definitions;
}

function definitionOf(context: BuildContext, node: Typed, event: Typed): EventDefinitionModel | undefined {
  const { id } = node;
  switch (node.type) {
    case 'bpmn:MessageEventDefinition':
      return defined({ kind: 'message' as const, id, messageRef: referenceOf(node, 'messageRef') });
    case 'bpmn:TimerEventDefinition':
      return defined({
        kind: 'timer' as const,
        id,
        timeDate: expressionOf(context, childOf(node, 'timeDate')),
        timeDuration: expressionOf(context, childOf(node, 'timeDuration')),
        timeCycle: expressionOf(context, childOf(node, 'timeCycle')),
        calendar: context.extensions.scalar('calendar', node, event),
      });
    case 'bpmn:SignalEventDefinition':
      return defined({ kind: 'signal' as const, id, signalRef: referenceOf(node, 'signalRef') });
    case 'bpmn:ConditionalEventDefinition':
      return defined({
        kind: 'conditional' as const,
        id,
        condition: expressionOf(context, childOf(node, 'condition')),
      });
    case 'bpmn:ErrorEventDefinition':
      return defined({ kind: 'error' as const, id, errorRef: referenceOf(node, 'errorRef') });
    case 'bpmn:EscalationEventDefinition':
      return defined({ kind: 'escalation' as const, id, escalationRef: referenceOf(node, 'escalationRef') });
    case 'bpmn:CompensateEventDefinition':
      return defined({
        kind: 'compensate' as const,
        id,
        activityRef: referenceOf(node, 'activityRef'),
        waitForCompletion: flag(node, 'waitForCompletion', true),
      });
    case 'bpmn:LinkEventDefinition':
      return defined({ kind: 'link' as const, id, name: nameOf(node) });
    case 'bpmn:TerminateEventDefinition':
      return defined({ kind: 'terminate' as const, id });
    case 'bpmn:CancelEventDefinition':
      return defined({ kind: 'cancel' as const, id });
    default:
      return undefined;
  }
}
