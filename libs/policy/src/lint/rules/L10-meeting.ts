import { drawingsOf, type DrawnActivity, type Drawing, type LintContext } from '../context.js';
import type { Lint } from '../lint.js';
import { propertyOf, workingDaysOf } from '../properties.js';
import { named } from '../words.js';

/** Filed at least this long before the meeting, unless the profile's step asks for more (S3: 提前两个工作日备案). */
const FILED_BEFORE = 2;
const SETTINGS = { quorum: '法定人数', majority: '通过比例', ballot: '表决方式', observer: '列席监督人员' } as const;

/** A meeting says beforehand who decides, by which majority and how, and who watches; what it decides has been filed. */
export const meeting: Lint = {
  rule: 'L10',
  code: 'L10-meeting',
  severity: 'error',
  needs: 'nothing',
  forExecution: true,
  *check(context) {
    for (const drawing of drawingsOf(context)) {
      for (const activity of drawing.controls('collectiveDecision')) {
        const missing = missingIn(activity, drawing, context);
        if (missing.length === 0) continue;
        const message = `${named(activity)}是集体决策环节，还缺：${missing.join('、')}。请在该环节的属性（qh:property）中写明；报备也可画成会前的报备环节。`;
        yield { elementId: activity.key, message };
      }
    }
  },
};

function missingIn(activity: DrawnActivity, drawing: Drawing, context: LintContext): string[] {
  const missing: string[] = [];
  const assigns = [...activity.assigns, ...(activity.control?.acts ?? []).flatMap((act) => act.assigns)];
  const body = propertyOf(activity, 'body') ?? assigns.find((assign) => assign.body !== undefined)?.body;
  if (body === undefined) missing.push('议事机构（body）');
  else if (context.organisation && !context.organisation.view.fact('body', body, context.organisation.at)) {
    missing.push(`现有的议事机构（“${body}”不存在）`);
  }
  for (const [name, title] of Object.entries(SETTINGS)) {
    if (propertyOf(activity, name) === undefined) missing.push(`${title}（${name}）`);
  }
  if (!isFiled(activity, drawing)) missing.push(`会前不少于 ${FILED_BEFORE} 个工作日的报备（filing）`);
  return missing;
}

function isFiled(activity: DrawnActivity, drawing: Drawing): boolean {
  if (Number(propertyOf(activity, 'filing')) >= FILED_BEFORE) return true;
  const filings = drawing.controls('filing').filter((filing) => workingDaysOf(filing) >= FILED_BEFORE);
  return filings.length > 0 && drawing.without(filings).pathTo(activity.key) === null;
}
