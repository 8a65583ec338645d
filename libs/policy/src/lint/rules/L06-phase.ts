import type { AssignSpec, Phase } from '../../model/index.js';
import { drawingsOf, type DrawnActivity, type Drawing } from '../context.js';
import type { Lint, LintFinding } from '../lint.js';
import { named } from '../words.js';

/** 决策、执行、监督相互分离. A vote in a body is no act of the deciding phase: only who decides alone must not execute. */
export const phase: Lint = {
  rule: 'L06',
  code: 'L06-phase',
  severity: 'error',
  needs: 'profile',
  forExecution: true,
  *check(context) {
    for (const drawing of drawingsOf(context)) {
      yield* missing(drawing);
      const supervising = posts(drawing.activities, ['supervise']);
      yield* shared(posts(drawing.activities, ['execute']), supervising, '执行和监督');
      const alone = drawing.human.filter(isSoleApproval);
      yield* shared(posts(drawing.activities, ['execute']), posts(alone, ['decide']), '执行和个人审批');
    }
  },
};

function* missing({ activities }: Drawing): Iterable<LintFinding> {
  for (const activity of activities) {
    const isWork = activity.type === 'userTask' || activity.type === 'manualTask' || activity.effect !== null;
    if (!isWork || activity.phase !== null) continue;
    yield { elementId: activity.key, message: `${named(activity)}未标明属于决策、执行还是监督。请标注 qh:phase。` };
  }
}

function isSoleApproval({ control, assigns }: DrawnActivity): boolean {
  return (control === null || control.kind === 'check') && assigns.every(({ body }) => body === undefined);
}

function posts(activities: readonly DrawnActivity[], phases: readonly Phase[]): Map<string, DrawnActivity> {
  const found = new Map<string, DrawnActivity>();
  for (const activity of activities) {
    if (activity.phase === null || !phases.includes(activity.phase)) continue;
    for (const assign of [...activity.assigns, ...(activity.control?.acts ?? []).flatMap((act) => act.assigns)]) {
      const key = keyOf(assign);
      if (key !== null && !found.has(key)) found.set(key, activity);
    }
  }
  return found;
}

function keyOf({ post, role, department, of }: AssignSpec): string | null {
  if (post !== undefined) return post;
  return role === undefined ? null : `${role}@${department ?? of ?? ''}`;
}

function* shared(
  one: ReadonlyMap<string, DrawnActivity>,
  other: ReadonlyMap<string, DrawnActivity>,
  phases: string,
): Iterable<LintFinding> {
  for (const [post, activity] of one) {
    const second = other.get(post);
    if (second === undefined) continue;
    const message = `岗位“${post}”同时承担${phases}：${named(activity)}和${named(second)}。请改由不同岗位办理。`;
    yield { elementId: activity.key, message };
  }
}
