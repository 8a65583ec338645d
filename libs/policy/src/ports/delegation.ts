/** 委托: somebody else acts for the person who says so, for a time. Whatever they do counts for both. */
export interface Delegate {
  readonly kind: 'delegate';
  /** The person who is to act. */
  readonly to: string;
  /** Milliseconds since the epoch; valid from this moment on; null: from now on ... */
  readonly from: number | null;
  /** ... and before this one. */
  readonly until: number;
  /** Ids of processes; empty: all. */
  readonly processes: readonly string[];
  /** Number of the document, or the reason. */
  readonly document: string;
}

/** It ends now; one that has not begun never does. */
export interface EndDelegation {
  readonly kind: 'endDelegation';
  readonly delegation: string;
}

export type DelegationCommand = Delegate | EndDelegation;
