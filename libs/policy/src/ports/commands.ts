import type { WireValue } from '@quanheng/engine';
import type { DelegationCommand } from './delegation.js';
import type { HandingCommand } from './handing.js';
import type { InspectInstance } from './inspection.js';
import type { OfficeCommand } from './office.js';
import type { OrganisationChange } from './organisation.js';
import type { Principal } from './principal.js';
import type { RegisterCommand } from './registers.js';

/** Variables as JSON (`toWire` of the engine). */
export type WireVariables = Readonly<Record<string, WireValue>>;

/** One request for a change, with who asks. */
export interface Envelope<C extends Command = Command> {
  readonly command: C;
  readonly principal: Principal;
  /** The organisation unit (单位) that everything concerned belongs to. */
  readonly unit: string;
  /** Idempotency key: the same principal, key and payload get the first answer again; another payload is refused. At most 200 characters. */
  readonly key?: string;
}

/** What can be asked of the runtime. Every kind needs a row in the guard's table (`policy.authorise`); one without is denied. */
export type Command =
  | InstanceCommand
  | StartInstance
  | KeepStartDraft
  | MessageCommand
  | DefinitionCommand
  | ChangeOrganisation
  | DelegationCommand
  | RegisterCommand
  | InspectInstance;
export type CommandKind = Command['kind'];

/** Everything addressed to one running instance. */
export type InstanceCommand =
  | CompleteWork
  | ClaimWork
  | ReleaseWork
  | ReturnWork
  | SetVariables
  | FireTimer
  | DeliverMessage
  | DeliverSignal
  | CompleteJob
  | FailJob
  | ThrowJobError
  | RetryJob
  | ResolveIncident
  | SuspendInstance
  | ResumeInstance
  | CancelInstance
  | ReleaseInstance
  | MigrateInstance
  | AttachFile
  | ObjectToPublicity
  | FreezeInstance
  | UnfreezeInstance
  | AskSubstituteReview
  | CopyInstance
  | AcknowledgeCopy
  | CommentInstance
  | UrgeWork
  | KeepDraft
  | AskTermination
  | WithdrawSignature
  | HandingCommand
  | OfficeCommand;

interface OfInstance {
  readonly instance: string;
}

export interface StartInstance {
  readonly kind: 'startInstance';
  readonly process: string;
  /** A published version; absent: the newest one in force. */
  readonly version?: number;
  /** Key of the message, signal, timer or conditional start event that was triggered. */
  readonly startEvent?: string;
  /** The message that started it: taken from the buffer in the same transaction. */
  readonly message?: string;
  readonly businessKey?: string;
  readonly variables?: WireVariables;
}

