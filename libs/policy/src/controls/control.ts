import type { z } from 'zod';
import type { ActivityPolicy, ActSpec, AssignSpec, ControlKind, ControlSpec, PropertySpec } from '../model/index.js';
import type { DoneAct } from '../work/state.js';

/**
 * A kind of control (监督制约环节). Its protocol is one question: given what has been done in it, which acts may be done now, or how has it ended?
 * Everything else (work items, signatures, voiding) is the same for all kinds.
 */
export interface Control<P = unknown> {
  readonly kind: ControlKind;
  /** Of the properties as drawn, by name; what a kind does not know is an error. */
  readonly properties: z.ZodType<P>;
  /** Names of the properties that its acts may have. */
  readonly actProperties: readonly string[];
  /** How it can end. The first is the one on which what comes after may rest. */
  readonly outcomes: readonly [string, ...string[]];
  /** The acts it is made of; null: it cannot be made of those that were drawn, and why. */
  acts(spec: ControlSpec, properties: P): readonly ActPlan[] | { readonly wrong: string };
  next(control: PlannedControl<P>, done: DoneActs): Next;
}

/** By name. */
export type DoneActs = Readonly<Record<string, DoneAct>>;

export type Next =
  { readonly kind: 'open'; readonly acts: readonly string[] } | { readonly kind: 'ended'; readonly outcome: string };

/** One act, as the protocol wants it done. */
export interface ActPlan {
  readonly name: string;
  /** Those who may do it; empty: those of the activity. */
  readonly assigns: readonly AssignSpec[];
  readonly duties: readonly string[];
  /** A signature on what is decided: it asks for a fresh proof of identity. */
  readonly isPen: boolean;
  /** What has to be ticked as looked at before it is approved (已核对). */
  readonly verify: readonly string[];
}

/** A control of a drawing, ready to run. */
export interface PlannedControl<P = unknown> {
  readonly control: Control<P>;
  readonly activity: ActivityPolicy;
  readonly properties: P;
  readonly acts: ReadonlyMap<string, ActPlan>;
  /** Names of protected data it rests on; null: all. */
  readonly signs: readonly string[] | null;
}

/** An act as drawn, and what every kind reads from it: `verify`. */
export function actPlan(spec: ActSpec, isPen: boolean): ActPlan {
  const { name, assigns, duties } = spec;
  return { name, assigns, duties, isPen, verify: wordsOf(spec.properties, 'verify') };
}

/** All words of the properties of a name. */
export function wordsOf(properties: readonly PropertySpec[], name: string): string[] {
  return properties
    .filter((property) => property.name === name)
    .flatMap(({ value }) => value.split(/[\s,，、]+/))
    .filter((word) => word !== '');
}

/** Somebody said no. */
export function isDisapproved(done: DoneActs): boolean {
  return Object.values(done).some(({ answer }) => answer === 'disapprove');
}
