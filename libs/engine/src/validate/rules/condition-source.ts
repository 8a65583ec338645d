import { hasText, isEvent } from '../nodes.js';
import type { Rule } from '../rule.js';
import { describe, describeFlow } from '../words.js';

/** Conditions are asked where activities, exclusive, inclusive and complex gateways are left; elsewhere nothing would ask them. */
export const conditionSource: Rule = {
  code: 'condition-source',
  section: 'BPMN 2.0.2 §8.4.13',
  severity: 'error',
  check(context, report) {
    for (const { flow } of context.flows) {
      if (!hasText(flow.condition)) continue;
      const source = context.node(flow.sourceRef)?.node;
      if (source === undefined) continue;
      if (!isEvent(source) && source.type !== 'parallelGateway' && source.type !== 'eventBasedGateway') continue;
      report(
        flow.id,
        `${describeFlow(flow)} has a condition, but leaves ${describe(source)}, which asks none. Remove the condition, or put an exclusive or inclusive gateway in between.`,
      );
    }
  },
};
