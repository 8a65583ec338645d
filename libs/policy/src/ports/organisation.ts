import type {
  CalendarData,
  ProcessBindingData,
  SubstituteReviewData,
  ThresholdData,
  UnitRuleData,
} from './catalogue.js';
import type { RegisterFactData } from './registers.js';

/**
 * The organisation as facts, bitemporal: each fact is valid from a moment to a moment, and known from one version of the organisation to another.
 * Nothing is overwritten, so a decision can be judged later by what was known and valid when it was made.
 */
export type Fact =
  | FactOf<'person', PersonData>
  | FactOf<'account', AccountData>
  | FactOf<'department', DepartmentData>
  | FactOf<'post', PostData>
  | FactOf<'holding', HoldingData>
  | FactOf<'body', BodyData>
  | FactOf<'actingChair', ActingChairData>
  | FactOf<'leaderLine', LeaderLineData>
  | FactOf<'delegation', DelegationData>
  | FactOf<'relation', RelationData>
  | FactOf<'calendar', CalendarData>
  | FactOf<'threshold', ThresholdData>
  | FactOf<'processBinding', ProcessBindingData>
  | FactOf<'substituteReview', SubstituteReviewData>
  | FactOf<'unitRule', UnitRuleData>
  | FactOf<'powerItem', RegisterFactData<'powerItem'>>
  | FactOf<'majorFourItem', RegisterFactData<'majorFourItem'>>
  | FactOf<'disclosureItem', RegisterFactData<'disclosureItem'>>
  | FactOf<'complaintChannel', RegisterFactData<'complaintChannel'>>
  | FactOf<'supplier', RegisterFactData<'supplier'>>;
export type FactKind = Fact['kind'];

interface FactOf<K extends string, D> {
  readonly kind: K;
  /**
   * Names one thing among those of its kind in the unit. What is said about it may change with time: the facts of one id are valid one after
   * the other, never side by side.
   */
  readonly id: string;
  /** Milliseconds since the epoch; valid from this moment on ... */
  readonly from: number;
  /** ... and before this one; null: until further notice. */
  readonly to: number | null;
  readonly data: D;
}

/** A natural person (自然人). */
export interface PersonData {
  readonly name: string;
}
/** Several may belong to one person; `person` is null for an external worker's. */
export interface AccountData {
  readonly kind: 'person' | 'worker';
  readonly person: string | null;
  readonly login: string;
  /** Subject of the identity provider, `issuer#sub`, where the account signs in by OIDC. */
  readonly subject?: string;
}
export interface DepartmentData {
  readonly name: string;
  readonly parent: string | null;
}
/** Role codes are held by posts, never by persons. */
export interface PostData {
  readonly name: string;
  readonly department: string;
  readonly roles: readonly string[];
  /** How many persons may hold it formally (正式) at a time; absent: any number. */
  readonly seats?: number;
  /** Number of the document that says so; needed of what reaches into the past. */
  readonly document?: string;
}
/** 正式, 主持工作, 临时负责. */
export interface HoldingData {
  readonly person: string;
  readonly post: string;
  readonly kind: 'formal' | 'presiding' | 'temporary';
  /** Number of the document that says so (任免文件). */
  readonly document: string;
}
export interface BodyData {
  readonly name: string;
  readonly members: readonly { readonly person: string; readonly role: 'chair' | 'member' | 'secretary' }[];
}
/** 代理主持: the member who chairs the body of that id while its chair is away. */
export interface ActingChairData {
  readonly person: string;
  readonly document: string;
}
/** 分管: the holder of `leader` (a post) leads these departments. */
export interface LeaderLineData {
  readonly leader: string;
  readonly departments: readonly string[];
  /** As of a post. */
  readonly document?: string;
}
export interface DelegationData {
  readonly from: string;
  readonly to: string;
  /** Ids of processes; empty: all. */
  readonly processes: readonly string[];
  readonly document: string;
  /** Which proposal brought it; absent: whoever is stood in for said it, or the founding of the unit. */
  readonly proposal?: string;
}
/** Two persons who must not decide about each other: kinship and other interest (回避). */
export interface RelationData {
  readonly persons: readonly [string, string];
  readonly kind: string;
}

