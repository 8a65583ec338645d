import { isActivity, isInstantiating, isStartEvent } from '../nodes.js';
import type { Rule } from '../rule.js';
import { describe, withName } from '../words.js';

/** A process can be called only by a start event without a trigger, or where it draws no start at all. */
export const calledProcessStart: Rule = {
  code: 'called-process-start',
  section: 'BPMN 2.0.2 §10.5.2',
  severity: 'error',
  check(context, report) {
    for (const { node } of context.nodes) {
      if (node.type !== 'callActivity' || !isActivity(node) || node.calledElement === undefined) continue;
      const called = context.process(node.calledElement);
      if (called === undefined) continue;
      const starts = called.nodes.filter((candidate) => isStartEvent(candidate) || isInstantiating(candidate));
      const callable = starts.some((start) => isStartEvent(start) && start.definitions.length === 0);
      if (starts.length === 0 || callable) continue;
      report(
        node.id,
        `${describe(node)} calls ${withName('process', called)}, where every start waits for a trigger. Add a none start event to that process.`,
      );
    }
  },
};
