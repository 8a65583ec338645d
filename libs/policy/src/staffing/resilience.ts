import { without } from './candidates.js';
import { Deadline, type StaffingBudget } from './effort.js';
import { PreparedProblem, type Question } from './prepared.js';
import type { StaffingPlan, StaffingProblem } from './problem.js';

/** Somebody without whom there is no plan. */
export interface Indispensable {
  readonly user: string;
  /** Steps that nobody else can do in any plan; none where they are needed for one of several. */
  readonly steps: readonly string[];
  /** Indexes of constraints that cannot all hold without them; none when the authorisations alone suffice. */
  readonly reason: readonly number[];
}

export type Resilience =
  | { readonly status: 'known'; readonly indispensable: readonly Indispensable[] }
  /** There is no plan with everybody, either. */
  | { readonly status: 'unsatisfiable' }
  | { readonly status: 'unknown' };

interface Known {
  readonly plan?: StaffingPlan;
  readonly among?: ReadonlySet<string>;
  readonly reason?: Question['reason'];
  readonly isCertain?: (reason: readonly number[]) => boolean;
}

/**
 * Whom one cannot do without. Only the people of one plan are tried, as the plan goes on without anybody else.
 * @param known `plan`: a plan of the problem; `among`: whom to ask about, all unless said otherwise; `reason`: which reason is wanted; `isCertain`: whether to believe that these constraints (by index) cannot all hold without somebody
 */
export function indispensable(
  problem: StaffingProblem,
  budget: StaffingBudget,
  { plan, among, reason: wanted = 'minimal', isCertain = () => true }: Known = {},
): Resilience {
  const deadline = new Deadline(budget);
  const prepared = new PreparedProblem(problem);
  const { stepNumbers, userNumbers, original } = prepared.compiled;
  if (prepared.free.some(({ user }) => user === null)) return { status: 'unsatisfiable' };
  let witness: Int32Array;
  if (plan === undefined) {
    const found = prepared.find(deadline);
    if (found.kind === 'unknown') return { status: 'unknown' };
    if (found.kind === 'refuted') return { status: 'unsatisfiable' };
    witness = found.users;
  } else witness = Int32Array.from(stepNumbers.keys(), (step) => userNumbers.get(plan.get(step) ?? '') ?? -1);

  const allSteps = [...stepNumbers.values()];
  const lacking = (user: number, steps: readonly number[], reason: Question['reason'] = 'any') =>
    prepared.find(deadline, { near: witness, reason, change: (candidates) => without(candidates, user, steps) });
  /** By user: places of the steps that are theirs alone, and why. */
  const needed = new Map<string, { places: number[]; reason: readonly number[] }>();
  for (const user of new Set(witness)) {
    const name = problem.users[user] as string;
    if (among?.has(name) === false || hasSubstitute(user, witness, prepared)) continue;
    const found = lacking(user, allSteps, wanted);
    if (found.kind === 'unknown') return { status: 'unknown' };
    if (found.kind === 'plan' || !isCertain(found.reason)) continue;
    const places: number[] = [];
    for (const step of allSteps.filter((each) => witness[each] === user)) {
      const without = lacking(user, [step]);
      if (without.kind === 'unknown') return { status: 'unknown' };
      if (without.kind === 'refuted' && isCertain(without.reason)) places.push(original[step] as number);
    }
    needed.set(name, { places, reason: found.reason });
  }
  for (const { user, place, isOnly } of prepared.free) {
    if (!isOnly || user === null || !isCertain([])) continue;
    const places = needed.get(user)?.places ?? [];
    needed.set(user, { places: [...places, place].sort((one, other) => one - other), reason: [] });
  }
  const result = [...needed].map(([user, { places, reason }]): Indispensable => {
    return { user, steps: places.map((place) => problem.steps[place] as string), reason };
  });
  return { status: 'known', indispensable: result };
}

/** People tried for all that one does before a search. */
const MAX_SUBSTITUTES = 300;

/** Whether one person could do all that another does in the plan, and everything else stay as it is. */
function hasSubstitute(user: number, plan: Int32Array, { compiled, repair }: PreparedProblem): boolean {
  const steps = [...plan.keys()].filter((step) => plan[step] === user);
  let tried = 0;
  for (let other = 0; other < compiled.problem.users.length && tried < MAX_SUBSTITUTES; other++) {
    if (other === user || !steps.every((step) => repair.mayDo(other, step))) continue;
    tried++;
    const changed = plan.map((each) => (each === user ? other : each));
    if (steps.every((step) => repair.brokenAt(step, changed).length === 0)) return true;
  }
  return false;
}
