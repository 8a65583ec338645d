import type { Reason } from '@quanheng/policy/ports';

/** What came of a command. Only `accepted` and `refused` leave an entry. */
export type Answer = Accepted | Refused | Rejected;

export interface Accepted {
  readonly status: 'accepted';
  /** The entry that the command left: stream and sequence number. */
  readonly entry: EntryRef;
  /** `startInstance`: id and number of the instance; `deploy`: ids of what was stored; and so on. */
  readonly result: Readonly<Record<string, unknown>>;
}
export interface EntryRef {
  readonly stream: string;
  readonly seq: number;
}

/** The guard said no. All reasons, the first one being the headline. */
export interface Refused {
  readonly status: 'refused';
  readonly entry: EntryRef | null;
  readonly reasons: readonly Reason[];
}

/** The command does not fit: the thing is not there, is not in a state for it, or the payload is wrong. Nothing was written. */
export interface Rejected {
  readonly status: 'rejected';
  readonly code: RejectedCode;
  readonly message: string;
  /** The element, field or resource concerned. */
  readonly subject?: string;
  /** Findings of a deployment, and the like. */
  readonly details?: readonly unknown[];
}
export type RejectedCode =
  | 'not-found'
  | 'conflict'
  | 'invalid'
  /** What was filled in does not fit the form of the step; `details` are its `FormFault`s. */
  | 'invalid-input'
  | 'key-reused'
  | 'quarantined'
  | 'too-large'
  /** The runtime is closing or has too much waiting: try again. */
  | 'busy';
