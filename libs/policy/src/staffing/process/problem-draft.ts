import type { Constraint } from '../../constraints/index.js';
import type { StaffingConstraint, StaffingProblem } from '../problem.js';
import type { WorkStep } from './work-steps.js';

/** What a constraint of a staffing problem comes from. */
export type Origin =
  | { readonly kind: 'constraint'; readonly constraint: Constraint; readonly steps: readonly WorkStep[] }
  /** The work is given to whoever started the matter, to their leader, or to one person that the matter names; or is done in one department under one line. */
  | { readonly kind: 'assignment'; readonly steps: readonly WorkStep[] };

/** What is asked about drawn processes: a solver that is asked much more keeps whoever waits for it. */
export const DRAFT_LIMITS = { steps: 150, constraints: 10_000 };

/** A staffing problem that is being said. */
export class ProblemDraft {
  private readonly steps = new Set<string>();
  private readonly rows = new Map<string, Set<string>>();
  private readonly constraints: StaffingConstraint[] = [];
  private readonly told = new Set<string>();
  /** Steps that a constraint names. */
  readonly named = new Set<string>();
  /** By the index of the constraint. */
  readonly origins: Origin[] = [];

  get problem(): StaffingProblem {
    return {
      steps: [...this.steps],
      users: [...this.rows.keys()],
      authorisations: new Map([...this.rows].map(([user, steps]) => [user, [...steps]])),
      constraints: this.constraints,
    };
  }

  /** Steps that no user may do. */
  get nobodys(): readonly string[] {
    const done = new Set([...this.rows.values()].flatMap((steps) => [...steps]));
    return [...this.steps].filter((step) => !done.has(step));
  }

  /** More than will be asked about: nothing need be added. */
  isTooLarge(): boolean {
    return this.named.size > DRAFT_LIMITS.steps || this.constraints.length > DRAFT_LIMITS.constraints;
  }

  authorise(step: string, users: Iterable<string>): void {
    this.steps.add(step);
    for (const user of users) {
      const row = this.rows.get(user);
      if (row === undefined) this.rows.set(user, new Set([step]));
      else row.add(step);
    }
  }

  /** What several ways through a process say is said once. */
  add(constraint: StaffingConstraint, origin: Origin): void {
    const { kind, steps } = constraint;
    const key = `${kind} ${[...steps].sort().join(' ')} ${'users' in constraint ? constraint.users : ''}`;
    if (this.told.has(key)) return;
    this.told.add(key);
    for (const step of steps) this.named.add(step);
    this.constraints.push(constraint);
    this.origins.push(origin);
  }
}
