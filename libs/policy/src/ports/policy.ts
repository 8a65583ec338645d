import type {
  Command as EngineCommand,
  Definition,
  EngineEvent,
  Finding,
  InstanceState,
  Model,
  Rejection,
  Variables,
} from '@quanheng/engine';
import type { Command } from './commands.js';
import type { Addition } from './handing.js';
import type { Fact, OrganisationView } from './organisation.js';
import type { Principal } from './principal.js';
import type { ProposalInQuestion } from './registers.js';
import type { Ground, Reason } from './reason.js';
import type { ScopeKey, ScopeRecordRow } from './scope-records.js';
import type { TrailRecord } from './trail.js';

/**
 * The policy as the door asks it (architecture §4). Pure: the same arguments give the same answer, and nothing is kept between calls.
 * `work` is a plain JSON value that only the policy understands; the runtime stores, digests and replays it.
 */
export interface Policy<Work = unknown> {
  /** Named in every entry. */
  readonly version: string;
  /** The work of an instance that is about to start. */
  readonly initial: Work;
  apply(work: Work, event: WorkEvent): Work;
  /** What the policy waits for by itself, besides the timers of the drawing: each is fired by `fireTimer` with `deadlineTimer(deadline)`. */
  deadlines(work: Work): readonly Deadline[];
  /** Whom open work concerns: persons it is assigned to, and keys under which the rest of it is offered; and who was shown the matter. Each once. */
  concerned(work: Work): Concerned;
  /**
   * Scope records that the command rests on or may change, asked before anything else. They are locked and read with the instance; no others can be seen
   * or changed in this step. `instance.records` is empty here.
   */
  scopes(request: Request<Work>): readonly ScopeKey[];
  /** May this principal give this command now? Everything against it, the headline first; nothing: yes. */
  authorise(request: Request<Work>): readonly Ground[];
  /** Whether whoever is refused is told as well what `admit` would say of the step. Absent: nobody is. */
  isToldFurther?(request: Request<Work>): boolean;
  /** What the engine said no to, as a refusal in the words of the policy; nothing: it stays the engine's. Absent: nothing ever. */
  refusalOf?(request: Request<Work>, rejection: Rejection): readonly Reason[];
  /**
   * What is to be said of a draft about power, so that its author need not wait for the publisher to be told. An error would refuse publication.
   * @param superseded version of the same process that is in force, if there is one
   */
  judge(
    draft: ProcessDefinition,
    organisation: OrganisationView,
    at: number,
    superseded?: ProcessDefinition,
  ): readonly Finding[];
  /** What of a judgement takes long, so that it can be found out in another thread first. Absent: nothing does. */
  readonly proofs?: Proofs;
  /**
   * What to think of before a command is given that may be given: what would become of the matter. Asked outside transactions, refuses nothing; absent: nothing.
   */
  foresee?(request: Request<Work>): readonly Reason[];
  /** What the policy makes of a command, or of what the engine did. */
  react(request: Request<Work>, stimulus: Stimulus): Reaction;
  /** May the step stand, with everything it led to? Asked once, when neither side emits any more. */
  admit(request: Request<Work>, done: Done): readonly Reason[];
}

/** A moment at which the policy has something to do. */
export interface Deadline {
  /** From 1, given out once in an instance. */
  readonly deadline: number;
  /** Node key of the activity it is about; the process where it is about the instance. */
  readonly activity: string;
  /** Milliseconds since the epoch. */
  readonly due: number;
}

/** Deadlines stand among the timers of an instance, below zero, where no subscription of the engine is. */
export function deadlineTimer(deadline: number): number {
  return -deadline;
}

export interface Concerned {
  readonly persons: readonly string[];
  readonly offers: readonly string[];
  /** Persons who may read it because somebody showed it to them; absent: nobody. */
  readonly readers?: readonly string[];
}

