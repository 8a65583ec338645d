import type { EventDefinitionKind, NodeModel } from '../../parse/model.js';
import type { RuleContext } from '../context.js';
import { isEvent } from '../nodes.js';
import type { Rule } from '../rule.js';
import { anyOf, describe } from '../words.js';

const AWAITED: readonly EventDefinitionKind[] = ['message', 'timer', 'signal', 'conditional'];

/** The elements behind an event-based gateway are part of it: what it waits for, reached from nowhere else. */
export const eventGatewayTarget: Rule = {
  code: 'event-gateway-target',
  section: 'BPMN 2.0.2 §10.6.6',
  severity: 'error',
  check(context, report) {
    for (const { node: gateway } of context.nodes) {
      if (gateway.type !== 'eventBasedGateway') continue;
      for (const targetId of new Set(context.outgoing(gateway.id).map((flow) => flow.targetRef))) {
        const target = context.node(targetId)?.node;
        const fault = target === undefined ? null : faultOf(context, target);
        if (target !== undefined && fault !== null) {
          report(target.id, `${describe(target)} follows ${describe(gateway)}, but ${fault}`);
        }
      }
    }
  },
};

function faultOf(context: RuleContext, target: NodeModel): string | null {
  if (target.type === 'receiveTask') {
    if (context.boundaryEvents(target.id).length > 0) {
      return 'a receive task behind such a gateway cannot have boundary events. Draw the events behind the gateway instead.';
    }
  } else if (target.type !== 'intermediateCatchEvent' || !isEvent(target)) {
    return 'only intermediate catch events and receive tasks can. Put the event it waits for in between.';
  } else if (target.definitions.some((definition) => !AWAITED.includes(definition.kind))) {
    return `such a gateway can wait only for a ${anyOf(AWAITED)} event. Use one of these.`;
  }
  return context.incoming(target.id).length > 1
    ? 'it has other incoming sequence flows. Join the other flows behind it instead.'
    : null;
}
