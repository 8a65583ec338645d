import type { FeelContext } from '../feel/values.js';

/** What is played in the simulated world: a scenario file after it was read. `docs/simulation.md` describes the file. */
export interface Scenario {
  /** Processes to start, in order; null: the one that the document suggests. */
  readonly processes: readonly string[] | null;
  readonly variables: FeelContext;
  /** By BPMN id. */
  readonly behaviours: ReadonlyMap<string, Behaviour>;
  readonly steps: readonly Step[];
  readonly expect: Expectation | null;
}

/** What an activity does instead of completing at once. */
export interface Behaviour {
  /** ISO duration that passes first. */
  readonly delay: string | null;
  /** What then replaces the normal work; null: the normal work is done. */
  readonly act: Act | null;
}

export type Act =
  | { readonly kind: 'complete'; readonly variables: FeelContext; readonly outcome: string | null }
  | { readonly kind: 'error'; readonly code: string }
  | { readonly kind: 'fail'; readonly message: string }
  /** Until a step completes or returns it. */
  | { readonly kind: 'wait' };

/** One step, given when nothing else can move. */
export type Step =
  | CompleteStep
  | ReturnStep
  | { readonly kind: 'advance'; readonly duration: string }
  | MessageStep
  | { readonly kind: 'signal'; readonly name: string; readonly variables: FeelContext }
  | { readonly kind: 'set'; readonly variables: FeelContext };

export interface CompleteStep {
  readonly kind: 'complete';
  readonly element: string;
  readonly variables: FeelContext;
  readonly outcome: string | null;
  /** Who completes: kept for the policy library. */
  readonly by: string | null;
  readonly loopCounter: number | null;
}

export interface ReturnStep {
  readonly kind: 'return';
  readonly element: string;
  readonly to: string;
  readonly by: string | null;
  readonly loopCounter: number | null;
}

export interface MessageStep {
  readonly kind: 'message';
  readonly name: string;
  /** null: fits every subscription of the name. */
  readonly correlation: string | null;
  readonly variables: FeelContext;
}

/** Absent parts are not compared. */
export interface Expectation {
  readonly result: SimulationOutcome | null;
  /** Multiset of the ids of completed elements. */
  readonly completed: readonly string[] | null;
  /** Elements in the order of their activation, others in between allowed. */
  readonly path: readonly string[] | null;
  /** Compared as a subset. */
  readonly variables: FeelContext | null;
  /** Multiset of the ids of waiting elements. */
  readonly waiting: readonly string[] | null;
}

export const SIMULATION_OUTCOMES = ['completed', 'waiting', 'incident', 'limit', 'refused'] as const;
export type SimulationOutcome = (typeof SIMULATION_OUTCOMES)[number];

/** Plays the document as it is: every task completes at once. */
export const EMPTY_SCENARIO: Scenario = {
  processes: null,
  variables: Object.freeze(Object.create(null)) as FeelContext,
  behaviours: new Map(),
  steps: [],
  expect: null,
};
