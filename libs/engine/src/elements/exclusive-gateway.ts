import { exclusive } from '../net/gateways.js';
import { firstMatchingFlow } from '../step/flows.js';
import { complete } from '../step/lifecycle.js';
import type { Element } from './element.js';

/** Every token passes by itself and takes exactly one flow (§13.4.2). */
export const exclusiveGateway: Element = {
  type: 'exclusiveGateway',
  activate(run, node, instance) {
    const flow = firstMatchingFlow(run, node, instance, instance.outcome);
    complete(run, node, instance, null, instance.outcome, flow === null ? [] : [flow]);
  },
  abstract: exclusive,
};
