import type { FeelValue } from '../feel/values.js';
import type { Owner } from './table.js';
import { Table } from './table.js';

/**
 * The flow state of one process instance. A value: nothing in it changes once `step` or `apply` has returned it.
 * What can be derived from the definition is not stored; `state/wire.ts` gives the plain JSON form.
 */
export interface InstanceState {
  /** Version of the state's shape. */
  readonly version: 1;
  /** Digest of the definition that the instance runs on, and the key of its process. */
  readonly definition: string;
  readonly process: string;
  readonly status: InstanceStatus;
  readonly businessKey: string | null;
  /** The next id of an element instance or subscription. */
  readonly nextId: number;
  /** By id. Element instance 0 is the process itself. */
  readonly elements: Table<ElementInstance>;
  /** By id. */
  readonly subscriptions: Table<Subscription>;
  /** Messages that found no receiver yet, oldest first. */
  readonly messages: readonly BufferedMessage[];
  /** Open incidents. */
  readonly incidents: number;
}

export type InstanceStatus = 'active' | 'suspended' | 'completed' | 'cancelled';

/** The id of the element instance that stands for the process. */
export const ROOT = 0;

export type Variables = ReadonlyMap<string, FeelValue>;

/**
 * One life of a flow node, from activation to completion or cancellation (BPMN 2.0.2 §13.3.2). Processes, sub-processes, call activities
 * and the bodies of loops are element instances with children.
 */
export class ElementInstance {
  /** `loopCounter`, from 1, of an inner instance of a loop or multi-instance; 0 otherwise. */
  loopCounter = 0;
  /** The outcome with which the token arrived (`qh:outcome`), kept for the gateway that routes by it. */
  outcome: string | null = null;
  /** What somebody outside must do before the element goes on. */
  work: Work | null = null;
  incident: Incident | null = null;
  /** Variables local to this element. */
  variables: Map<string, FeelValue> | null = null;
  /** Tokens on the sequence flows of this scope, by flow key. Absent flows carry none. */
  tokens: Map<string, number> | null = null;
  /** Ids of the element instances directly inside. */
  children: Table<true> = Table.empty();
  /** Ids of the subscriptions that end with this element. */
  subscriptions: readonly number[] = NONE;
  /** Activities of this scope that were completed at least once and may be returned to: slot -> element key. */
  completed: Table<string> = Table.empty();
  /** Completed activities of this scope that can be compensated, by record id: ascending is the order of completion. */
  compensable: Table<CompensationRecord> = Table.empty();
  /** A completed sub-process or loop opened again while it is compensated. */
  compensating = false;
  /** Progress of a loop or multi-instance body. */
  loop: LoopProgress | null = null;

  constructor(
    public id: number,
    /** Key of the node in the definition. */
    public element: string,
    /** Id of the enclosing element instance; -1 for the process. */
    public parent: number,
    /** Who may edit this record in place. */
    readonly owner: Owner | null,
  ) {}

  /** This record if `owner` may edit it, else a copy that it may. Maps inside are copied, tables are persistent already. */
  ownedBy(owner: Owner): ElementInstance {
    if (this.owner === owner) return this;
    const copy = new ElementInstance(this.id, this.element, this.parent, owner);
    copy.loopCounter = this.loopCounter;
    copy.outcome = this.outcome;
    copy.work = this.work;
    copy.incident = this.incident;
    copy.variables = this.variables === null ? null : new Map(this.variables);
    copy.tokens = this.tokens === null ? null : new Map(this.tokens);
    copy.children = this.children;
    copy.subscriptions = this.subscriptions;
    copy.completed = this.completed;
    copy.compensable = this.compensable;
    copy.compensating = this.compensating;
    copy.loop = this.loop === null ? null : { ...this.loop };
    return copy;
  }
}

const NONE: readonly number[] = [];

/**
 * Work that the engine hands out and waits for. `user`: a person; `job`: a handler or worker;
 * `held`: the caller asked, through `env.hold`, to be stopped here before the element does anything.
 */
export interface Work {
  readonly kind: 'user' | 'job' | 'held';
  /** `qh:handler`, for jobs. */
  readonly handler: string | null;
  /** How often the job may still fail before it becomes an incident. */
  readonly retries: number;
}

export interface Incident {
  readonly code: IncidentCode;
  readonly message: string;
  /** Where `resolveIncident` takes up again. */
  readonly phase: IncidentPhase;
  /** With which outcome the work was done, when leaving failed. */
  readonly outcome?: string;
}
export type IncidentCode =
  | 'expression-failed'
  | 'no-flow-taken'
  | 'uncaught-error'
  | 'job-failed'
  | 'called-process-missing'
  | 'decision-failed'
  | 'limit-exceeded';
/**
 * What is to be tried again: the whole activation (`activate`), waiting for boundary events and the work, the inputs being set (`subscribe`),
 * the work alone, its boundary events waiting (`work`), writing the results of work that was done (`leave`), or, these being written, choosing
 * the flows that lead on (`route`).
 */
export type IncidentPhase = 'activate' | 'subscribe' | 'work' | 'leave' | 'route';

/** A wait for something from outside, which ends at the latest with its owner. */
export interface Subscription {
  readonly id: number;
  /** Key of the event or receive task that is triggered. */
  readonly element: string;
  /** The element instance that waits: the event itself, the activity it is attached to, the event-based gateway, or the scope of an event sub-process. */
  readonly owner: number;
  readonly trigger: Trigger;
}

export type Trigger =
  | { readonly kind: 'message'; readonly name: string; readonly key: string | null }
  | { readonly kind: 'signal'; readonly name: string }
  | {
      readonly kind: 'timer';
      /** Milliseconds since the epoch. */
      readonly due: number;
      /** Firings left, this one included; null: without end. */
      readonly remaining: number | null;
      /** ISO duration between two firings of a cycle; null when there is only one. */
      readonly every: string | null;
    }
  /** `met`: what the condition said when last evaluated; the event is triggered when it turns true. */
  | { readonly kind: 'condition'; readonly met: boolean };

export interface BufferedMessage {
  readonly name: string;
  readonly key: string | null;
  readonly variables: Variables;
  /** Milliseconds since the epoch; from then on the message is gone. */
  readonly expiresAt: number;
}

/** A completed activity that can still be compensated, with the variables it had when it completed (§10.7.1, §13.5.5). */
export interface CompensationRecord {
  readonly element: string;
  /** Drawn from the same sequence as the ids of element instances. */
  readonly id: number;
  readonly loopCounter: number;
  readonly variables: Variables | null;
  /** What was completed inside it, oldest first. */
  readonly inner: readonly CompensationRecord[];
}

/** Belongs to one element instance and is copied with it. */
export interface LoopProgress {
  /** Items of the collection; null for a cardinality or a standard loop. */
  items: readonly FeelValue[] | null;
  /** How many inner instances there will be; null for a standard loop. */
  total: number | null;
  started: number;
  completed: number;
  /** By loopCounter. */
  outputs: Table<FeelValue>;
}
