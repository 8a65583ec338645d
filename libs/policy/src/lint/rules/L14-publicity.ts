import type { AssignSpec } from '../../model/index.js';
import { drawingsOf, type DrawnActivity, type Drawing, type LintContext } from '../context.js';
import type { Lint } from '../lint.js';
import { isEvent, type Path } from '../paths/index.js';
import { daysOf } from '../properties.js';
import { pathShown } from '../proven-runs.js';
import { isStep } from '../steps.js';
import { named, wayOf } from '../words.js';

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
        if (problems.length === 0) continue;
        const message = `${named(activity)}${problems.map(({ text }) => text).join('；')}。`;
        const path = problems.find((problem) => problem.path !== undefined)?.path;
        yield { elementId: activity.key, message, ...(path === undefined ? {} : { path }) };
      }
    }
  },
};

interface Problem {
  readonly text: string;
  /** The way on which it shows. */
  readonly path?: Path;
}

function tooShort(activity: DrawnActivity, { profile }: LintContext): Problem[] {
  const days = daysOf(activity, 'days');
  const minimums = (profile?.steps ?? []).flatMap((step) =>
    step.workingDays !== undefined && isStep(step, activity) ? [step.workingDays] : [],
  );
  const minimum = Math.max(1, ...minimums);
  if (days >= minimum) return [];
  return [{ text: `公示期应不少于 ${minimum} 个工作日；请设置属性 days` }];
}

/** An objection is answered in an act of the control itself, or on a way of its own from its border, and that before the matter ends. */
function unheard(activity: DrawnActivity, drawing: Drawing): Problem[] {
  const acts = activity.control?.acts ?? [];
  const answering = acts.filter(({ name }) => name === 'answer');
  const publishing = [
    ...activity.assigns,
    ...acts.filter((act) => !answering.includes(act)).flatMap(({ assigns }) => assigns),
  ];
  const isOther = (assigns: readonly AssignSpec[]): boolean =>
    assigns.length > 0 && !assigns.some((assign) => publishing.map(officeOf).includes(officeOf(assign)));
  if (answering.some(({ assigns }) => isOther(assigns))) return [];
  const events = [...drawing.flow.nodes.values()].filter(
    (node) =>
      isEvent(node) && node.attachedToRef === activity.key && node.definitions.some(({ kind }) => HEARD.has(kind)),
  );
  if (events.length === 0 && answering.length === 0) {
    return [{ text: '没有异议入口；请设置处理异议的办理动作（qh:act name="answer"），或在环节边界上画异议事件' }];
  }
  const handled = events.flatMap(({ id }) => {
    const begun = drawing.begunFrom(id, [activity]);
    const tasks = drawing.human.filter((task) => begun.has(task.key) && isOther(task.assigns));
    return tasks.length === 0 ? [] : [drawing.answered(id, tasks)];
  });
  const unanswered = handled.flatMap((answer) => (answer.holds === false ? [pathShown(answer)] : []));
  const [path] = unanswered;
  if (handled.length === 0) return [{ text: '收到异议后没有由公示人以外的岗位处理；请把异议交给其他岗位' }];
  if (path === undefined || unanswered.length < handled.length) return [];
  const text = `收到异议后可以不经公示人以外的岗位处理就办结：${wayOf(path, drawing)}；请让异议之后的每条路径都经过该岗位的处理`;
  return [{ text, path }];
}

const HEARD: ReadonlySet<string> = new Set(['message', 'signal', 'escalation', 'conditional']);

function officeOf({ post, role, department, body, of }: AssignSpec): string {
  return post ?? body ?? `${role ?? ''}@${department ?? of ?? ''}`;
}
