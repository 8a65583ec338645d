import type { GraphNode } from '@quanheng/engine';
import type { StaffingBudget } from '../effort.js';
import { solveStaffing } from '../solve.js';
import type { Staff } from './candidates.js';
import { demandsOf } from './demands.js';
import { neededSteps } from './needed-steps.js';
import type { Origin } from './problem-draft.js';
import { isCertain, problemOf } from './problem-of.js';
import { A_FEW } from './rosters.js';
import { everythingAtOnce } from './ways.js';
import { workStepsOf, type WorkStep } from './work-steps.js';

/** What of a matter nobody could do. */
export interface NobodyFor {
  readonly reason: readonly Origin[];
  readonly steps: readonly WorkStep[];
}

/**
 * What nobody could do of what every matter of the process comes to, because it is this person who starts it; null: there is no such thing, or nobody could do it
 * whoever starts it.
 */
export function nobodyFor(
  process: GraphNode,
  staff: Staff,
  initiator: string,
  budget: StaffingBudget,
): NobodyFor | null {
  const steps = neededSteps(process, workStepsOf(process, staff.model));
  const own = lackingIn(steps, { ...staff, initiator }, budget);
  return own === null || lackingIn(steps, { ...staff, isHopeful: true }, budget) !== null ? null : own;
}

/** A plan with a few of those who may do each step is one for all of them: in a large unit that is nearly always the answer. */
function lackingIn(steps: readonly WorkStep[], staff: Staff, budget: StaffingBudget): NobodyFor | null {
  const few = problemOf(demandsOf([everythingAtOnce(steps)], staff), { ...staff, looks: A_FEW });
  if (few !== null && solveStaffing(few.problem, budget).status === 'satisfiable') return null;
  const derived = problemOf(demandsOf([everythingAtOnce(steps)], staff), staff);
  if (derived === null) return null;
  const answer = solveStaffing(derived.problem, budget);
  if (answer.status !== 'unsatisfiable' || !isCertain(derived, answer.reason)) return null;
  const reason = [...new Set(answer.reason.flatMap((index) => derived.origins[index] ?? []))];
  const about = reason.length === 0 ? derived.nobodys : reason.flatMap((origin) => origin.steps);
  return { reason, steps: othersIn([...new Set(about)]) };
}

/** Without those that are given to whoever starts the matter, unless there are no others. */
function othersIn(steps: readonly WorkStep[]): readonly WorkStep[] {
  const others = steps.filter(
    ({ assigns }) => !assigns.every(({ of, role }) => of === 'initiator' && role === undefined),
  );
  return others.length === 0 ? steps : others;
}