/** `item` is the id of a work item within its instance. */
export interface CompleteWork extends OfInstance {
  readonly kind: 'completeWork';
  readonly item: string;
  readonly variables?: WireVariables;
  readonly outcome?: string;
  readonly opinion?: string;
  /** What was ticked as looked at (已核对). */
  readonly verified?: readonly string[];
  /** Votes counted on paper, of an act that counts them. */
  readonly tally?: { readonly approve: number; readonly disapprove: number; readonly defer: number };
  /** How a member attends a meeting, of the act that signs in (签到). */
  readonly attendance?: 'inPerson' | 'video';
}
export interface ClaimWork extends OfInstance {
  readonly kind: 'claimWork';
  readonly item: string;
}
export interface ReleaseWork extends OfInstance {
  readonly kind: 'releaseWork';
  readonly item: string;
}
/** Back to an activity that was done before (退回). */
export interface ReturnWork extends OfInstance {
  readonly kind: 'returnWork';
  readonly item: string;
  /** Key of the activity. */
  readonly target: string;
  readonly reason: string;
}
export interface SetVariables extends OfInstance {
  readonly kind: 'setVariables';
  /** Id of an element instance; absent: the process. */
  readonly scope?: number;
  readonly variables: WireVariables;
  /** Demanded of an operator. */
  readonly reason?: string;
}
export interface FireTimer extends OfInstance {
  readonly kind: 'fireTimer';
  readonly subscription: number;
}
/** A buffered message for one waiting subscription: taken from the buffer in the same transaction, so at most one receiver gets it. */
export interface DeliverMessage extends OfInstance {
  readonly kind: 'deliverMessage';
  readonly message: string;
  readonly subscription: number;
}
export interface DeliverSignal extends OfInstance {
  readonly kind: 'deliverSignal';
  readonly signal: string;
  readonly name: string;
  readonly variables: WireVariables;
  /** In the thrower's own instance: only what began to wait before this id was given out. */
  readonly before?: number;
}
/** `job` is the id of the element instance whose work it is; `lock` the token that the worker was given with the job. */
export interface CompleteJob extends OfInstance {
  readonly kind: 'completeJob';
  readonly job: number;
  readonly lock: string;
  readonly variables?: WireVariables;
}
export interface FailJob extends OfInstance {
  readonly kind: 'failJob';
  readonly job: number;
  readonly lock: string;
  readonly message: string;
  /** How often it may be tried again, at most as often as the definition lets it; 0: never, it becomes an incident. Absent: as the definition says. */
  readonly retries?: number;
  /** Milliseconds until the next try. */
  readonly retryAfter?: number;
}
/** The work ended in a BPMN error. */
export interface ThrowJobError extends OfInstance {
  readonly kind: 'throwJobError';
  readonly job: number;
  readonly lock: string;
  readonly code: string;
  readonly variables?: WireVariables;
}
/** An operator lets a waiting job be tried now. */
export interface RetryJob extends OfInstance {
  readonly kind: 'retryJob';
  readonly job: number;
}
/** An operator lets an element with an incident try again. */
export interface ResolveIncident extends OfInstance {
  readonly kind: 'resolveIncident';
  readonly element: number;
  /** What was put right. */
  readonly reason?: string;
}
export interface SuspendInstance extends OfInstance {
  readonly kind: 'suspendInstance';
  readonly reason: string;
}
export interface ResumeInstance extends OfInstance {
  readonly kind: 'resumeInstance';
  /** Why it may go on. */
  readonly reason?: string;
}
/** Of a quarantined instance nothing is carried out any more: what waits of it is dropped, and its state stays as it is. */
export interface CancelInstance extends OfInstance {
  readonly kind: 'cancelInstance';
  readonly reason: string;
}
/** 提出终止: an operator asks for the end of a matter, which a second person confirms. */
export interface AskTermination extends OfInstance {
  readonly kind: 'askTermination';
  readonly reason: string;
}
/** An operator has looked at a quarantined instance: it becomes what it was before. */
export interface ReleaseInstance extends OfInstance {
  readonly kind: 'releaseInstance';
  readonly reason: string;
}
export interface MigrateInstance extends OfInstance {
  readonly kind: 'migrateInstance';
  /** Digest of the published definition to go on with. */
  readonly definition: string;
  /** Old node key -> new node key where they differ. */
  readonly keys?: Readonly<Record<string, string>>;
}

/**
 * Puts a file into the instance's papers. Its bytes were stored before (`Blobs`), so that an entry never names bytes that are not there; the same
 * name again is the next version.
 */
export interface AttachFile extends OfInstance {
  readonly kind: 'attachFile';
  /** File name without folders. */
  readonly name: string;
  readonly digest: string;
  /** Bytes. */
  readonly size: number;
  /** Media type as its bytes tell it, not as the client says. */
  readonly type: string;
  /** The work item it was attached in; absent: none. */
  readonly item?: string;
  /** Which paper of the drawing (`qh:evidence`) it is; absent: none. */
  readonly evidence?: string;
}

/** 异议: somebody objects to what is being made public, or to how a meeting goes (程序异议). It is answered before the publicity can end, or the meeting go on. */
export interface ObjectToPublicity extends OfInstance {
  readonly kind: 'objectToPublicity';
  /** Key of the activity that is the publicity or the meeting. */
  readonly activity: string;
  readonly reason: string;
}

