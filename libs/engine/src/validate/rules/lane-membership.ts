import type { Lane } from '../../parse/model.js';
import type { Rule } from '../rule.js';
import { describe, withName } from '../words.js';

/** Lanes partition the elements of their process: an element stands in one of several lanes beside each other. */
export const laneMembership: Rule = {
  code: 'lane-membership',
  section: 'BPMN 2.0.2 §10.8',
  severity: 'warning',
  check(context, report) {
    for (const process of context.model.processes) {
      const siblings = [process.lanes];
      // The list grows while it is walked: lanes within lanes are a partition of their own.
      for (const lanes of siblings) {
        const laneOf = new Map<string, Lane>();
        for (const lane of lanes) {
          siblings.push(lane.lanes);
          for (const nodeId of new Set(lane.nodeRefs)) {
            const placed = context.node(nodeId);
            if (placed === undefined) continue;
            if (placed.scope.process !== process) {
              report(
                lane.id,
                `${withName('Lane', lane)} holds ${describe(placed.node)} of another process. Put it in a lane of its own process.`,
              );
              continue;
            }
            const first = laneOf.get(nodeId);
            if (first === undefined) laneOf.set(nodeId, lane);
            else {
              report(
                nodeId,
                `${describe(placed.node)} stands in ${withName('lane', first)} and in ${withName('lane', lane)}. Keep it in one of them.`,
              );
            }
          }
        }
      }
    }
  },
};
