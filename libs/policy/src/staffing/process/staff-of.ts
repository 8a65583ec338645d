import { ConstraintSet } from '../../constraints/index.js';
import { substitutesIn } from '../../exceptions/substitutes.js';
import { constraintsOf } from '../../guard/drawn-constraints.js';
import type { PolicyModel } from '../../model/index.js';
import type { OrganisationView } from '../../ports/index.js';
import type { Profile } from '../../profiles/index.js';
import type { Staff } from './candidates.js';

/** Who there is, and what is demanded of them: what the process says and what the profiles over it add, without what a 替代控制 in force makes up for. */
export function staffOf(
  process: string,
  model: PolicyModel,
  over: readonly Profile[],
  { view, at }: { readonly view: OrganisationView; readonly at: number },
): Staff {
  const excused = new Set(substitutesIn(process, view, at).map(({ data }) => data.constraint));
  const all = constraintsOf(model, process, over);
  const demanded = all.constraints.filter(({ id }) => !excused.has(id));
  const constraints = demanded.length === all.constraints.length ? all : new ConstraintSet(demanded);
  const lines = over.flatMap(({ power }) => power.lines);
  return { process, model, constraints, organisation: view, at, lines, isBound: over.length > 0 };
}
