import type { ActReference, Basis, ConstraintKind, SeparationLevel } from '../model/index.js';
import type { OrganisationView } from '../ports/index.js';
import type { BlockParameters } from '../texts/index.js';
import type { ActInQuestion } from './deed.js';
import type { Past } from './past.js';

/**
 * One rule about who may do what after what. The same object is asked by the guard (`violations`) and read by whoever reasons about a process
 * without running it (everything else).
 */
export interface Constraint {
  readonly kind: Exclude<ConstraintKind, 'limit' | 'window'> | 'chief';
  /** Unique within a process: the number of a duty pair, the name in the drawing, or the kind and its place there. */
  readonly id: string;
  readonly basis: readonly Basis[];
  /** `instance`, or the kind of record under which other instances count too. */
  readonly extent: string;
  readonly levels: ReadonlySet<SeparationLevel>;
  /** Of `atMost` and `atLeast`. */
  readonly count: number | null;
  /** The acts of the drawing it speaks about. */
  readonly acts: readonly ActReference[];
  /** Those of them that it sets against each other, or binds together. */
  readonly pairs: readonly (readonly [ActReference, ActReference])[];
  /** Of a `recusal`: whoever started the matter is concerned by it. */
  readonly concernsInitiator?: boolean;
  /** Keys of deeds (`keysOf`) that it can say something about. */
  readonly keys: readonly string[];
  violations(act: ActInQuestion, past: Past, view: OrganisationView): readonly Violation[];
}

/** What can be said against an act, all but who can do it instead. */
export type Violation = {
  readonly [C in Code]: {
    readonly constraint: Constraint;
    readonly code: C;
    readonly level: SeparationLevel;
    /** Where it is another than the constraint's. */
    readonly basis?: readonly Basis[];
    readonly parameters: Omit<BlockParameters<C>, C extends 'CHIEF_RESTRICTED' ? 'name' : 'posts'>;
  };
}[Code];
type Code =
  | 'SOD_SAME_PERSON'
  | 'SOD_SAME_DEPT'
  | 'SOD_SAME_LEADER'
  | 'LEADER_UNKNOWN'
  | 'PHASE_CONFLICT'
  | 'BINDING_REQUIRED'
  | 'TOO_MANY_STEPS'
  | 'TOO_FEW_PERSONS'
  | 'SELF_APPROVE'
  | 'RECUSE_REQUIRED'
  | 'CHIEF_RESTRICTED';

/** Every pair of them, in their order. */
export function pairsAmong<T>(all: readonly T[]): (readonly [T, T])[] {
  return all.flatMap((one, at) => all.slice(at + 1).map((other) => [one, other] as const));
}
