import { ConstraintSet, readConstraints, separationsOf } from '../constraints/index.js';
import { controlsOf } from '../controls/plan.js';
import type { PolicyModel } from '../model/index.js';
import type { Profile } from '../profiles/index.js';

type ByProcess = Map<string, ConstraintSet>;
const KNOWN = new WeakMap<PolicyModel, WeakMap<readonly Profile[], ByProcess>>();
const NO_PROFILES: readonly Profile[] = [];

/**
 * Those that are drawn, those that controls bring with them, the pairs of duties, and what profiles keep apart. Read once.
 * @param over a list that `profilesOver` gave
 */
export function constraintsOf(model: PolicyModel, process: string, over = NO_PROFILES): ConstraintSet {
  let known = KNOWN.get(model);
  if (known === undefined) KNOWN.set(model, (known = new WeakMap<readonly Profile[], ByProcess>()));
  let sets = known.get(over);
  if (sets === undefined) known.set(over, (sets = new Map<string, ConstraintSet>()));
  let found = sets.get(process);
  if (found === undefined) sets.set(process, (found = read(model, process, over)));
  return found;
}

function read(model: PolicyModel, process: string, over: readonly Profile[]): ConstraintSet {
  const implied = [...controlsOf(model).values()].flatMap(
    ({ control, activity }) => control.constraints?.(activity) ?? [],
  );
  const whole: PolicyModel = { ...model, constraints: [...model.constraints, ...implied] };
  const { constraints } = readConstraints(whole, process);
  return new ConstraintSet([...constraints, ...separationsOf(over, model)]);
}
