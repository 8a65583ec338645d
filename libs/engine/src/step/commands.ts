import type { Definition } from '../compile/graph.js';
import type { FeelValue } from '../feel/values.js';

/** What can be asked of an instance. `id` is the id of an element instance or, for timers, of a subscription. */
export type Command =
  | StartCommand
  /** The work of a task is done. `outcome` selects the flows behind; absent: the first one declared. */
  | { readonly type: 'complete'; readonly id: number; readonly variables?: Payload; readonly outcome?: string }
  /** A job failed and is tried again, with so many `retries` left for then; absent: it is not tried again and becomes an incident. */
  | { readonly type: 'fail'; readonly id: number; readonly message: string; readonly retries?: number }
  /** The work ended in a BPMN error, which a boundary event or an event sub-process may catch. */
  | { readonly type: 'throwError'; readonly id: number; readonly code: string; readonly variables?: Payload }
  /** Lets an element go on that was held through `env.hold`: now it does its normal work. */
  | { readonly type: 'proceed'; readonly id: number }
  | CorrelateMessage
  | BroadcastSignal
  | { readonly type: 'fireTimer'; readonly id: number }
  /** `scope`: an element instance; absent: the process. Conditions are evaluated again. */
  | { readonly type: 'setVariables'; readonly scope?: number; readonly variables: Payload }
  /** Back to an activity that was completed before: `from` is the waiting element instance, `target` a node key. */
  | { readonly type: 'returnTo'; readonly from: number; readonly target: string }
  | { readonly type: 'cancel'; readonly reason?: string }
  | { readonly type: 'suspend' }
  | { readonly type: 'resume' }
  /** Tries again what failed. */
  | { readonly type: 'resolveIncident'; readonly id: number }
  /** To another version. `keys`: old node key -> new node key where they differ. */
  | { readonly type: 'migrate'; readonly to: Definition; readonly keys?: Readonly<Record<string, string>> };

export type Payload = Readonly<Record<string, FeelValue>>;

/** Starts an instance: at its none start events, or at the one event that was triggered. */
export interface StartCommand {
  readonly type: 'start';
  readonly process: string;
  /** Key of the message, signal, timer or conditional start event that was triggered. */
  readonly startEvent?: string;
  readonly variables?: Payload;
  /** Values of the process that nobody filled in, such as thresholds: set before anything begins, also where a start event maps what it was sent. */
  readonly constants?: Payload;
  readonly businessKey?: string;
}

/**
 * A message for the one subscription of the instance that fits: by `subscription` if given, else the oldest one of that name whose key
 * equals `key`. A subscription without a key, and a message without one, fit any. Nothing fits: kept until `expiresAt`
 * (milliseconds since the epoch) when given, otherwise rejected.
 */
export interface CorrelateMessage {
  readonly type: 'correlateMessage';
  readonly name: string;
  readonly key?: string;
  readonly variables?: Payload;
  readonly subscription?: number;
  readonly expiresAt?: number;
}

/**
 * A signal for everything in the instance that waits for it. `before`: only what began to wait before this id was given out, because a
 * signal does not reach what its thrower waits for afterwards.
 */
export interface BroadcastSignal {
  readonly type: 'broadcastSignal';
  readonly name: string;
  readonly variables?: Payload;
  readonly before?: number;
}

export type CommandType = Command['type'];

/** Why a command cannot be given now. The state is as it was. */
export interface Rejection {
  readonly code: RejectionCode;
  readonly message: string;
  readonly elementId?: string;
}
export type RejectionCode =
  | 'not-started'
  | 'already-started'
  | 'not-active'
  | 'suspended'
  | 'not-suspended'
  | 'unknown-process'
  | 'unknown-element'
  | 'not-startable'
  | 'not-waiting'
  | 'wrong-work'
  | 'unknown-outcome'
  | 'no-receiver'
  | 'not-due'
  | 'no-incident'
  | 'invalid-variables'
  | 'return-refused'
  | 'migration-refused'
  | 'expression-failed'
  | 'step-limit';
