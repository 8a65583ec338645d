import type { Scope } from '../context.js';
import type { Rule } from '../rule.js';
import { describe, describeFlow, withName } from '../words.js';

/** A sequence flow stays on one level: it crosses neither the border of a sub-process nor that of a pool. */
export const sequenceFlowScope: Rule = {
  code: 'sequence-flow-scope',
  section: 'BPMN 2.0.2 §7.6.1, §10.3.5',
  severity: 'error',
  check(context, report) {
    for (const { flow, scope } of context.flows) {
      const source = context.node(flow.sourceRef);
      const target = context.node(flow.targetRef);
      if (source === undefined || target === undefined) continue;
      if (source.scope !== target.scope) {
        report(
          flow.id,
          `${describeFlow(flow)} crosses from ${levelName(source.scope)} into ${levelName(target.scope)}. ` +
            (source.scope.process === target.scope.process
              ? `End it at the border of the sub-process, or start it there.`
              : `Use a message flow between the pools.`),
        );
      } else if (source.scope !== scope) {
        report(
          flow.id,
          `${describeFlow(flow)} connects elements of ${levelName(source.scope)}, but is written in ${levelName(scope)}. Move it beside the elements it connects.`,
        );
      }
    }
  },
};

function levelName(scope: Scope): string {
  const name = scope.owner === null ? withName('process', scope.process) : describe(scope.owner);
  return name.charAt(0).toLowerCase() + name.slice(1);
}
