import { definitionsOf, hasText, isEvent } from '../nodes.js';
import type { Rule } from '../rule.js';
import { count, describe } from '../words.js';

/** Date, duration and cycle exclude each other, and a timer without any never fires. */
export const timerDefinition: Rule = {
  code: 'timer-definition',
  section: 'BPMN 2.0.2 §10.5.5',
  severity: 'errorIfExecutable',
  check({ nodes }, report) {
    for (const { node } of nodes) {
      if (!isEvent(node)) continue;
      for (const timer of definitionsOf(node, 'timer')) {
        const times = [timer.timeDate, timer.timeDuration, timer.timeCycle].filter(hasText).length;
        if (times === 1) continue;
        report(
          node.id,
          `The timer of ${describe(node)} has ${count(times, 'time')}. Give it exactly one of timeDate, timeDuration and timeCycle.`,
        );
      }
    }
  },
};