/** What is known when the policy is asked. `instance` is as it is at that moment within the step. */
export interface Request<Work = unknown> {
  readonly command: Command;
  readonly principal: Principal;
  readonly unit: string;
  readonly at: number;
  readonly organisation: OrganisationView;
  /** Absent for commands that concern no running instance. */
  readonly instance?: InstanceView<Work>;
  /** For `startInstance` and `migrateInstance`: what it is about to run on. */
  readonly target?: ProcessDefinition;
  /** For commands about a job. */
  readonly job?: JobInQuestion;
  /** For `publish` and `retire`. */
  readonly deployment?: DeploymentInQuestion;
  readonly definition?: DefinitionInQuestion;
  /** For `publish`: what would become runnable. */
  readonly publishing?: readonly ProcessDefinition[];
  /** For `publish`: the versions in force of the same processes. */
  readonly superseded?: readonly ProcessDefinition[];
  /** For `delegate`: the processes named, or all, as they would be started now. */
  readonly delegated?: readonly ProcessDefinition[];
  /** For what is done with a proposal to change a register. */
  readonly proposal?: ProposalInQuestion;
}
export interface JobInQuestion {
  /** Id of the element instance whose work it is. */
  readonly job: number;
  /** Node key. */
  readonly element: string;
  readonly handler: string;
}
export interface DeploymentInQuestion {
  readonly id: string;
  /** Name of the principal who deployed it: `person:P1`. */
  readonly by: string;
  readonly at: number;
}
export interface DefinitionInQuestion {
  readonly digest: string;
  readonly process: string;
  readonly version: number;
  readonly deployment: string;
}
export interface InstanceView<Work = unknown> {
  readonly id: string;
  readonly process: string;
  readonly startedBy: string;
  readonly startedAt: number;
  readonly definition: ProcessDefinition;
  readonly flow: InstanceState;
  readonly work: Work;
  readonly trail: readonly TrailRecord[];
  readonly records: readonly ScopeRecordRow[];
  /** Set aside after a fault: only asked about, for the policy may be what failed on it. */
  readonly isQuarantined?: true;
  /** Of the process as they were last, where this very step ended it; absent: it has not ended, or ended before. */
  readonly lastVariables?: Variables;
  /** What `scopes` named for the command: `records` holds those of them that are there. */
  readonly named: readonly ScopeKey[];
}
/** A definition ready to run, with the model it was compiled from: `extensions` of its nodes are the policy's to read. */
export interface ProcessDefinition {
  readonly unit: string;
  readonly digest: string;
  readonly process: string;
  readonly version: number;
  readonly name: string;
  readonly graph: Definition;
  /** The document itself, and every called one, by the prefix of its keys (`''`, `Called:`). */
  readonly models: ReadonlyMap<string, Model>;
  /** The text of each form of the same deployments, by the name of its document, by the same prefixes. */
  readonly forms: ReadonlyMap<string, ReadonlyMap<string, string>>;
  /** What it was made from, where that is known. */
  readonly source?: DefinitionSource;
}

/** What is to be found out about a drawing: plain data, as are its answers. */
export type ProofQuestion =
  | { readonly kind: 'sound'; readonly process: string }
  | {
      readonly kind: 'passedBefore';
      readonly process: string;
      readonly controls: readonly string[];
      readonly act: string;
    }
  | {
      readonly kind: 'passedSince';
      readonly process: string;
      readonly controls: readonly string[];
      readonly writers: readonly string[];
      readonly act: string;
    }
  | {
      readonly kind: 'answered';
      readonly process: string;
      readonly event: string;
      readonly answers: readonly string[];
    }
  | StaffedQuestion;

/** Whether there is anybody to do the process. */
export interface StaffedQuestion {
  readonly kind: 'staffed';
  readonly process: string;
  readonly unit: string;
  readonly at: number;
  /** What counts of the organisation at that moment, a list for each kind. */
  readonly facts: readonly (readonly Fact[])[];
  /** The policy's own: what governs the process besides its drawing; null: nothing does. */
  readonly profile: object | null;
}

export type ProofAnswer =
  | { readonly kind: 'sound' | 'staffed'; readonly findings: readonly Finding[] }
  | { readonly kind: GuardQuestion['kind']; readonly answer: GuardAnswer };

export type GuardQuestion = Exclude<ProofQuestion, { readonly kind: 'sound' | 'staffed' }>;

/** What can be done without the controls, or ends without an answer, comes with how. */
export type GuardAnswer =
  | { readonly holds: true | 'unknown' }
  | ({ readonly holds: false; readonly path: readonly string[] } & Required<Pick<Finding, 'certainty' | 'scenario'>>);

export interface Proofs {
  /** What the judgement of the draft would ask and does not know. */
  asked(
    draft: ProcessDefinition,
    organisation: OrganisationView,
    at: number,
    superseded?: ProcessDefinition,
  ): readonly ProofQuestion[];
  /** @param answers in the order of the questions; null: nobody could tell in time, and that is the answer until it is asked again. */
  answered(draft: ProcessDefinition, questions: readonly ProofQuestion[], answers: readonly ProofAnswer[] | null): void;
}

/** Texts from which the same definition can be made again, as another thread has to. */
export interface DefinitionSource {
  readonly digest: string;
  readonly text: string;
  readonly decisions: readonly { readonly name: string; readonly text: string }[];
  /** What its calls, and those of what it calls, are bound to. */
  readonly pins: readonly { readonly process: string; readonly binding: string; readonly digest: string }[];
  /** Texts of what the pins name, by digest. */
  readonly called: ReadonlyMap<string, string>;
}

