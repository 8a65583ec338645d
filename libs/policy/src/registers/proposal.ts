import type { Register } from '@quanheng/contracts';
import type { ProposeRegister, RegisterChange, ScopeKey } from '../ports/index.js';

/** A proposal without its changes: what a list shows. */
export interface ProposalHead {
  readonly register: Register;
  readonly document: string;
  /** How many entries it changes. */
  readonly count: number;
  /** Of the changes: who confirms them says which they have seen. */
  readonly digest: string;
  readonly proposedBy: string;
  readonly proposedAt: number;
  readonly state: 'open' | 'confirmed' | 'turnedDown' | 'withdrawn';
  readonly decidedBy: string | null;
  readonly decidedAt: number | null;
  readonly reason: string | null;
}
/** Its changes, which never change themselves; `seen`: digest of what was known of each entry then, in the same order. */
export interface ProposalBody {
  readonly changes: readonly RegisterChange[];
  readonly seen: readonly string[];
}

/** Scope records that hold a proposal: its head, and its changes beside it. */
export function proposalKeys(
  register: Register,
  proposal: string,
): { readonly head: ScopeKey; readonly body: ScopeKey } {
  return {
    head: { kind: proposalsOf(register), id: proposal },
    body: { kind: `changes:${register}`, id: proposal },
  };
}

/** The kind of the scope records that are heads of proposals. */
export function proposalsOf(register: Register): string {
  return `proposal:${register}`;
}

export function openHead(
  { register, document, changes }: ProposeRegister,
  digest: string,
  proposedBy: string,
  proposedAt: number,
): ProposalHead {
  return {
    ...{ register, document, count: changes.length, digest, proposedBy, proposedAt },
    ...{ state: 'open', decidedBy: null, decidedAt: null, reason: null },
  };
}
