import { calledControls } from '../called.js';
import { drawingsOf, type Drawing } from '../context.js';
import type { Lint } from '../lint.js';
import { Runs } from '../paths/index.js';
import { conditionsOnMoney } from '../conditions.js';
import { MAJOR_FOUR_NAMES, named, wayOf } from '../words.js';

/**
 * 三重一大: a meeting decides before anything is executed. Where the catalogue has a floor, a condition on the amount may lead past the meeting; the
 * way that is taken when no such condition holds must not.
 */
export const majorDecision: Lint = {
  rule: 'L09',
  code: 'L09-major-decision',
  severity: 'error',
  needs: 'profile',
  forExecution: false,
  *check(context) {
    const major = context.profile?.power.majorFour ?? null;
    if (major === null) return;
    const small = major.floor === null ? new Set<string>() : conditionsOnMoney(context);
    for (const drawing of drawingsOf(context)) {
      const meetings = [
        ...drawing.controls('collectiveDecision'),
        ...calledControls(drawing, context, 'collectiveDecision'),
      ];
      const runs = new Runs(drawing.flow, new Set(meetings.map(({ key }) => key)), {
        allowed: (flow) => !small.has(flow),
      });
      for (const activity of executed(drawing)) {
        const path = runs.pathTo(activity.key);
        if (path === null) continue;
        const message = `本事项属于“三重一大”（${MAJOR_FOUR_NAMES[major.category]}：${major.matter}），但${named(activity)}可以不经集体决策办理：${wayOf(path, drawing)}。请在执行之前设置集体决策环节。`;
        yield { elementId: activity.key, message, basis: major.basis };
        break;
      }
    }
  },
};

function executed({ activities }: Drawing) {
  return activities.filter(
    ({ phase, effect, control }) => effect !== null || (phase === 'execute' && control === null),
  );
}
