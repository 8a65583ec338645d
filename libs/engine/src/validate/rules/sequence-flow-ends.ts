import type { Rule } from '../rule.js';
import { describeFlow } from '../words.js';

/** A sequence flow connects events, activities and gateways, and nothing else. */
export const sequenceFlowEnds: Rule = {
  code: 'sequence-flow-ends',
  section: 'BPMN 2.0.2 §8.4.13',
  severity: 'error',
  check(context, report) {
    for (const { flow } of context.flows) {
      for (const [end, id] of [
        ['leaves', flow.sourceRef],
        ['leads to', flow.targetRef],
      ] as const) {
        if (context.node(id) !== undefined || !context.exists(id)) continue;
        report(
          flow.id,
          `${describeFlow(flow)} ${end} ${id}, which is not an event, activity or gateway. Connect it to one of these.`,
        );
      }
    }
  },
};
