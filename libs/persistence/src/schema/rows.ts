import type {
  CopyRow,
  CredentialRow,
  EntryRow,
  FactKind,
  InstanceRow,
  JobRow,
  OutboxRow,
  SubscriptionRow,
  TimerRow,
  WorkItemRow,
} from '@quanheng/runtime/ports';

/** Rows as they are stored where that differs from how the ports show them. */

export type StoredInstance = Omit<InstanceRow, 'state' | 'digests'> & {
  readonly flowDigest: string;
  readonly workDigest: string;
  readonly trailDigest: string;
  readonly flow: string;
  readonly work: string;
  readonly trail: string;
};
export function storedInstance(row: InstanceRow): StoredInstance {
  const { state, digests } = row;
  return {
    // With what no column takes; to leave it out would cost more than all the rest.
    ...row,
    flowDigest: digests.flow,
    workDigest: digests.work,
    trailDigest: digests.trail,
    flow: state.flow,
    work: state.work,
    trail: state.trail,
  };
}
/** Where the texts of the state were not asked for, they are null and so is the state. */
export function shownInstance(
  row: Omit<StoredInstance, 'flow' | 'work' | 'trail'> & { readonly [P in 'flow' | 'work' | 'trail']: string | null },
): Omit<InstanceRow, 'state'> & { readonly state: InstanceRow['state'] | null } {
  const { flow, work, trail, flowDigest, workDigest, trailDigest, ...rest } = row;
  const state = flow === null || work === null || trail === null ? null : { flow, work, trail };
  return { ...rest, digests: { flow: flowDigest, work: workDigest, trail: trailDigest }, state };
}

/** Under which an open work item is kept from the inbox of a person who has declared an interest in it. */
export function exceptionKey(person: string): string {
  return `except:${person}`;
}

/** One key that an open work item is offered under. It repeats what an inbox page is sorted and filtered by, so that a page reads nothing else. */
export interface OfferRow {
  readonly unit: string;
  readonly offer: string;
  /** Somebody has claimed the item: it shows in the inbox of nobody else. */
  readonly taken: boolean;
  readonly openedAt: number;
  readonly instance: string;
  readonly item: string;
  readonly process: string;
}

/** `availableAt`: nobody takes it before; see `WorkSource`. */
export type StoredTimer = TimerRow & { readonly availableAt: number };
export type StoredOutbox = OutboxRow & { readonly availableAt: number };
export type StoredJob = JobRow & {
  /** When it can be taken: when it is due, or the lease on it ends. */
  readonly availableAt: number;
  /** For workers that fetch their jobs; nobody else takes it. */
  readonly external: boolean;
};
/** `ordinal`, given out by the database, tells which is older. */
export type StoredSubscription = SubscriptionRow;

export interface StreamRow {
  readonly unit: string;
  readonly stream: string;
  /** 0: the row is only there to be locked. */
  readonly seq: number;
  readonly leaf: string;
  readonly at: number;
}
export type PendingRow = Pick<EntryRow, 'unit' | 'stream' | 'seq' | 'leaf'>;

export interface StoredFact {
  readonly unit: string;
  readonly kind: FactKind;
  readonly id: string;
  readonly validFrom: number;
  readonly validTo: number | null;
  readonly since: number;
  readonly until: number | null;
  /** JSON text. */
  readonly data: string;
}
export type StoredCredential = CredentialRow & { readonly unit: string };
export interface CounterRow {
  readonly unit: string;
  readonly series: string;
  readonly last: number;
}
export type StoredItem = WorkItemRow;
/** `isRead` repeats `readAt`, so that an index holds what is to be read and what was apart. */
export type StoredCopy = CopyRow & { readonly isRead: boolean };
