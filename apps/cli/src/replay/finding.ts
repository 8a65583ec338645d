import type { ChainFindingCode } from '@quanheng/ledger';

/** Something in the database that does not follow from the entries, or entries that do not fit each other. */
export interface ReplayFinding {
  /** Entry concerned; null when it is the instance's row. */
  readonly seq: number | null;
  readonly code: ReplayFindingCode;
  readonly message: string;
}
export type ReplayFindingCode =
  | ChainFindingCode
  /** A searchable column says other than the entry's bytes. */
  | 'column-differs'
  /** An event does not fit the state before it. */
  | 'events-unfit'
  | 'full-digest-differs'
  /** The engine, carried out again, raises other events. */
  | 'step-differs'
  | 'definition-missing'
  /** The instance's row says other than its events. */
  | 'row-differs'
  /** A scope record is not what the changes in the entries led to. */
  | 'record-differs'
  | 'row-missing'
  | 'chain-missing';

/** What became of one stream. */
export interface StreamReport {
  readonly unit: string;
  readonly stream: string;
  readonly entries: number;
  /** Entries whose engine commands were carried out again. */
  readonly steps: number;
  readonly findings: readonly ReplayFinding[];
  readonly erased: readonly { readonly seq: number; readonly piece: string }[];
}
