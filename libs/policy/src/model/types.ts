/**
 * What a process says about the power it exercises: the `qh` extensions that are the policy's (docs/extensions.md), read once. Keys are node
 * keys of the compiled graph (`Task`, in called documents `Called:Task`).
 */
export interface PolicyModel {
  readonly activities: ReadonlyMap<string, ActivityPolicy>;
  readonly constraints: readonly ConstraintSpec[];
  /** By name of the variable. */
  readonly protectedData: ReadonlyMap<string, ProtectedDatum>;
  /** Facts that span instances, to which the matter belongs. */
  readonly records: readonly RecordSpec[];
  /** Limits of the unit that conditions and decisions read. */
  readonly thresholds: readonly ThresholdSpec[];
  readonly basis: readonly Basis[];
}

/** A variable that has the value of a threshold (限额) as it was when the matter began, and that nobody writes (`qh:threshold`). */
export interface ThresholdSpec {
  readonly variable: string;
  readonly threshold: ThresholdName;
}
/** Which threshold: those of the centre and of provinces, of goods and of works differ (domain §0.2). */
export interface ThresholdName {
  readonly key: string;
  readonly jurisdiction: string;
  /** Absent, or without a threshold of its own: the one for all objects. */
  readonly objectType?: string;
}

/** Data whose writing voids controls (`qh:protected`): amount, payee, account, candidate ... */
export interface ProtectedDatum {
  readonly name: string;
  /** What people call it; absent: nothing else than its name. */
  readonly title?: string;
  readonly type: 'money' | 'date' | 'text' | 'person' | 'account';
}

/** A contract, a project, a budget line: constraints with that kind as their extent ask about everything done under the same one. */
export interface RecordSpec {
  readonly kind: string;
  /** Names of the protected data whose values, in this order, say which one it is. */
  readonly of: readonly string[];
  /** `year`: another one each year, by the year in which the matter began. */
  readonly by: 'year' | null;
  /** The value lists several, such as numbers of invoices: the matter is about each of them. */
  readonly each: boolean;
}

/** An article and how sure we are of it: the evidence marks of the sources, such as `R` for a configurable default. */
export interface Basis {
  readonly article: string;
  readonly mark: string | null;
  readonly text: string | null;
}

export interface ActivityPolicy {
  readonly key: string;
  /** As drawn; the id where it has none. */
  readonly name: string;
  readonly type: string;
  readonly assigns: readonly AssignSpec[];
  readonly form: string | null;
  /** Names of protected data that the activity may change. */
  readonly writes: readonly string[];
  readonly phase: Phase | null;
  /** Codes that the duty pairs refer to. */
  readonly duties: readonly string[];
  readonly evidence: readonly EvidenceSpec[];
  readonly basis: readonly Basis[];
  readonly limit: TimeLimit | null;
  readonly control: ControlSpec | null;
  /** What is given to it under a name of its own (`qh:input`, the items of a multi-instance). */
  readonly given: readonly GivenDatum[];
}
export interface GivenDatum {
  readonly target: string;
  /** Names that its value is worked out from; empty: from none, or it cannot be said. */
  readonly from: readonly string[];
}
/** 决策, 执行, 监督. */
export type Phase = 'decide' | 'execute' | 'supervise';

/** To whom work is given: never to a named person. */
export interface AssignSpec {
  readonly post?: string;
  readonly department?: string;
  readonly role?: string;
  readonly body?: string;
  /**
   * `initiator` or the name of protected data of type `person`; with `.leader` behind: who leads the departments that person works in;
   * beside a `role`: whoever has it in a department that person works in.
   */
  readonly of?: string;
  /** Only in matters started by somebody under one of these keys: `department:finance post:p1 role:CHIEF`. */
  readonly startedBy?: string;
}
export interface EvidenceSpec {
  readonly name: string;
  readonly required: boolean;
  readonly secrecy: string | null;
}
export interface TimeLimit {
  readonly workingDays: number;
  readonly calendar: 'statutory' | 'unit';
  readonly atEnd: string | null;
}

export type ControlKind =
  | 'check'
  | 'dualSignature'
  | 'countersign'
  | 'collectiveDecision'
  | 'publicity'
  | 'filing'
  | 'writtenOpinion'
  | 'emergency';
/** A control (监督制约环节) as drawn; what the properties mean is its kind's. */
export interface ControlSpec {
  readonly kind: ControlKind;
  readonly acts: readonly ActSpec[];
  readonly properties: readonly PropertySpec[];
  readonly basis: readonly Basis[];
}
/** One of the acts a control is made of, such as a pen: constraints address it as `activity#act`. */
export interface ActSpec {
  readonly name: string;
  readonly duties: readonly string[];
  readonly assigns: readonly AssignSpec[];
  /** Papers that this act alone asks for. */
  readonly evidence: readonly EvidenceSpec[];
  readonly properties: readonly PropertySpec[];
  readonly basis: readonly Basis[];
}
/** `qh:property`: what one kind alone needs. A name may come more than once. */
export interface PropertySpec {
  readonly name: string;
  readonly value: string;
  readonly properties: readonly PropertySpec[];
}

export type ConstraintKind = 'separation' | 'binding' | 'atMost' | 'atLeast' | 'phase' | 'recusal' | 'limit' | 'window';
export type SeparationLevel = 'person' | 'department' | 'leader';
export interface ConstraintSpec {
  readonly kind: ConstraintKind;
  readonly name: string | null;
  readonly between: readonly ActReference[];
  /** None implies another; empty in the drawing means `person`. */
  readonly levels: ReadonlySet<SeparationLevel>;
  /** Over which past it asks: of this instance, or of everything done under the same record (`contract`, `project` ...). */
  readonly extent: string;
  readonly basis: readonly Basis[];
  readonly count: number | null;
  readonly properties: readonly PropertySpec[];
}
/** An activity, or one act of it. */
export interface ActReference {
  readonly activity: string;
  readonly act: string | null;
}
