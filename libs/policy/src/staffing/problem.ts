/** Pairs of steps that different people must do, or one person. */
export interface PairConstraint {
  readonly kind: 'separation' | 'binding';
  readonly steps: readonly [string, string];
}
/** At most, or at least, so many different people do these steps. */
export interface CountConstraint {
  readonly kind: 'atMost' | 'atLeast';
  readonly users: number;
  readonly steps: readonly string[];
}
/** One of the teams does all these steps; a person may belong to several. */
export interface TeamConstraint {
  readonly kind: 'oneTeam';
  readonly steps: readonly string[];
  readonly teams: readonly (readonly string[])[];
}
export type StaffingConstraint = PairConstraint | CountConstraint | TeamConstraint;

/**
 * Which natural persons (`users`, never accounts) may do which steps. Steps are free names: what exclusive branches share is one step, what
 * follows them is one step a branch (`pay@approved`), what a loop repeats one a round (`check@2`), so that one plan serves every way through.
 */
export interface StaffingProblem {
  readonly steps: readonly string[];
  readonly users: readonly string[];
  /** Somebody without a row may do every step. */
  readonly authorisations: ReadonlyMap<string, readonly string[]>;
  readonly constraints: readonly StaffingConstraint[];
}

/** Who does each step. */
export type StaffingPlan = ReadonlyMap<string, string>;

/** What a problem may not exceed; a larger one is refused, never cut. */
export const STAFFING_LIMITS = { steps: 400, users: 1_000_000, constraints: 20_000, teams: 10_000, idLength: 200 };
