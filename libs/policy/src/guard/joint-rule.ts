import { stepRule, type Rule } from '../constraints/index.js';
import { controlsOf } from '../controls/plan.js';
import { isJoint, policyOf } from '../model/index.js';
import type { InstanceView } from '../ports/index.js';
import type { Profile } from '../profiles/index.js';
import type { Work } from '../work/state.js';
import type { ControlledAct } from './controlled-acts.js';
import { guards } from './required-steps.js';

/** What says that money goes out on two signatures: the drawn control by which it does, else the steps that the profiles demand, else the process. */
export function jointRule(
  { key, effect }: ControlledAct,
  profiles: readonly Profile[],
  { definition }: InstanceView<Work>,
): Rule {
  const model = policyOf(definition);
  const drawn = [...controlsOf(model).values()].find(({ control }) => isJoint(control.kind));
  if (drawn !== undefined) return stepRule(model, drawn.activity.key);
  const [demanded] = profiles.flatMap(({ steps }) =>
    steps.filter((step) => guards(step, effect) && step.control?.includes('dualSignature') === true),
  );
  return demanded ?? { id: key, basis: model.basis };
}

/** What says that a changed matter is signed anew: the control whose answer no longer counts. */
export function voidedRule({ definition, work }: InstanceView<Work>): Rule {
  const model = policyOf(definition);
  const voided = Object.entries(work.ended ?? {}).find(([, ended]) => ended.voided !== undefined);
  return stepRule(model, voided?.[0] ?? '');
}
