import { drawingsOf, type DrawnActivity, type Drawing, type LintContext } from '../context.js';
import type { Lint } from '../lint.js';
import { isEvent } from '../paths/index.js';
import { workingDaysOf } from '../properties.js';
import { isStep } from '../steps.js';
import { named } from '../words.js';

/** 公示: long enough, and an objection reaches somebody else than who published. */
export const publicity: Lint = {
  rule: 'L14',
  code: 'L14-publicity',
  severity: 'error',
  needs: 'nothing',
  forExecution: true,
  *check(context) {
    for (const drawing of drawingsOf(context)) {
      for (const activity of drawing.controls('publicity')) {
        const problems = [...tooShort(activity, context), ...unheard(activity, drawing)];
        if (problems.length > 0)
          yield { elementId: activity.key, message: `${named(activity)}${problems.join('；')}。` };
      }
    }
  },
};

function tooShort(activity: DrawnActivity, { profile }: LintContext): string[] {
  const days = workingDaysOf(activity);
  const minimums = (profile?.steps ?? []).flatMap((step) =>
    step.workingDays !== undefined && isStep(step, activity) ? [step.workingDays] : [],
  );
  const minimum = Math.max(1, ...minimums);
  if (days >= minimum) return [];
  return [`公示期应不少于 ${minimum} 个工作日；请设置属性 workingDays`];
}

function unheard(activity: DrawnActivity, drawing: Drawing): string[] {
  const events = [...drawing.flow.nodes.values()].filter(
    (node) =>
      isEvent(node) && node.attachedToRef === activity.key && node.definitions.some(({ kind }) => HEARD.has(kind)),
  );
  if (events.length === 0) return ['没有异议入口；请在环节边界上画异议事件（消息或信号），并接到处理异议的环节'];
  const publishers = offices(activity);
  const handled = events.some(({ id }) => {
    const begun = drawing.begunFrom(id, [activity]);
    return drawing.human.some((task) => {
      const handlers = offices(task);
      return begun.has(task.key) && handlers.length > 0 && !handlers.some((office) => publishers.includes(office));
    });
  });
  return handled ? [] : ['收到异议后没有由公示人以外的岗位处理；请把异议事件接到其他岗位办理的环节'];
}

const HEARD: ReadonlySet<string> = new Set(['message', 'signal', 'escalation', 'conditional']);

function offices({ assigns, control }: DrawnActivity): string[] {
  const all = [...assigns, ...(control?.acts ?? []).flatMap((act) => act.assigns)];
  return all.map(({ post, role, department, body, of }) => post ?? body ?? of ?? `${role ?? ''}@${department ?? ''}`);
}
