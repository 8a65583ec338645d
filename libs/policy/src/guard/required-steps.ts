import { resting } from '../constraints/index.js';
import { controlsOf } from '../controls/plan.js';
import { isStep, MAJOR_FOUR_NAMES } from '../lint/index.js';
import { policyOf } from '../model/index.js';
import type { InstanceView, Reason } from '../ports/index.js';
import type { Profile, ProfileStep } from '../profiles/index.js';
import { reason } from '../texts/index.js';
import type { Work } from '../work/state.js';
import type { ControlledAct } from './controlled-acts.js';

interface Said {
  /** That two pens are missing has been said already. */
  readonly isUnsigned: boolean;
}

/**
 * The controls that stand guard over the act in one of the profiles (`guards`) and were not passed. Publication shows that the drawing leads past each of
 * them; here it is for drawings that were published under another profile.
 */
export function notPassed(
  { name, effect }: ControlledAct,
  profiles: readonly Profile[],
  instance: InstanceView<Work>,
  { isUnsigned }: Said,
): readonly Reason[] {
  const passed = passedControls(instance);
  const lacking = new Set<ProfileStep>();
  const reasons: Reason[] = [];
  for (const { steps, power } of profiles) {
    for (const step of steps) {
      if (!guards(step, effect) || passed.some((activity) => isStep(step, activity))) continue;
      if (isUnsigned && step.control?.includes('dualSignature') === true) continue;
      const category = power.majorFour?.category;
      if (category === undefined || step.control?.includes('collectiveDecision') !== true) lacking.add(step);
      else reasons.push(resting(reason('COLLECTIVE_REQUIRED', { cat: MAJOR_FOUR_NAMES[category] }), step));
    }
  }
  if (lacking.size === 0) return reasons;
  const steps = [...lacking];
  const list = [...new Set(steps.map((step) => step.name))].join('、');
  const rule = { id: steps.map(({ id }) => id).join(' '), basis: steps.flatMap(({ basis }) => basis) };
  return [...reasons, resting(reason('STEP_REQUIRED', { name, list }), rule)];
}

/** Whether the act is done only behind that step of a profile. */
export function guards({ control, guards }: ProfileStep, effect: string): boolean {
  return control !== undefined && (guards as readonly string[]).includes(effect);
}

/** The controls that have been passed and still count. */
export function passedControls({ definition, work }: InstanceView<Work>): readonly Parameters<typeof isStep>[1][] {
  const controls = controlsOf(policyOf(definition));
  return Object.entries(work.ended ?? {}).flatMap(([key, { outcome, voided }]) => {
    const plan = outcome === 'passed' && voided === undefined ? controls.get(key) : undefined;
    if (plan === undefined) return [];
    const { control, duties } = plan.activity;
    return [{ control, duties, effect: null }];
  });
}
