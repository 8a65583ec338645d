import { without } from './candidates.js';
import { Deadline, type StaffingBudget } from './effort.js';
import { PreparedProblem } from './prepared.js';
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

/**
 * Whom one cannot do without. Only the people of one plan are tried, as the plan goes on without anybody else.
 * @param plan a plan of the problem, where one is known
 */
export function indispensable(problem: StaffingProblem, budget: StaffingBudget, plan?: StaffingPlan): Resilience {
  const deadline = new Deadline(budget);
  const prepared = new PreparedProblem(problem);
  const { stepNumbers, userNumbers } = prepared.compiled;
  let witness: Int32Array;
  if (plan === undefined) {
    const found = prepared.find(deadline);
    if (found.kind === 'unknown') return { status: 'unknown' };
    if (found.kind === 'refuted') return { status: 'unsatisfiable' };
    witness = found.users;
  } else witness = Int32Array.from(problem.steps, (step) => userNumbers.get(plan.get(step) ?? '') ?? -1);

  const allSteps = [...stepNumbers.values()];
  const lacking = (user: number, steps: readonly number[]) =>
    prepared.find(deadline, witness, new Map(), (candidates) => without(candidates, user, steps));
  const result: Indispensable[] = [];
  for (const user of new Set(witness)) {
    const found = lacking(user, allSteps);
    if (found.kind === 'unknown') return { status: 'unknown' };
    if (found.kind === 'plan') continue;
    const own: string[] = [];
    for (const step of allSteps.filter((each) => witness[each] === user)) {
      const without = lacking(user, [step]);
      if (without.kind === 'unknown') return { status: 'unknown' };
      if (without.kind === 'refuted') own.push(problem.steps[step] as string);
    }
    result.push({ user: problem.users[user] as string, steps: own, reason: found.reason });
  }
  return { status: 'known', indispensable: result };
}
