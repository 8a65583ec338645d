import { Deadline, type StaffingBudget } from './effort.js';
import { PreparedProblem } from './prepared.js';
import type { StaffingPlan, StaffingProblem } from './problem.js';
import type { ReasonGroups } from './reason.js';
import { proofOf, type StaffingProof } from './proof.js';

export type StaffingAnswer =
  | { readonly status: 'satisfiable'; readonly plan: StaffingPlan }
  | {
      readonly status: 'unsatisfiable';
      /** Indexes of constraints that cannot all hold; none when the authorisations alone suffice. */
      readonly reason: readonly number[];
      /** Whether each of them is needed; false: the budget ended before that was known. */
      readonly isMinimal: boolean;
      readonly proof: StaffingProof;
    }
  /** The budget ended first. */
  | { readonly status: 'unknown' };

/**
 * Can these people do these steps? With a plan, or a minimal reason and a proof why not.
 * @param problem one that `readStaffingProblem` accepts
 * @param groups constraints that are in a reason together, or not at all
 */
export function solveStaffing(problem: StaffingProblem, budget: StaffingBudget, groups?: ReasonGroups): StaffingAnswer {
  const deadline = new Deadline(budget);
  const prepared = new PreparedProblem(problem);
  const lost = prepared.free.find(({ user }) => user === null);
  if (lost !== undefined) {
    const proof: StaffingProof = [{ rule: 'nobody', steps: [lost.place], clause: [] }];
    return { status: 'unsatisfiable', reason: [], isMinimal: true, proof };
  }
  const found = prepared.find(deadline, { groups });
  if (found.kind === 'unknown') return { status: 'unknown' };
  if (found.kind === 'plan') return { status: 'satisfiable', plan: prepared.planOf(found.users) };
  const { reason, isMinimal, derivation, place } = found;
  const proof = proofOf(derivation, place, prepared.compiled, prepared.variables);
  return { status: 'unsatisfiable', reason, isMinimal, proof };
}