export type OrganisationChange =
  /** From `fact.from` on it is so: what was said of this id for the time from then on no longer counts, what was said for the time before stays. */
  | { readonly change: 'put'; readonly fact: Fact }
  /** From `at` on there is nothing of this id any more; at or before its beginning: it never was. */
  | {
      readonly change: 'end';
      readonly kind: FactKind;
      readonly id: string;
      readonly at: number;
      /** Number of the document that says so; needed of posts, holdings and leader lines that end in the past. */
      readonly document?: string;
    }
  /**
   * Made outside the transaction: an Argon2id hash of a person's password, or `sha256:` and the hexadecimal digest of a worker's token. Its value
   * never enters an entry's content.
   */
  | { readonly change: 'credential'; readonly account: string; readonly hash: string; readonly mustChange: boolean };

/** What a change writes. */
export interface OrganisationRows {
  readonly facts: readonly FactRow[];
  /** Facts that no longer count from this version on; with `from` they name one row that counted until now. */
  readonly superseded: readonly FactKey[];
  readonly credentials: readonly CredentialRow[];
}
/** Names one fact among those that count at a version. */
export interface FactKey {
  readonly kind: FactKind;
  readonly id: string;
  readonly from: number;
}
/** Unique by kind, id, `fact.from` and `since`. */
export interface FactRow {
  readonly fact: Fact;
  /** The version of the organisation that brought it. */
  readonly since: number;
  /** The version from which on it no longer counts; null: it still does. */
  readonly until: number | null;
}
export interface CredentialRow {
  readonly account: string;
  readonly hash: string;
  readonly mustChange: boolean;
  readonly changedAt: number;
}

/** The organisation at one version, as the guard asks it. Immutable; `at` is always milliseconds since the epoch. */
export interface OrganisationView {
  readonly unit: string;
  readonly version: number;
  /** The fact if it is known and valid. */
  fact<K extends FactKind>(kind: K, id: string, at: number): Extract<Fact, { kind: K }> | undefined;
  /** Every fact of a kind that is known and valid, by id. */
  facts<K extends FactKind>(kind: K, at: number): readonly Extract<Fact, { kind: K }>[];
  accountByLogin(login: string, at: number): Extract<Fact, { kind: 'account' }> | undefined;
  /** The account that signs in as this subject of an identity provider. */
  accountBySubject(subject: string, at: number): Extract<Fact, { kind: 'account' }> | undefined;
  holdings(person: string, at: number): readonly Extract<Fact, { kind: 'holding' }>[];
  holdersOf(post: string, at: number): readonly string[];
  /** Role codes of all posts the person holds. */
  roles(person: string, at: number): ReadonlySet<string>;
  /** Keys under which work items are offered to the person, also because others have delegated theirs. */
  offers(person: string, at: number): readonly string[];
  /** As what the person can act, without delegations. Empty for whoever does no business: an administrator (三员), a person not known. */
  capacities(person: string, at: number): readonly Capacity[];
  /** Delegations by and to the person, at whatever time, by their id. */
  delegationsOf(person: string): readonly Extract<Fact, { kind: 'delegation' }>[];
  /** Delegations to the person (委托). */
  delegationsTo(person: string, at: number): readonly Extract<Fact, { kind: 'delegation' }>[];
}

/** A post that a person holds, or what is the person's without a post; then `post` and `department` are those held first, null: none. */
export interface Capacity {
  readonly person: string;
  readonly post: string | null;
  /** Department of the post itself. */
  readonly department: string | null;
  readonly holding: HoldingData['kind'] | null;
  /** `post:P`, `department:D` (also those above), `role:R`, `role:R@D` of its own department; without a post `person:`, `body:`, `unit`. */
  readonly keys: readonly string[];
}
