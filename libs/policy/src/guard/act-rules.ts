import { describeAct, type ActDescription, type ConstraintSet, type Deed } from '../constraints/index.js';
import type { PolicyModel } from '../model/index.js';
import type { Profile } from '../profiles/index.js';
import { constraintsOf } from './drawn-constraints.js';

/** What is said about one act, whoever does it. */
export interface ActRules {
  readonly drawn: ActDescription & Pick<Deed, 'process' | 'activity' | 'act'>;
  /** Those about it. */
  readonly constraints: ConstraintSet;
  /** Codes of the restricted lines that the matter belongs to. */
  readonly lines: readonly string[];
}
/** By activity, then by act. */
type Known = Map<string, Map<string, ActRules>>;
const KNOWN = new WeakMap<ConstraintSet, Known>();

/**
 * Worked out once for each act: it is asked at every command.
 * @param over the profiles that it is done under
 */
export function rulesOf(
  model: PolicyModel,
  over: readonly Profile[],
  process: string,
  activity: string,
  act: string,
): ActRules {
  const all = constraintsOf(model, process, over);
  let known = KNOWN.get(all);
  if (known === undefined) KNOWN.set(all, (known = new Map<string, Map<string, ActRules>>()));
  let acts = known.get(activity);
  if (acts === undefined) known.set(activity, (acts = new Map<string, ActRules>()));
  let found = acts.get(act);
  if (found === undefined) {
    const drawn = { ...describeAct(model, activity, act), process, activity, act };
    const constraints = all.narrowedTo({ ...drawn, person: '', onBehalfOf: [], at: 0 });
    acts.set(act, (found = { drawn, constraints, lines: over.flatMap(({ power }) => power.lines) }));
  }
  return found;
}
