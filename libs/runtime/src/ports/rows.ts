/**
 * What the tables hold, as the runtime sees it. Moments are milliseconds since the epoch; digests are lower-case hexadecimal SHA-256; every row
 * names its unit. What can be derived from the instance's state is here only so that it can be found.
 */
export interface InstanceRow {
  readonly id: string;
  readonly unit: string;
  readonly process: string;
  /** Digest of the definition. */
  readonly definition: string;
  readonly status: InstanceRowStatus;
  readonly businessKey: string | null;
  /** 流水号, unique in the unit; null only for what was started before numbers existed. */
  readonly number: string | null;
  readonly startedAt: number;
  readonly startedBy: string;
  readonly endedAt: number | null;
  /** Entries in the instance's chain so far; raised by every entry, so it also tells whether a cached state is still the last one. */
  readonly revision: number;
  readonly lastAt: number;
  /** Leaf hash of the last entry. */
  readonly lastLeaf: string;
  readonly state: StateTexts;
  readonly digests: StateDigests;
}
export type InstanceRowStatus = 'active' | 'suspended' | 'completed' | 'cancelled' | 'quarantined';

/** JSON texts of the three parts of an instance's state (architecture §2). */
export interface StateTexts {
  /** The engine's. */
  readonly flow: string;
  /** The policy's; `null` until it has any. */
  readonly work: string;
  /** `TrailRecord[]`. */
  readonly trail: string;
}
/** Chained: `digest' = H(digest, events)`. */
export interface StateDigests {
  readonly flow: string;
  readonly work: string;
  readonly trail: string;
}

export interface WorkItemKey {
  readonly instance: string;
  /** Unique in the instance: the id of the element instance, and behind `#` the act where a control has several. */
  readonly item: string;
}
export interface WorkItemRow extends WorkItemKey {
  readonly unit: string;
  readonly process: string;
  readonly businessKey: string | null;
  readonly number: string | null;
  readonly element: number;
  /** Node key and name of the activity. */
  readonly activity: string;
  readonly name: string;
  readonly status: 'open' | 'completed' | 'cancelled';
  /** Who took it on; null: everybody it is offered to may. */
  readonly assignee: string | null;
  /** `person:P1`, `post:X`, `role:Y`, `department:Z`, `body:B`, `unit`: who may take it. */
  readonly offers: readonly string[];
  readonly form: string | null;
  readonly openedAt: number;
  readonly due: number | null;
  readonly closedAt: number | null;
  /** The person who completed it. */
  readonly closedBy: string | null;
  readonly outcome: string | null;
  /** How often it was urged (催办), and when and by whom last. */
  readonly urges: number;
  readonly urgedAt: number | null;
  readonly urgedBy: string | null;
}
export type Urging = Pick<WorkItemRow, 'urges' | 'urgedAt' | 'urgedBy'>;

/** An instance that was shown to a person (传阅). */
export interface CopyRow {
  readonly instance: string;
  readonly person: string;
  readonly unit: string;
  readonly process: string;
  readonly businessKey: string | null;
  readonly number: string | null;
  /** The person who showed it last. */
  readonly by: string;
  readonly at: number;
  /** null: not yet. */
  readonly readAt: number | null;
}

export interface SubscriptionKey {
  readonly instance: string;
  readonly subscription: number;
}
export interface TimerRow extends SubscriptionKey {
  readonly unit: string;
  readonly element: string;
  readonly due: number;
}
/** A subscription to a message or signal. For start events `instance` is `definition:<digest>` and `subscription` the index of the node. */
export interface SubscriptionRow extends SubscriptionKey {
  readonly unit: string;
  readonly kind: 'message' | 'signal';
  readonly name: string;
  /** null fits every message of the name. */
  readonly correlation: string | null;
  readonly element: string;
}

/** A message that waits for its one receiver. */
export interface MessageRow {
  readonly id: string;
  readonly unit: string;
  readonly name: string;
  readonly correlation: string | null;
  /** Wire form of the variables, as JSON text. */
  readonly variables: string;
  /** Addresses that message flows lead to; empty when the drawing names none. */
  readonly targets: readonly string[];
  readonly publishedAt: number;
  readonly expiresAt: number;
}

