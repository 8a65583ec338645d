import type { Profile, ProfileStep } from '../profiles/index.js';
import { calledControls, isOrderedInside } from './called.js';
import { drawingsOf, type DrawnActivity, type Drawing, type LintContext } from './context.js';
import { standingIn } from './emergencies.js';
import type { LintFinding } from './lint.js';
import { CONTROL_NAMES, effectName, named, wayOf } from './words.js';

/** Whether an activity is the step that the profile asks for. */
export function isStep(
  { control, duties, effect }: ProfileStep,
  activity: Pick<DrawnActivity, 'control' | 'duties' | 'effect'>,
): boolean {
  if (control !== undefined && (activity.control === null || !control.includes(activity.control.kind))) return false;
  if (duties !== undefined && !duties.some((duty) => dutiesOf(activity).has(duty))) return false;
  return effect === undefined || activity.effect === effect;
}

/** Of the activity and of the acts that it is made of. */
export function dutiesOf({ duties, control }: Pick<DrawnActivity, 'duties' | 'control'>): ReadonlySet<string> {
  return new Set([...duties, ...(control?.acts ?? []).flatMap((act) => act.duties)]);
}

/** What a profile says has to be in a process: that it is there, in which order, and before which acts. */
export function* stepFindings(context: LintContext): Iterable<LintFinding> {
  const { profile } = context;
  if (profile === null) return;
  for (const drawing of drawingsOf(context)) {
    for (const step of profile.steps) {
      const all = [...drawing.activities, ...calledControls(drawing, context)];
      const drawn = all.filter((activity) => isStep(step, activity));
      if (drawn.length === 0) {
        const message = `缺少环节“${step.name}”。请补上：${descriptionOf(step)}。`;
        yield { elementId: drawing.process.id, message, basis: step.basis };
        continue;
      }
      yield* orderFindings(drawing, all, step, drawn, profile);
      yield* guardFindings(drawing, step, [...drawn, ...standingIn(drawing, context)]);
    }
  }
}

function* orderFindings(
  drawing: Drawing,
  all: readonly DrawnActivity[],
  step: ProfileStep,
  drawn: readonly DrawnActivity[],
  profile: Profile,
) {
  for (const id of step.after) {
    const earlier = profile.steps.find((other) => other.id === id);
    if (earlier === undefined) continue;
    const before = all.filter((activity) => isStep(earlier, activity));
    if (before.length === 0) continue; // its own finding says that it is missing
    const instead = standingIn(drawing, { profile });
    const runs = earlier.heard ? drawing.unanswered(before, instead) : drawing.without([...before, ...instead]);
    for (const activity of drawn) {
      const path = isOrderedInside(activity, before) ? null : runs.pathTo(activity.key);
      if (path === null) continue;
      const message = `${named(activity)}之前须先${earlier.heard ? '经过' : '通过'}“${earlier.name}”，但可以不经它到达：${wayOf(path, drawing)}。请把“${earlier.name}”放在每条路径上、${named(activity)}之前。`;
      yield { elementId: activity.key, message, basis: [...step.basis, ...earlier.basis], path };
    }
  }
}

function* guardFindings(drawing: Drawing, step: ProfileStep, drawn: readonly DrawnActivity[]) {
  const runs = drawing.without(drawn);
  const guarded: ReadonlySet<string | null> = new Set(step.guards);
  for (const act of drawing.acts) {
    const path = guarded.has(act.effect) ? runs.pathTo(act.key) : null;
    if (path === null) continue;
    const message = `${named(act)}可以不经“${step.name}”办理：${wayOf(path, drawing)}。请使每条路径都先通过“${step.name}”。`;
    yield { elementId: act.key, message, basis: step.basis, path };
  }
}

function descriptionOf({ control, duties, effect }: ProfileStep): string {
  const parts: string[] = [];
  if (control !== undefined) parts.push(`${control.map((kind) => CONTROL_NAMES[kind]).join('或')}环节`);
  if (duties !== undefined) parts.push(`职责代码（qh:duty）${duties.join('或')}`);
  if (effect !== undefined) parts.push(`办理结果为${effectName(effect)}`);
  return parts.join('，');
}
