import type { GatewayModel } from '../../parse/model.js';
import { isGateway } from '../nodes.js';
import type { Rule } from '../rule.js';
import { count, describe } from '../words.js';

/** A gateway that declares a direction must not be drawn otherwise. `Unspecified`, the default, allows everything. */
export const gatewayDirection: Rule = {
  code: 'gateway-direction',
  section: 'BPMN 2.0.2 §8.4.9, §10.6.1',
  severity: 'error',
  check({ nodes, incoming, outgoing }, report) {
    for (const { node } of nodes) {
      if (!isGateway(node)) continue;
      const incomings = incoming(node.id).length;
      const outgoings = outgoing(node.id).length;
      if (!contradicts(node.gatewayDirection, incomings, outgoings)) continue;
      report(
        node.id,
        `${describe(node)} is declared ${node.gatewayDirection}, but has ${count(incomings, 'incoming sequence flow')} and ` +
          `${count(outgoings, 'outgoing sequence flow')}. Correct the flows, or remove gatewayDirection.`,
      );
    }
  },
};

function contradicts(direction: GatewayModel['gatewayDirection'], incomings: number, outgoings: number): boolean {
  switch (direction) {
    case 'Unspecified':
      return false;
    case 'Converging':
      return outgoings > 1;
    case 'Diverging':
      return incomings > 1;
    case 'Mixed':
      return incomings < 2 || outgoings < 2;
  }
}