export type Stimulus =
  /** The command was authorised. For commands on work items the reaction alone says what happens. */
  { readonly kind: 'command' } | { readonly kind: 'events'; readonly events: readonly EngineEvent[] };

export interface Reaction {
  readonly events: readonly WorkEvent[];
  /** Given to the engine at once, in order; one that it rejects rejects the whole command. */
  readonly commands: readonly EngineCommand[];
  /** Without `seq` and `at`, which are the entry's. */
  readonly trail: readonly Omit<TrailRecord, 'seq' | 'at'>[];
  /** New values of scope records, of those that `scopes` named. */
  readonly records?: readonly RecordChange[];
  /** Told with the answer to whoever gave the command; nothing is refused for them. */
  readonly warnings?: readonly Reason[];
  /** The command does not fit, such as one on a work item that is no longer there: nothing of it is done, and nothing is recorded. */
  readonly misfit?: { readonly code: 'not-found' | 'conflict' | 'invalid'; readonly message: string };
}
export interface RecordChange extends ScopeKey {
  /** A JSON value. */
  readonly value: unknown;
}
/** A record that a command changed, as its entry tells it. All changes of one record are in order by `revision`, then `write`. */
export interface RecordedChange extends RecordChange {
  /** Of the record after the transaction. */
  readonly revision: number;
  /** 1 for the first change within the transaction. */
  readonly write: number;
}

export const NO_REACTION: Reaction = { events: [], commands: [], trail: [] };

export interface Done {
  /** The state that the step began from. */
  readonly before: InstanceState;
  readonly flow: readonly EngineEvent[];
  readonly work: readonly WorkEvent[];
}

/** What changes `work`. The runtime understands those of work items, deadlines and copies, because they have rows; the others are the policy's own. */
export type WorkEvent =
  | ItemOpened
  | ItemAssigned
  | ItemCompleted
  | ItemCancelled
  | ItemUrged
  | ItemExcepted
  | DeadlineSet
  | DeadlineCleared
  | Copied
  | CopyRead
  | OtherWorkEvent;
export interface ItemOpened {
  readonly type: 'itemOpened';
  readonly item: string;
  readonly element: number;
  readonly activity: string;
  /** Which act of a control it is. */
  readonly act?: string;
  readonly name: string;
  readonly offers: readonly string[];
  readonly form: string | null;
  readonly due: number | null;
  /** It is another person's opinion on an item (加签). */
  readonly addition?: Addition;
  /** It is the substitute review (替代复核) of an item. */
  readonly review?: ReviewOf;
  /** It asks whether the matter is to end, and who wants it to. */
  readonly ending?: { readonly by: string };
}
export interface ReviewOf {
  /** The item that is reviewed, and who is to do it. */
  readonly to: string;
  readonly person: string;
  /** Id of the fact `substituteReview`. */
  readonly fact: string;
}
export interface ItemAssigned {
  readonly type: 'itemAssigned';
  readonly item: string;
  /** null: given back to everybody it is offered to. */
  readonly assignee: string | null;
}
export interface ItemCompleted {
  readonly type: 'itemCompleted';
  readonly item: string;
  readonly by: string;
  readonly outcome: string | null;
  /** It can be taken back (取回): ids from here on are what came of it. */
  readonly since?: number;
}
export interface ItemCancelled {
  readonly type: 'itemCancelled';
  readonly item: string;
}
export interface DeadlineSet extends Deadline {
  readonly type: 'deadlineSet';
  /** A JSON value that the policy understands. */
  readonly purpose: unknown;
}
/** Somebody asked that it be done soon. `times`: how often by now; `holders`: whom it is for. */
export interface ItemUrged {
  readonly type: 'itemUrged';
  readonly item: string;
  readonly by: string;
  readonly at: number;
  readonly times: number;
  readonly holders: { readonly persons: readonly string[]; readonly offers: readonly string[] };
}
/** It is not these persons' to do, whatever it is offered to: they have declared an interest in it. */
export interface ItemExcepted {
  readonly type: 'itemExcepted';
  readonly item: string;
  readonly persons: readonly string[];
}
/** It was shown to these persons, who have not read it since. */
export interface Copied {
  readonly type: 'copied';
  readonly persons: readonly string[];
  readonly by: string;
  readonly at: number;
}
/** One of them has: what was said when it was shown, and when it was read. */
export interface CopyRead {
  readonly type: 'copyRead';
  readonly person: string;
  readonly by: string;
  readonly at: number;
  readonly readAt: number;
}
export interface DeadlineCleared {
  readonly type: 'deadlineCleared';
  readonly deadline: number;
}
export interface OtherWorkEvent {
  readonly type: `work:${string}`;
  readonly [name: string]: unknown;
}
