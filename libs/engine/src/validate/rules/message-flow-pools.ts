import type { RuleContext } from '../context.js';
import type { Rule } from '../rule.js';
import { withName } from '../words.js';

/** Message flows connect two pools; inside one pool, sequence flows and data do. */
export const messageFlowPools: Rule = {
  code: 'message-flow-pools',
  section: 'BPMN 2.0.2 §9.4',
  severity: 'error',
  check(context, report) {
    for (const flow of context.messageFlows) {
      const source = poolOf(context, flow.sourceRef);
      if (source === null || source !== poolOf(context, flow.targetRef)) continue;
      report(
        flow.id,
        `${withName('Message flow', flow)} begins and ends in the same pool. Use a sequence flow inside a pool, or lead it to another pool.`,
      );
    }
  },
};

/**
 * The participant that an end of a message flow belongs to; null where that is open: the end is neither a pool nor in a process, or
 * several pools show the same process. A process without a pool stands for its own.
 */
function poolOf(context: RuleContext, endId: string): string | null {
  if (context.participant(endId) !== undefined) return endId;
  const processId = context.node(endId)?.scope.process.id;
  if (processId === undefined) return null;
  const [pool, ...others] = context.participants.filter((participant) => participant.processRef === processId);
  if (others.length > 0) return null;
  return pool?.id ?? `process ${processId}`;
}
