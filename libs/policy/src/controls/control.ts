import type { z } from 'zod';
import type {
  ActivityPolicy,
  ActSpec,
  AssignSpec,
  ConstraintSpec,
  ControlKind,
  ControlSpec,
  PropertySpec,
  SeparationLevel,
} from '../model/index.js';
import type { Reason, TrailRecord } from '../ports/index.js';
import type { Answer, DoneAct, KeptPeriod } from '../work/state.js';
import type { Acting } from '../guard/acting.js';
import type { Around } from './around.js';

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
  /** The acts it is drawn with, or the wrong about them: why it cannot be made of those. */
  acts(spec: ControlSpec, properties: P): readonly ActPlan[] | { readonly wrong: string };
  next(control: PlannedControl<P>, done: DoneActs, around: Around): Next;
  /** When it wants to be asked again though nobody has done anything, because a time is over then; null, or absent: not at all. */
  again?(control: PlannedControl<P>, done: DoneActs, around: Around): number | null;
  /** Acts that are not drawn, such as the vote of one member; undefined: there is none of that name. */
  actNamed?(control: PlannedControl<P>, name: string, around: Around): ActPlan | undefined;
  /** What stands against doing an act now, besides what constraints say of who does it. */
  against?(
    control: PlannedControl<P>,
    act: string,
    answer: Answer,
    done: DoneActs,
    around: Around,
    by: Acting,
  ): readonly Reason[];
  /** The period that an act begins, to be kept with it, and what whoever begins it is told about it; null, or absent: none. */
  begins?(control: PlannedControl<P>, act: string, around: Around): BegunPeriod | null;
  /** When an act is to be done at the latest (milliseconds since the epoch); null, or absent: as the time limit of the activity says. */
  due?(control: PlannedControl<P>, act: string, done: DoneActs, around: Around): number | null;
  /** What it means that an act was not done until it was due; null, or absent: nothing, and it is still to be done. */
  silence?(control: PlannedControl<P>): Answer | null;
  /** Who is shown the matter when an act was done (通报), and when it is late; absent: nobody. */
  tells?(control: PlannedControl<P>, act: string, done: DoneActs, around: Around): readonly string[];
  /** Departments that whoever does an act leads, to be kept with it where the control asks about lines; absent: it does not. */
  led?(by: Pick<DoneAct, 'post'>, act: string, around: Around): readonly string[];
  /** Its result is locked though it has not ended, so that work is not returned from it; absent: it never is. */
  isDecided?(control: PlannedControl<P>, done: DoneActs, around: Around): boolean;
  /** In what other capacity somebody does an act, and by which document; null, or absent: in none. */
  capacityIn?(control: PlannedControl<P>, act: string, done: DoneActs, around: Around): ActCapacity | null;
  /** By which act somebody objects to it now (异议); null, or absent: nobody can. */
  objects?(control: PlannedControl<P>, done: DoneActs, around: Around): string | null;
  /** What stands against the person's objecting; absent: everybody who does business in the unit may. */
  againstObjecting?(control: PlannedControl<P>, done: DoneActs, around: Around, person: string): readonly Reason[];
  /** Why an answer cannot be, in Chinese, such as votes that do not add up; null: it can. */
  wrong?(control: PlannedControl<P>, act: string, given: DoneAct, done: DoneActs, around: Around): string | null;
  /** What it demands of who does its acts, beyond what is drawn. */
  constraints?(activity: ActivityPolicy): readonly ConstraintSpec[];
}

export interface BegunPeriod {
  readonly period: KeptPeriod;
  readonly warnings: readonly Reason[];
}

export interface ActCapacity {
  readonly as: NonNullable<TrailRecord['as']>;
  readonly document: string;
}

export type { Around } from './around.js';

/** By name. */
export type DoneActs = Readonly<Record<string, DoneAct>>;

export type Next =
  { readonly kind: 'open'; readonly acts: readonly string[] } | { readonly kind: 'ended'; readonly outcome: string };

/** One act, as the protocol wants it done. */
export interface ActPlan {
  readonly name: string;
  /** As people read it behind the name of the activity; empty: the activity's name says it all. */
  readonly title: string;
  /** Those who may do it; empty: those of the activity. */
  readonly assigns: readonly AssignSpec[];
  /** One person who alone may do it, in person: no delegate. */
  readonly person?: string;
  readonly answers: readonly Answer[];
  /** A signature on what is decided: it asks for a fresh proof of identity. */
  readonly isPen: boolean;
  /** What has to be ticked as looked at before it is approved (已核对). */
  readonly verify: readonly string[];
  /** No delegate does it. */
  readonly isInPerson?: boolean;
  /** Whatever is answered, a reason comes with it. */
  readonly isReasoned?: boolean;
  /** It needs no reason: a vote. */
  readonly isVote?: boolean;
  /** It may say how the person attends: there, or by video. */
  readonly isAttendance?: boolean;
  /** Numbers of votes come with it. */
  readonly isTally?: boolean;
}

export const YES_NO: readonly Answer[] = ['approve', 'disapprove'];
/** Something is done; there is nothing to say no to. */
export const JUST_DONE: readonly Answer[] = ['approve'];

/** A control of a drawing, ready to run. */
export interface PlannedControl<P = unknown> {
  readonly control: Control<P>;
  readonly activity: ActivityPolicy;
  readonly properties: P;
  /** The drawn ones. */
  readonly acts: ReadonlyMap<string, ActPlan>;
  /** Names of protected data it rests on; null: all. */
  readonly signs: readonly string[] | null;
}

/** Whether the drawing says where work goes on that outcome: where no outcome is drawn, only good ones go on. */
export function isDrawn(outcome: string, drawn: readonly string[], { outcomes }: Control): boolean {
  return drawn.length === 0 ? outcome === outcomes[0] : drawn.includes(outcome);
}

/** @param around asked only for acts that are not drawn */
export function actOf(control: PlannedControl, name: string, around: () => Around): ActPlan | undefined {
  return control.acts.get(name) ?? control.control.actNamed?.(control, name, around());
}

/** An act as drawn, and what every kind reads from it: `verify`. */
export function actPlan(spec: ActSpec, { isPen = false, answers = YES_NO }: Partial<ActPlan> = {}): ActPlan {
  const { name, assigns } = spec;
  return { name, title: name, assigns, answers, isPen, verify: wordsOf(spec.properties, 'verify') };
}

/** All words of the properties of a name. */
export function wordsOf(properties: readonly PropertySpec[], name: string): string[] {
  return properties
    .filter((property) => property.name === name)
    .flatMap(({ value }) => value.split(/[\s,，、]+/))
    .filter((word) => word !== '');
}

/** What one act of several of its kind is called as a kind: `vote:P1` -> `vote`. So constraints address it. */
export function kindOf(act: string): string {
  const colon = act.indexOf(':');
  return colon < 0 ? act : act.slice(0, colon);
}

/** Acts of one control that are set against each other: a rule that comes with the kind, however it is drawn. */
export function separationIn(
  { key, control }: ActivityPolicy,
  name: string,
  acts: readonly string[],
  levels: readonly SeparationLevel[],
): ConstraintSpec {
  return {
    kind: 'separation',
    name,
    between: acts.map((act) => ({ activity: key, act })),
    levels: new Set(levels),
    extent: 'instance',
    basis: control?.basis ?? [],
    count: null,
    properties: [],
  };
}

/** Somebody said no. */
export function isDisapproved(done: DoneActs): boolean {
  return Object.values(done).some(({ answer }) => answer === 'disapprove');
}
