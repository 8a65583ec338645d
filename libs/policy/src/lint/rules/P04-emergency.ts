import { drawingsOf, type DrawnActivity, type Drawing, type LintContext } from '../context.js';
import { endsWithout } from '../emergencies.js';
import type { Lint } from '../lint.js';
import { propertyOf } from '../properties.js';
import { named } from '../words.js';

/** 应急处置单: only under a profile that knows of emergencies, and a meeting looks at it afterwards, however the matter goes on. */
export const emergency: Lint = {
  rule: 'P04',
  code: 'P04-emergency',
  severity: 'error',
  needs: 'nothing',
  forExecution: false,
  *check(context) {
    for (const drawing of drawingsOf(context)) {
      for (const activity of drawing.controls('emergency')) {
        for (const message of wrongWith(activity, drawing, context)) yield { elementId: activity.key, message };
      }
    }
  },
};

function* wrongWith(activity: DrawnActivity, drawing: Drawing, { profile, profiles }: LintContext): Iterable<string> {
  // A file that is judged by itself is bound to nothing, which says nothing about it.
  const isJudged = profile !== null || profiles !== null;
  if (isJudged && profile?.emergency == null) {
    yield `${named(activity)}是应急处置单，但流程的职权配置未规定应急情形。请去掉该环节，或由职权目录管理岗位改用有此规定的职权配置。`;
  }
  const [amount, id] = [propertyOf(activity, 'amount'), propertyOf(activity, 'ratifiedBy')];
  if (!drawing.protectedMoney.has(amount ?? '')) {
    yield `${named(activity)}限制的金额“${amount ?? ''}”不是本流程的金额类关键要素。请在流程上声明（qh:protected type="money"），或改正属性 amount。`;
  }
  const meeting = drawing.controls('collectiveDecision').find(({ key }) => key === id);
  if (meeting === undefined) {
    yield `${named(activity)}须由集体决策追认，但“${id ?? ''}”不是本流程的集体决策环节。请画出追认会议，并在属性 ratifiedBy 中写明。`;
  } else if (endsWithout(drawing, activity.key, new Set([meeting.key]))) {
    yield `${named(activity)}之后可以不经${named(meeting)}追认而办结。请把追认会议放在其后的每条路径上。`;
  }
}
