import { drawingsOf } from '../context.js';
import type { Lint } from '../lint.js';
import { named } from '../words.js';

/** One piece of work that two persons have to do can be done by nobody, or by one too few. */
export const incompatibleDuties: Lint = {
  rule: 'P03',
  code: 'P03-incompatible-duties',
  severity: 'error',
  needs: 'profile',
  forExecution: false,
  *check(context) {
    for (const { activities } of drawingsOf(context)) {
      for (const activity of activities) {
        const pieces = [activity.duties, ...(activity.control?.acts ?? []).map((act) => act.duties)];
        for (const { a, b, basis } of context.profile?.separations ?? []) {
          if (!pieces.some((duties) => duties.includes(a) && duties.includes(b))) continue;
          const message = `${named(activity)}同时承担不相容职责 ${a} 和 ${b}。请拆成两个环节，由不同人员办理。`;
          yield { elementId: activity.key, message, basis };
        }
      }
    }
  },
};