/** 冻结: discipline inspection lets the matter stand still, at the longest to the end of so many working days. */
export interface FreezeInstance extends OfInstance {
  readonly kind: 'freezeInstance';
  readonly workingDays: number;
  readonly reason: string;
}
/** 提请替代复核: the substitute reviewer looks at what a separation keeps the person from, so that they may do it. */
export interface AskSubstituteReview extends OfInstance {
  readonly kind: 'askSubstituteReview';
  readonly item: string;
}
/** 解除冻结. */
export interface UnfreezeInstance extends OfInstance {
  readonly kind: 'unfreezeInstance';
  readonly reason: string;
}

/** 撤回签字: one of the two pens takes the signature back, before the money goes out. Both have to sign again. */
export interface WithdrawSignature extends OfInstance {
  readonly kind: 'withdrawSignature';
  /** Key of the activity that is the dual signature. */
  readonly activity: string;
  readonly reason: string;
}

/** 传阅、抄送: shows the matter to persons, who may read it from then on and nothing else. */
export interface CopyInstance extends OfInstance {
  readonly kind: 'copyInstance';
  readonly persons: readonly string[];
}
/** 已阅: somebody whom it was shown to has read it. */
export interface AcknowledgeCopy extends OfInstance {
  readonly kind: 'acknowledgeCopy';
}

/** 催办: asks the holder of an open item to do it soon. */
export interface UrgeWork extends OfInstance {
  readonly kind: 'urgeWork';
  readonly item: string;
  readonly text?: string;
}

/** 草稿: may what was filled in for the item be kept? Asked only, and never carried out: see decision 35. */
export interface KeepDraft extends OfInstance {
  readonly kind: 'keepDraft';
  readonly item: string;
}
/** The same for starting a process. */
export interface KeepStartDraft {
  readonly kind: 'keepStartDraft';
  readonly process: string;
}

/** 附言: a text beside the matter, which moves nothing and is no opinion. */
export interface CommentInstance extends OfInstance {
  readonly kind: 'commentInstance';
  readonly text: string;
}

/** From outside: kept in the buffer, or for the signals' courier, and delivered by commands of their own. */
export type MessageCommand = PublishMessage | BroadcastSignal;
export interface PublishMessage {
  readonly kind: 'publishMessage';
  readonly name: string;
  readonly correlation?: string;
  readonly variables?: WireVariables;
  /** Milliseconds that the message is kept for a receiver; default one hour, at most 400 days. */
  readonly timeToLive?: number;
}
export interface BroadcastSignal {
  readonly kind: 'broadcastSignal';
  readonly name: string;
  readonly variables?: WireVariables;
}

export type DefinitionCommand = Deploy | Publish | WithdrawPublication | Retire;
/** Stores documents that belong together, all or none: a draft, not yet runnable. */
export interface Deploy {
  readonly kind: 'deploy';
  readonly name: string;
  readonly resources: readonly Resource[];
}
export interface Resource {
  /** File name: `process.bpmn`, `decisions.dmn`, `claim.form`, `texts.en.json`. */
  readonly name: string;
  readonly text: string;
}
/** Makes the processes of a deployment runnable: by another person than the one who deployed it. */
export interface Publish {
  readonly kind: 'publish';
  readonly deployment: string;
  /** SHA-256 of the opinion of the legality check (合法性审查). */
  readonly legalityCheck?: string;
  /** When it takes effect, in milliseconds since the epoch; absent: at once. */
  readonly from?: number;
}
/** Takes back a publication that has not taken effect (撤回发布): what was to be published waits for it again. */
export interface WithdrawPublication {
  readonly kind: 'withdrawPublication';
  readonly deployment: string;
  readonly reason: string;
}
/** No further instances of this version; running ones go on. */
export interface Retire {
  readonly kind: 'retire';
  readonly definition: string;
}

/** People, posts, bodies, accounts and so on; all changes of one command take effect together or not at all. */
export interface ChangeOrganisation {
  readonly kind: 'changeOrganisation';
  readonly changes: readonly OrganisationChange[];
}
