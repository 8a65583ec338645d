import { describeAct, type ActDescription, type ConstraintSet, type Deed } from '../constraints/index.js';
import type { PolicyModel } from '../model/index.js';
import type { Profile } from '../profiles/index.js';
import { constraintsOf } from './drawn-constraints.js';
import { KeptUnder } from './kept-under.js';

/** What is said about one act, whoever does it. */
export interface ActRules {
  readonly drawn: ActDescription & Pick<Deed, 'process' | 'activity' | 'act'>;
  /** Those about it. */
  readonly constraints: ConstraintSet;
  /** Codes of the restricted lines that the matter belongs to. */
  readonly lines: readonly string[];
}
const KNOWN = new KeptUnder<PolicyModel, readonly Profile[], ActRules>();

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
  return KNOWN.of(model, over, `${process} ${activity} ${act}`, () => {
    const drawn = { ...describeAct(model, activity, act), process, activity, act };
    const constraints = constraintsOf(model, process, over).narrowedTo({ ...drawn, person: '', onBehalfOf: [], at: 0 });
    return { drawn, constraints, lines: over.flatMap(({ power }) => power.lines) };
  });
}
