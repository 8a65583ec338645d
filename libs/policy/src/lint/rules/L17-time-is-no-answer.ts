import { passesByItself } from '../../model/index.js';
import { drawingsOf, type DrawnActivity, type Drawing } from '../context.js';
import type { Lint, LintFinding } from '../lint.js';
import { isEvent } from '../paths/index.js';
import { propertyOf } from '../properties.js';
import { named } from '../words.js';

/** Silence is no consent: no time-out stands in for a check, two pens or a vote. What a statute allows is an exception of the profile. */
export const timeIsNoAnswer: Lint = {
  rule: 'L17',
  code: 'L17-time-is-no-answer',
  severity: 'error',
  needs: 'nothing',
  forExecution: false,
  *check(context) {
    for (const drawing of drawingsOf(context)) {
      for (const control of drawing.controls('check', 'dualSignature', 'countersign', 'collectiveDecision')) {
        yield* automatic(control);
        yield* timedOut(control, drawing);
      }
      for (const control of drawing.controls('writtenOpinion')) yield* silent(control);
    }
  },
};

function* automatic(control: DrawnActivity): Iterable<LintFinding> {
  const atEnd = control.limit?.atEnd ?? '';
  if (!passesByItself(atEnd)) return;
  const message = `${named(control)}到期后自动通过（atEnd="${atEnd}"）。监督制约环节不得以超时代替办理，请改为催办或升级。`;
  yield { elementId: control.key, message };
}

function* silent(control: DrawnActivity): Iterable<LintFinding> {
  const days = propertyOf(control, 'silenceDays');
  if (days === undefined) return;
  const message = `${named(control)}把 ${days} 日未答复视为同意（silenceDays）。书面征求意见不得以沉默代替答复，请删去该属性；法规另有规定的，由职权目录管理岗位在职权配置中列为例外（exceptions）。`;
  yield { elementId: control.key, message };
}

/** Past the control is what comes once it is passed; a way back into it, or to an end of its own, is none. */
function* timedOut(control: DrawnActivity, drawing: Drawing): Iterable<LintFinding> {
  const timers = [...drawing.flow.nodes.values()].filter(
    (node) =>
      isEvent(node) &&
      node.attachedToRef === control.key &&
      node.cancelActivity &&
      node.definitions.some(({ kind }) => kind === 'timer'),
  );
  if (timers.length === 0) return;
  const later = drawing.begunFrom(control.key);
  for (const timer of timers) {
    const begun = drawing.begunFrom(timer.id, [control]);
    const past = drawing.activities.find((activity) => {
      const counts = activity.effect !== null || activity.control !== null || activity.phase === 'execute';
      return counts && activity !== control && later.has(activity.key) && begun.has(activity.key) && passes(activity);
    });
    if (past === undefined) continue;
    const message = `${named(control)}超时后可以不经该环节到达${named(past)}。监督制约环节不得以超时代替办理，请改为不中断的催办，或让超时路径回到该环节。`;
    yield { elementId: control.key, message };
  }

  function passes({ key }: DrawnActivity): boolean {
    return drawing.begunAfter(control.key).has(key);
  }
}