export interface JobKey {
  readonly instance: string;
  readonly job: number;
}
export interface JobRow extends JobKey {
  readonly unit: string;
  readonly process: string;
  readonly element: string;
  readonly handler: string;
  /** Tries left after the present one. */
  readonly retries: number;
  /** Not before. */
  readonly due: number;
  readonly lastError: string | null;
  /** Token and end of the lease of whoever works on it; null: nobody does. A lease is no state: losing it only means the work is done again. */
  readonly lock: string | null;
  readonly lockedUntil: number | null;
}

export interface IncidentKey {
  readonly instance: string;
  readonly element: number;
}
export interface IncidentRow extends IncidentKey {
  readonly unit: string;
  readonly process: string;
  readonly activity: string;
  readonly code: string;
  readonly message: string;
  readonly raisedAt: number;
}

/** A file among the papers of an instance. Versions are the rows of one name, by `seq`. */
export interface AttachmentRow {
  readonly instance: string;
  /** Of the entry that brought it. */
  readonly seq: number;
  readonly unit: string;
  readonly name: string;
  /** SHA-256 of the bytes, where `Blobs` finds them. */
  readonly digest: string;
  /** Bytes. */
  readonly size: number;
  readonly type: string;
  readonly item: string | null;
  /** Which paper of the drawing (`qh:evidence`) it is; null: none. */
  readonly evidence: string | null;
  readonly at: number;
  /** The person who attached it. */
  readonly by: string;
}

/** The record of an instance whose step hit an assertion: it takes no command until an operator has looked. */
export interface QuarantineRow {
  readonly instance: string;
  readonly unit: string;
  readonly at: number;
  readonly command: string;
  readonly principal: string;
  readonly message: string;
  readonly stack: string;
}

/** One link of a chain. The bytes are canonical (RFC 8785) and never change. */
export interface EntryRow {
  readonly unit: string;
  /** `instance:<id>`, `organisation`, `definitions`, `message:<id>`. */
  readonly stream: string;
  /** From 1. */
  readonly seq: number;
  readonly at: number;
  readonly kind: string;
  readonly principal: string;
  /** The code of the headline reason when the guard refused; null when it accepted. */
  readonly refused: string | null;
  readonly bytes: Uint8Array;
  readonly leaf: string;
}
/** What an entry only holds commitments to; may be erased piece by piece. */
export interface ContentRow {
  readonly unit: string;
  readonly stream: string;
  readonly seq: number;
  /** Canonical JSON of `Record<name, {salt: hexadecimal, value} | {erased: true}>`: text, never a JSON column that writes it anew. */
  readonly pieces: string;
}

/** Something to be done after the commit, by commands of its own: it stays until it is done. */
export interface OutboxRow {
  readonly id: string;
  readonly unit: string;
  /** `kept`: a signal for an instance that takes nothing now. Nobody takes such a row; when the instance goes on, it becomes a `signal` again. */
  readonly kind: 'message' | 'signal' | 'collect' | 'kept';
  /** JSON text: see `courier/outbox.ts`. */
  readonly payload: string;
  readonly createdAt: number;
}

export interface AnswerKey {
  readonly unit: string;
  readonly principal: string;
  readonly key: string;
}
export interface AnswerRow extends AnswerKey {
  /** Digest of the command. */
  readonly payload: string;
  /** JSON text of the `Answer`. */
  readonly answer: string;
  readonly at: number;
}

export interface DeploymentRow {
  readonly id: string;
  readonly unit: string;
  readonly name: string;
  readonly at: number;
  readonly by: string;
  /** When it took effect, or will; null: nobody has published it. */
  readonly publishedAt: number | null;
  readonly publishedBy: string | null;
}
export interface ResourceRow {
  readonly deployment: string;
  readonly unit: string;
  readonly name: string;
  readonly kind: 'bpmn' | 'dmn' | 'form' | 'texts';
  readonly text: string;
  readonly digest: string;
}
export interface DefinitionRow {
  readonly unit: string;
  /** Over the document and everything it is linked with; identifies what runs. */
  readonly digest: string;
  readonly process: string;
  readonly version: number;
  readonly name: string;
  readonly deployment: string;
  /** File name of the document within the deployment. */
  readonly resource: string;
  /** `scheduled`: takes effect at the moment that its deployment is `publishedAt`. */
  readonly status: 'draft' | 'scheduled' | 'published' | 'retired';
  /** JSON text of `Pin[]`: what every call activity and decision was bound to, so that it compiles to the same graph for ever. */
  readonly pins: string;
}

export interface UnitRow {
  readonly unit: string;
  /** Raised by every change of the organisation. */
  readonly organisation: number;
}
