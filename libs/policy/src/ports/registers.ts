import type { Ledger, Register, RegisterData } from '@quanheng/contracts';

type DeepReadonly<T> = T extends readonly (infer E)[]
  ? readonly DeepReadonly<E>[]
  : T extends object
    ? { readonly [K in keyof T]: DeepReadonly<T[K]> }
    : T;
export type RegisterEntryData<R extends Register> = DeepReadonly<RegisterData<R>>;

/** An entry of a register that is kept among the facts; `proposal` brought it (absent: the founding of the unit). */
export type RegisterFactData<R extends Register> = RegisterEntryData<R> & { readonly proposal?: string };

/** `from` and `at` of null: the moment at which the proposal is confirmed. */
export type RegisterChange<R extends Register = Register> =
  | {
      readonly change: 'put';
      readonly id: string;
      readonly from: number | null;
      readonly to: number | null;
      readonly data: RegisterEntryData<R>;
    }
  | { readonly change: 'end'; readonly id: string; readonly at: number | null };

export type RegisterCommand = ProposeRegister | ConfirmProposal | TurnDownProposal | WithdrawProposal;
/** 提请变更台账、目录: nothing changes before a second person confirms it. */
export interface ProposeRegister {
  readonly kind: 'proposeRegister';
  readonly register: Register;
  /** Number of the document that it rests on, or the reason. */
  readonly document: string;
  readonly changes: readonly RegisterChange[];
}
interface OfProposal {
  readonly register: Register;
  readonly proposal: string;
}
/** 确认: all of it takes effect, or nothing. */
export interface ConfirmProposal extends OfProposal {
  readonly kind: 'confirmProposal';
  /** Of the changes as the person has seen them. */
  readonly digest: string;
}
/** 退回. */
export interface TurnDownProposal extends OfProposal {
  readonly kind: 'turnDownProposal';
  readonly reason: string;
}
/** 撤回, by whoever proposed it. */
export interface WithdrawProposal extends OfProposal {
  readonly kind: 'withdrawProposal';
}

/** What is known of a proposal when something is to be done with it. */
export interface ProposalInQuestion {
  readonly register: Register;
  /** Name of the principal: `person:P1`. */
  readonly proposedBy: string;
  readonly changes: readonly RegisterChange[];
}

/** What a ledger says of one entry: versions one after the other in time, never side by side. */
export interface LedgerEntry<L extends Ledger = Ledger> {
  readonly versions: readonly LedgerVersion<L>[];
}
export interface LedgerVersion<L extends Ledger = Ledger> {
  readonly from: number;
  readonly to: number | null;
  readonly data: RegisterEntryData<L>;
  readonly proposal: string;
}
