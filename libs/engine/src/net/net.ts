import type { GraphNode } from '../compile/graph.js';

/**
 * The control-flow abstraction of a definition: a safe Petri net with read, reset and zero-test arcs (van der Aalst et al., Soundness of
 * workflow nets: classification, decidability, and analysis, 2011, §2 and §4.3). Every run of the engine is a run of the net; data is not in
 * it, so the net may have runs that data prevents.
 *
 * A marking is a set of places. A transition may fire when every place of `consume` and `read` is marked, none of `empty` is, and, unless
 * `some` is null, at least one of `some` is. It takes `consume`, empties `clear` and marks `produce`. Marking a `token` place that is still
 * marked is the fault that safeness forbids; marking a `memory` place again is nothing.
 */
export interface Net {
  readonly places: readonly Place[];
  readonly transitions: readonly Transition[];
  /** The place marked before anything happens: one transition for every way the process can be started takes it. */
  readonly start: number;
  /** Marked once the process has completed, and then nothing else is meant to be. */
  readonly end: number;
  /** What the net leaves out and a verdict therefore cannot cover; empty inside the governed subset. */
  readonly gaps: readonly Gap[];
}

export interface Place {
  readonly index: number;
  readonly kind: 'token' | 'memory';
  /** What a mark means. */
  readonly role: 'start' | 'end' | 'flow' | 'open' | 'armed' | 'choice' | 'message' | 'completed';
  /** The element, or the element a flow leads to; null for the place of the start and of the end. */
  readonly node: GraphNode | null;
  /** For `flow`: the key of the sequence flow; for others that need telling apart: which of them. */
  readonly detail: string | null;
  /** The occurrence of the element: keys of the call activities and copies of multi-instance scopes around it, outermost first. */
  readonly path: readonly string[];
}

export interface Transition {
  readonly index: number;
  readonly action: NetAction;
  /** What acts. For `return`: the activity that returns; or the scope around, and then any activity in `some` that is open may return. */
  readonly node: GraphNode;
  readonly path: readonly string[];
  /** For `complete`: the outcome, where the element declares outcomes. */
  readonly outcome: string | null;
  /** Keys of the sequence flows on which tokens are put. */
  readonly taken: readonly string[];
  /** For `return`: the activity that is activated again. For `trigger` and `throw`: the event that happened. For `start`: where. */
  readonly target: GraphNode | null;
  /**
   * Places, ascending, no place twice in a list. A place in `consume` is not in `clear`; in `consume` or `read` is at least one. Large lists
   * are shared, and those of returns are made when they are first asked for.
   */
  readonly consume: readonly number[];
  readonly read: readonly number[];
  /** One of these at least must be marked; null: whatever is marked. */
  readonly some: readonly number[] | null;
  readonly empty: readonly number[];
  readonly clear: readonly number[];
  readonly produce: readonly number[];
}

/**
 * `start` the process is started; `activate` an element takes its tokens and is opened; `complete` it is done and puts tokens on the flows of
 * its choice; `trigger` a boundary event or event sub-process happens; `throw` an error or escalation is caught further out; `terminate` an
 * end event ends its scope; `return` work goes back; `internal` a choice nobody sees.
 */
export type NetAction = 'start' | 'activate' | 'complete' | 'trigger' | 'throw' | 'terminate' | 'return' | 'internal';

/** A part of the drawing outside the governed subset (docs/governed-subset.md). */
export interface Gap {
  readonly code: GapCode;
  readonly elementId: string;
}

export type GapCode =
  | 'inclusive-join-not-matched'
  | 'call-recursive'
  | 'call-unresolved'
  | 'trigger-repeated'
  | 'compensation'
  | 'net-too-large'
  // Of the net of a conversation alone.
  | 'messages-of-many'
  | 'messages-pile-up'
  | 'pool-started-again';

export interface NetOptions {
  /** Key of the process; absent: the first of the document. */
  readonly process?: string;
  /** The outcomes that work can end with, where the policy knows more than the flows behind declare; undefined: what these declare. */
  readonly outcomesOf?: (node: GraphNode) => readonly string[] | undefined;
  /** `none` leaves the returns out, and with them what the scopes remember of completed activities. */
  readonly returns?: 'permitted' | 'none';
  /**
   * Which flow an exclusive gateway takes of those without a condition: `first`, as the engine does; or `any`, where a drawing that is not to be executed
   * leaves conditions out.
   */
  readonly unconditional?: 'first' | 'any';
}
