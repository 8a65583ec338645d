import type {
  ActivityModel,
  EventDefinitionKind,
  EventDefinitionModel,
  EventModel,
  ExpressionModel,
  GatewayModel,
  NodeModel,
} from '../parse/model.js';

export function isEvent(node: NodeModel): node is EventModel {
  return 'definitions' in node;
}

export function isGateway(node: NodeModel): node is GatewayModel {
  return 'gatewayDirection' in node;
}

export function isActivity(node: NodeModel): node is ActivityModel {
  return !isEvent(node) && !isGateway(node);
}

export function isStartEvent(node: NodeModel): node is EventModel {
  return node.type === 'startEvent';
}

export function isEndEvent(node: NodeModel): node is EventModel {
  return node.type === 'endEvent';
}

export function isBoundaryEvent(node: NodeModel): node is EventModel {
  return node.type === 'boundaryEvent';
}

export function isIntermediateEvent(node: NodeModel): node is EventModel {
  return node.type === 'intermediateCatchEvent' || node.type === 'intermediateThrowEvent';
}

/** A sub-process that an event of its own starts (§10.3.5). */
export function isEventSubProcess(node: NodeModel): node is ActivityModel {
  return isActivity(node) && node.triggeredByEvent;
}

/** An activity outside the normal flow, run only to compensate another (§10.7). */
export function isCompensationHandler(node: NodeModel): node is ActivityModel {
  return isActivity(node) && node.isForCompensation;
}

/** A receive task or event-based gateway whose message starts the process (§10.3.3, §10.6.6). */
export function isInstantiating(node: NodeModel): boolean {
  return !isEvent(node) && (node.type === 'receiveTask' || node.type === 'eventBasedGateway') && node.instantiate;
}

export function hasDefinition(event: EventModel, kind: EventDefinitionKind): boolean {
  return event.definitions.some((definition) => definition.kind === kind);
}

/** The definitions of one kind, with their own attributes. */
export function definitionsOf<K extends EventDefinitionKind>(
  event: EventModel,
  kind: K,
): Extract<EventDefinitionModel, { kind: K }>[] {
  return event.definitions.filter(
    (definition): definition is Extract<EventDefinitionModel, { kind: K }> => definition.kind === kind,
  );
}

/** A compensation boundary event has an association to its handler in place of a sequence flow (§10.5.4). */
export function isCompensationBoundaryEvent(node: NodeModel): boolean {
  return (
    isBoundaryEvent(node) &&
    node.definitions.length > 0 &&
    node.definitions.every((definition) => definition.kind === 'compensate')
  );
}

/** Throws when a token arrives, as against waiting for something: end events and intermediate throw events. */
export function isThrowEvent(node: NodeModel): node is EventModel {
  return node.type === 'endEvent' || node.type === 'intermediateThrowEvent';
}

/** Editors leave empty `conditionExpression` and `timeDate` elements behind; those say nothing. */
export function hasText(expression: ExpressionModel | string | undefined): boolean {
  const text = typeof expression === 'string' ? expression : expression?.text;
  return text !== undefined && text.trim() !== '';
}
