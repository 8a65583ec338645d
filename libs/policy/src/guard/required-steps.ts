import { resting } from '../constraints/index.js';
import { controlsOf } from '../controls/plan.js';
import { isStep, MAJOR_FOUR_NAMES } from '../lint/index.js';
import { policyOf, type PolicyModel } from '../model/index.js';
import type { InstanceView, Reason } from '../ports/index.js';
import type { Profile, ProfileStep } from '../profiles/index.js';
import { reason } from '../texts/index.js';
import type { Work } from '../work/state.js';
import type { ControlledAct } from './controlled-acts.js';
import { KeptUnder } from './kept-under.js';

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
  passed: Passed,
  { isUnsigned }: Said,
): readonly Reason[] {
  const absent = ABSENT.of(passed, profiles, effect, () => absentSteps(effect, profiles, passed));
  const lacking = new Set<ProfileStep>();
  const reasons: Reason[] = [];
  for (const { step, category } of absent) {
    if (isUnsigned && step.control?.includes('dualSignature') === true) continue;
    if (category === undefined || step.control?.includes('collectiveDecision') !== true) lacking.add(step);
    else reasons.push(resting(reason('COLLECTIVE_REQUIRED', { cat: MAJOR_FOUR_NAMES[category] }), step));
  }
  if (lacking.size === 0) return reasons;
  const steps = [...lacking];
  const list = [...new Set(steps.map((step) => step.name))].join('、');
  const rule = { id: steps.map(({ id }) => id).join(' '), basis: steps.flatMap(({ basis }) => basis) };
  return [...reasons, resting(reason('STEP_REQUIRED', { name, list }), rule)];
}

interface Absent {
  readonly step: ProfileStep;
  /** Of 三重一大, to which what the profile governs belongs. */
  readonly category: keyof typeof MAJOR_FOUR_NAMES | undefined;
}
const ABSENT = new KeptUnder<Passed, readonly Profile[], readonly Absent[]>();

function absentSteps(effect: string, profiles: readonly Profile[], passed: Passed): readonly Absent[] {
  return profiles.flatMap(({ steps, power }) =>
    steps
      .filter((step) => guards(step, effect) && !passed.some((activity) => isStep(step, activity)))
      .map((step) => ({ step, category: power.majorFour?.category })),
  );
}

/** Whether the act is done only behind that step of a profile. */
export function guards({ control, guards }: ProfileStep, effect: string): boolean {
  return control !== undefined && (guards as readonly string[]).includes(effect);
}

/** Controls that have been passed and still count. */
export type Passed = readonly Parameters<typeof isStep>[1][];
const PASSED = new KeptUnder<PolicyModel, ReturnType<typeof controlsOf>, Passed>();

/** Those of an instance; the same list again for the same controls, so that what follows from it can be kept under it. */
export function passedControls({ definition, work }: InstanceView<Work>): Passed {
  const model = policyOf(definition);
  const controls = controlsOf(model);
  const keys: string[] = [];
  const { ended = {} } = work;
  for (const key in ended) if (ended[key]?.outcome === 'passed' && ended[key].voided === undefined) keys.push(key);
  return PASSED.of(model, controls, keys.join(' '), () =>
    keys.flatMap((key) => {
      const plan = controls.get(key);
      return plan === undefined ? [] : [{ control: plan.activity.control, duties: plan.activity.duties, effect: null }];
    }),
  );
}
