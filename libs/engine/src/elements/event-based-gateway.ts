import { racing } from '../net/events.js';
import type { GatewayModel } from '../parse/model.js';
import { subscribe } from '../step/subscriptions.js';
import type { Element } from './element.js';

/** Waits for whichever of the events behind it comes first (§13.4.4). */
export const eventBasedGateway: Element<null, GatewayModel> = {
  type: 'eventBasedGateway',
  compile(model, compiler) {
    if (model.instantiate || model.eventGatewayType === 'Parallel') {
      compiler.fault(
        'element-not-supported',
        `${model.id}: an event-based gateway that starts the process cannot be executed yet.`,
      );
    }
    return null;
  },
  activate(run, node, instance) {
    subscribe(
      run,
      node.outgoing.map((flow) => flow.target),
      instance,
    );
  },
  abstract: racing,
};
