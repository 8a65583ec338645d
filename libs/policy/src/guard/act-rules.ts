import { describeAct, type ActDescription, type ConstraintSet, type Deed } from '../constraints/index.js';
import type { PolicyModel } from '../model/index.js';

/** What is said about one act, whoever does it. */
export interface ActRules {
  readonly drawn: ActDescription & Pick<Deed, 'process' | 'activity' | 'act'>;
  /** Those about it. */
  readonly constraints: ConstraintSet;
}
const KNOWN = new WeakMap<ConstraintSet, Map<string, ActRules>>();

/**
 * Worked out once for each act: it is asked at every command.
 * @param all the constraints of the model in that process
 */
export function rulesOf(
  all: ConstraintSet,
  model: PolicyModel,
  { process, activity, act }: Pick<Deed, 'process' | 'activity' | 'act'>,
): ActRules {
  let known = KNOWN.get(all);
  if (known === undefined) KNOWN.set(all, (known = new Map<string, ActRules>()));
  const key = `${activity}#${act}`;
  let found = known.get(key);
  if (found === undefined) {
    const drawn = { ...describeAct(model, activity, act), process, activity, act };
    known.set(key, (found = { drawn, constraints: all.narrowedTo({ ...drawn, person: '', onBehalfOf: [], at: 0 }) }));
  }
  return found;
}
