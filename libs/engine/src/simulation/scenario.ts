import type { FeelContext } from '../feel/values.js';

/** What is played in the simulated world: a scenario file after it was read. `docs/simulation.md` describes the file. */
export interface Scenario {
  /** File of the organisation whose people play; null: the engine plays alone. */
  readonly organisation: string | null;
  /** When the clock begins, milliseconds since the epoch; null: when every simulated world begins. */
  readonly at: number | null;
  /** Who starts `processes`, where there are people; null: they are started by steps. */
  readonly by: string | null;
  /** Processes to start, in order; null: the one that the document suggests. */
  readonly processes: readonly string[] | null;
  readonly variables: FeelContext;
  /** By BPMN id. */
  readonly behaviours: ReadonlyMap<string, Behaviour>;
  readonly steps: readonly Step[];
  /** Whether the clock goes on by itself when no step remains. */
  readonly jumps: boolean;
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
  | ThrowStep
  | { readonly kind: 'advance'; readonly duration: string }
  | MessageStep
  | { readonly kind: 'signal'; readonly name: string; readonly variables: FeelContext }
  | SetStep
  | StartStep
  | GiveStep;

/** What a person does in an instance. */
export type PersonStep = CompleteStep | ReturnStep | SetStep | GiveStep;

/** What every step of a person may say. Without people, `by` is kept and everything else is refused when the scenario is read. */
interface OfPerson {
  readonly by: string | null;
  /** Number of the instance, from 1 in the order of starting; null: the oldest that fits. */
  readonly instance: number | null;
  /** Codes with which it is to be refused, the headline first; null: it is to be accepted. */
  readonly refused: readonly string[] | null;
  /** How long ago the person last proved who they are, an ISO duration; null: just now. */
  readonly signedIn: string | null;
}

export interface CompleteStep extends OfPerson {
  readonly kind: 'complete';
  readonly element: string;
  readonly variables: FeelContext;
  readonly outcome: string | null;
  readonly loopCounter: number | null;
  /** Which act of a control; null: the one that is open to the person. */
  readonly act: string | null;
  /** Further fields of the command: opinion, verified and so on. */
  readonly with: FeelContext;
}

export interface ReturnStep extends OfPerson {
  readonly kind: 'return';
  readonly element: string;
  readonly to: string;
  readonly loopCounter: number | null;
  readonly act: string | null;
  readonly with: FeelContext;
}

export interface SetStep extends OfPerson {
  readonly kind: 'set';
  readonly variables: FeelContext;
  readonly with: FeelContext;
}

export interface StartStep extends OfPerson {
  readonly kind: 'start';
  readonly process: string;
  readonly variables: FeelContext;
  readonly businessKey: string | null;
}

/** The work of an element ends in a BPMN error. */
export interface ThrowStep {
  readonly kind: 'throw';
  readonly element: string;
  readonly code: string;
  readonly loopCounter: number | null;
}

/** Any other command that people give. */
export interface GiveStep extends OfPerson {
  readonly kind: 'give';
  readonly command: string;
  /** The element whose item or activity the command is about; null: it says so itself, or is about neither. */
  readonly element: string | null;
  readonly act: string | null;
  readonly loopCounter: number | null;
  readonly with: FeelContext;
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
  /** Headlines of everything that is refused, in order. */
  readonly refusals: readonly string[] | null;
}

export const SIMULATION_OUTCOMES = ['completed', 'waiting', 'incident', 'limit', 'refused'] as const;
export type SimulationOutcome = (typeof SIMULATION_OUTCOMES)[number];

/** Plays the document as it is: every task completes at once. */
export const EMPTY_SCENARIO: Scenario = {
  organisation: null,
  at: null,
  by: null,
  processes: null,
  variables: Object.freeze(Object.create(null)) as FeelContext,
  behaviours: new Map(),
  jumps: true,
  steps: [],
  expect: null,
};
