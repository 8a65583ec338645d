import { parallel } from '../net/gateways.js';
import { complete } from '../step/lifecycle.js';
import type { Element } from './element.js';

/** Waits for one token on each incoming flow, then puts one on each outgoing flow (§13.4.1). */
export const parallelGateway: Element = {
  type: 'parallelGateway',
  join(_run, node, scope) {
    for (const flow of node.incoming) if (!scope.tokens?.has(flow.key)) return null;
    return node.incoming.map((flow) => flow.key);
  },
  activate: (run, node, instance) => complete(run, node, instance, null, null, node.outgoing),
  abstract: parallel,
};
