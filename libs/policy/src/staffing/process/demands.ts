import type { GraphNode } from '@quanheng/engine';
import { ConstraintSet, type Constraint } from '../../constraints/index.js';
import { Candidates, type Staff } from './candidates.js';
import { everythingAtOnce, runsOf, type Way } from './ways.js';
import { workStepsOf } from './work-steps.js';

/** Copies of steps that are done in one run together, and what is demanded of whoever does them. */
export interface Demand {
  readonly way: Way;
  readonly constraints: ConstraintSet;
}

/** Everything is demanded of each way. */
export function demandsOf(ways: readonly Way[], { constraints }: Staff): readonly Demand[] {
  return ways.map((way) => ({ way, constraints }));
}

/**
 * What is demanded whatever way a process takes, each constraint by itself: less than of all steps at once, as two steps that no run does both need not be kept apart, and
 * more than of each way by itself, since whoever does a step is the same on all of them.
 */
export class DemandsByRule {
  private readonly candidates: Candidates;
  private readonly together: Way;
  private readonly apart = new Map<Constraint, readonly Demand[]>();

  constructor(
    private readonly process: GraphNode,
    private readonly staff: Staff,
  ) {
    this.candidates = new Candidates(staff);
    this.together = everythingAtOnce(workStepsOf(process, staff.model));
  }

  /** Looks up which of the steps that the constraint can say something about runs do together. False: that was done already. */
  tellApart(constraint: Constraint): boolean {
    if (this.apart.has(constraint)) return false;
    const asked = new Set(constraint.keys);
    const copies = this.together.filter(({ step }) => this.candidates.keysOf(step).some((key) => asked.has(key)));
    const ways = runsOf(this.process, copies) ?? [copies];
    const constraints = new ConstraintSet([constraint]);
    this.apart.set(
      constraint,
      ways.map((way) => ({ way, constraints })),
    );
    return true;
  }

  /** Constraints that were not looked up are asked of all steps. */
  get all(): readonly Demand[] {
    const others = this.staff.constraints.constraints.filter((constraint) => !this.apart.has(constraint));
    return [{ way: this.together, constraints: new ConstraintSet(others) }, ...[...this.apart.values()].flat()];
  }
}
