import type { FeelValue } from '../feel/values.js';
import type { BufferedMessage, CompensationRecord, Incident, Trigger, Variables, Work } from './state.js';

/**
 * What happened, in words that `apply` understands without knowing BPMN. Ids are element instance ids, `element` and `flow` are keys of
 * the definition. `v` is the version of the event's meaning: absent means 1.
 *
 * Lasting form: an event once published keeps its meaning for ever, because old instances are replayed from it.
 */
export type EngineEvent =
  | InstanceStarted
  | { readonly type: 'instanceCompleted'; readonly v?: number }
  | { readonly type: 'instanceCancelled'; readonly v?: number; readonly reason: string | null }
  | { readonly type: 'instanceSuspended'; readonly v?: number }
  | { readonly type: 'instanceResumed'; readonly v?: number }
  | InstanceMigrated
  | ElementActivated
  | ElementCompleted
  | { readonly type: 'elementCancelled'; readonly v?: number; readonly id: number; readonly element: string }
  | BodyActivated
  | LoopPlanned
  | BodyCompleted
  | { readonly type: 'bodyCancelled'; readonly v?: number; readonly id: number; readonly element: string }
  | { readonly type: 'flowTaken'; readonly v?: number; readonly scope: number; readonly flow: string }
  /** Tokens that waited on a flow and are dropped, because their scope was interrupted or returned from. */
  | {
      readonly type: 'tokensRemoved';
      readonly v?: number;
      readonly scope: number;
      readonly flow: string;
      readonly count: number;
    }
  | { readonly type: 'variablesSet'; readonly v?: number; readonly scope: number; readonly values: Variables }
  | {
      readonly type: 'workOpened';
      readonly v?: number;
      readonly id: number;
      readonly element: string;
      readonly work: Work;
    }
  /** The work ended although the element goes on: a held element was let go, a failed job became an incident, or leaving did. */
  | { readonly type: 'workClosed'; readonly v?: number; readonly id: number }
  | {
      readonly type: 'jobFailed';
      readonly v?: number;
      readonly id: number;
      readonly message: string;
      readonly retries: number;
    }
  | SubscriptionOpened
  | { readonly type: 'subscriptionUpdated'; readonly v?: number; readonly id: number; readonly trigger: Trigger }
  | { readonly type: 'subscriptionClosed'; readonly v?: number; readonly id: number }
  | { readonly type: 'messageBuffered'; readonly v?: number; readonly message: BufferedMessage }
  /** A buffered message was delivered or has expired; `index` counts from 0 in the buffer. */
  | { readonly type: 'messageUnbuffered'; readonly v?: number; readonly index: number }
  | MessageThrown
  | {
      readonly type: 'signalThrown';
      readonly v?: number;
      readonly id: number;
      readonly element: string;
      readonly name: string;
      readonly variables: Variables;
    }
  | {
      readonly type: 'errorThrown';
      readonly v?: number;
      readonly id: number;
      readonly element: string;
      readonly code: string | null;
      readonly caughtBy: string | null;
    }
  | {
      readonly type: 'escalationThrown';
      readonly v?: number;
      readonly id: number;
      readonly element: string;
      readonly code: string | null;
      readonly caughtBy: string | null;
    }
  | {
      readonly type: 'compensationRecorded';
      readonly v?: number;
      readonly scope: number;
      readonly record: CompensationRecord;
    }
  /** The record was used; ids of completed element instances are unique in an instance. */
  | { readonly type: 'compensationTaken'; readonly v?: number; readonly scope: number; readonly record: number }
  | CompensationScopeOpened
  | { readonly type: 'compensationScopeClosed'; readonly v?: number; readonly id: number; readonly element: string }
  /** The activities in these slots no longer count as completed: the token was returned to before them. */
  | {
      readonly type: 'completionsForgotten';
      readonly v?: number;
      readonly scope: number;
      readonly slots: readonly number[];
    }
  | {
      readonly type: 'returned';
      readonly v?: number;
      readonly from: number;
      readonly element: string;
      readonly target: string;
    }
  | {
      readonly type: 'incidentRaised';
      readonly v?: number;
      readonly id: number;
      readonly element: string;
      readonly incident: Incident;
    }
  | { readonly type: 'incidentResolved'; readonly v?: number; readonly id: number; readonly element: string };

export interface InstanceStarted {
  readonly type: 'instanceStarted';
  readonly v?: number;
  readonly definition: string;
  readonly process: string;
  readonly businessKey: string | null;
}

export interface ElementActivated {
  readonly type: 'elementActivated';
  readonly v?: number;
  readonly id: number;
  readonly element: string;
  readonly parent: number;
  /** The flows whose tokens the element consumed, one token each. */
  readonly consumed?: readonly string[];
  readonly loopCounter?: number;
  readonly outcome?: string;
  readonly variables?: Variables;
}

export interface ElementCompleted {
  readonly type: 'elementCompleted';
  readonly v?: number;
  readonly id: number;
  readonly element: string;
  readonly outcome?: string;
  /** The inner instance's share of the output collection. */
  readonly output?: FeelValue;
  /** Where the enclosing scope remembers that this activity was completed. */
  readonly slot?: number;
}

export interface BodyCompleted {
  readonly type: 'bodyCompleted';
  readonly v?: number;
  readonly id: number;
  readonly element: string;
  readonly outcome?: string;
  /** As in `ElementCompleted`. */
  readonly slot?: number;
}

export interface BodyActivated {
  readonly type: 'bodyActivated';
  readonly v?: number;
  readonly id: number;
  readonly element: string;
  readonly parent: number;
  readonly consumed?: readonly string[];
}

/** How many inner instances a multi-instance will have, and the items they work on. */
export interface LoopPlanned {
  readonly type: 'loopPlanned';
  readonly v?: number;
  readonly id: number;
  readonly total: number;
  readonly items?: readonly FeelValue[];
}

/** A completed sub-process is opened again, with the variables it had, so that what was done in it can be compensated. */
export interface CompensationScopeOpened {
  readonly type: 'compensationScopeOpened';
  readonly v?: number;
  readonly id: number;
  readonly element: string;
  readonly parent: number;
  readonly record: CompensationRecord;
}

export interface SubscriptionOpened {
  readonly type: 'subscriptionOpened';
  readonly v?: number;
  readonly id: number;
  readonly element: string;
  readonly owner: number;
  readonly trigger: Trigger;
}

export interface MessageThrown {
  readonly type: 'messageThrown';
  readonly v?: number;
  readonly id: number;
  readonly element: string;
  readonly name: string;
  readonly key: string | null;
  readonly variables: Variables;
  /** Addresses that message flows lead to; empty when the drawing names none. */
  readonly targets: readonly string[];
}

export interface InstanceMigrated {
  readonly type: 'instanceMigrated';
  readonly v?: number;
  readonly definition: string;
  readonly process: string;
  /** Old key -> new key of every element and flow that the state mentions; keys that are not listed stay. */
  readonly keys: ReadonlyMap<string, string>;
  /** Old slot -> new slot of completed activities; slots that are not listed are forgotten. */
  readonly slots: ReadonlyMap<number, number>;
}

export type EventType = EngineEvent['type'];
