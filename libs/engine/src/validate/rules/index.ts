import type { Rule } from '../rule.js';
import { adHocContent } from './ad-hoc-content.js';
import { ambiguousCatch } from './ambiguous-catch.js';
import { boundaryEventDefinition } from './boundary-event-definition.js';
import { boundaryEventHost } from './boundary-event-host.js';
import { boundaryEventIncoming } from './boundary-event-incoming.js';
import { boundaryEventInterrupting } from './boundary-event-interrupting.js';
import { boundaryEventOutgoing } from './boundary-event-outgoing.js';
import { businessRuleMissing } from './business-rule-missing.js';
import { calledElement } from './called-element.js';
import { calledProcessStart } from './called-process-start.js';
import { cancelEventPlace } from './cancel-event-place.js';
import { compensationActivity } from './compensation-activity.js';
import { compensationBoundaryAssociation } from './compensation-boundary-association.js';
import { compensationHandlerAssociation } from './compensation-handler-association.js';
import { compensationHandlerFlows } from './compensation-handler-flows.js';
import { conditionMissing } from './condition-missing.js';
import { conditionSource } from './condition-source.js';
import { conditionalEvent } from './conditional-event.js';
import { defaultFlow } from './default-flow.js';
import { defaultFlowCondition } from './default-flow-condition.js';
import { endEventDefinition } from './end-event-definition.js';
import { endEventIncoming } from './end-event-incoming.js';
import { endEventOutgoing } from './end-event-outgoing.js';
import { errorCode } from './error-code.js';
import { escalationCode } from './escalation-code.js';
import { eventGatewayMixedReceive } from './event-gateway-mixed-receive.js';
import { eventGatewayOutgoing } from './event-gateway-outgoing.js';
import { eventGatewayTarget } from './event-gateway-target.js';
import { eventGatewayType } from './event-gateway-type.js';
import { eventSubProcessFlows } from './event-sub-process-flows.js';
import { gatewayDirection } from './gateway-direction.js';
import { gatewayWithoutEffect } from './gateway-without-effect.js';
import { instantiatingFlows } from './instantiating-flows.js';
import { intermediateCatchDefinition } from './intermediate-catch-definition.js';
import { intermediateEventFlows } from './intermediate-event-flows.js';
import { intermediateThrowDefinition } from './intermediate-throw-definition.js';
import { laneMembership } from './lane-membership.js';
import { linkEventFlows } from './link-event-flows.js';
import { linkEventPair } from './link-event-pair.js';
import { loneConditionalFlow } from './lone-conditional-flow.js';
import { messageFlowEnds } from './message-flow-ends.js';
import { messageFlowMessage } from './message-flow-message.js';
import { messageFlowPools } from './message-flow-pools.js';
import { messageReference } from './message-reference.js';
import { missingIncoming } from './missing-incoming.js';
import { missingOutgoing } from './missing-outgoing.js';
import { multiInstanceCount } from './multi-instance-count.js';
import { multiInstanceData } from './multi-instance-data.js';
import { scriptMissing } from './script-missing.js';
import { sequenceFlowScope } from './sequence-flow-scope.js';
import { signalReference } from './signal-reference.js';
import { standardLoop } from './standard-loop.js';
import { startAndEndEvent } from './start-and-end-event.js';
import { startEventCount } from './start-event-count.js';
import { startEventDefinition } from './start-event-definition.js';
import { startEventIncoming } from './start-event-incoming.js';
import { startEventInterrupting } from './start-event-interrupting.js';
import { startEventInterruptingIgnored } from './start-event-interrupting-ignored.js';
import { startEventOutgoing } from './start-event-outgoing.js';
import { taskMessage } from './task-message.js';
import { timerDefinition } from './timer-definition.js';
import { tokenQuantity } from './token-quantity.js';

/** Every rule, one line each. A test fails when a file of this folder is missing here. */
export const RULES: readonly Rule[] = [
  adHocContent,
  ambiguousCatch,
  boundaryEventDefinition,
  boundaryEventHost,
  boundaryEventIncoming,
  boundaryEventInterrupting,
  boundaryEventOutgoing,
  businessRuleMissing,
  calledElement,
  calledProcessStart,
  cancelEventPlace,
  compensationActivity,
  compensationBoundaryAssociation,
  compensationHandlerAssociation,
  compensationHandlerFlows,
  conditionMissing,
  conditionSource,
  conditionalEvent,
  defaultFlow,
  defaultFlowCondition,
  endEventDefinition,
  endEventIncoming,
  endEventOutgoing,
  errorCode,
  escalationCode,
  eventGatewayMixedReceive,
  eventGatewayOutgoing,
  eventGatewayTarget,
  eventGatewayType,
  eventSubProcessFlows,
  gatewayDirection,
  gatewayWithoutEffect,
  instantiatingFlows,
  intermediateCatchDefinition,
  intermediateEventFlows,
  intermediateThrowDefinition,
  laneMembership,
  linkEventFlows,
  linkEventPair,
  loneConditionalFlow,
  messageFlowEnds,
  messageFlowMessage,
  messageFlowPools,
  messageReference,
  missingIncoming,
  missingOutgoing,
  multiInstanceCount,
  multiInstanceData,
  scriptMissing,
  sequenceFlowScope,
  signalReference,
  standardLoop,
  startAndEndEvent,
  startEventCount,
  startEventDefinition,
  startEventIncoming,
  startEventInterrupting,
  startEventInterruptingIgnored,
  startEventOutgoing,
  taskMessage,
  timerDefinition,
  tokenQuantity,
];
