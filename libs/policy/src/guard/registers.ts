import type { Register } from '@quanheng/contracts';
import type { Fact, Reason, RegisterChange, Request } from '../ports/index.js';
import { keepersOf } from '../registers/index.js';
import { reason } from '../texts/index.js';
import type { Work } from '../work/state.js';
import { namesOf } from './who.js';

/** Whoever keeps the register proposes; nobody in a matter of a supplier they have an interest in. */
export function againstProposing(request: Request<Work>): readonly Reason[] {
  const { command } = request;
  if (command.kind !== 'proposeRegister') return [];
  return [
    ...notKeeping(command.register, 'propose', request),
    ...interested(command.register, command.changes, request),
  ];
}

/** Another natural person than the one who proposed, whatever account they use. */
export function againstConfirming(request: Request<Work>): readonly Reason[] {
  const { proposal } = request;
  if (proposal === undefined) return [];
  const { register, changes } = proposal;
  const own = isOwn(request) ? [reason('PROPOSAL_SELF', { posts: others(register, request) })] : [];
  return [...own, ...notKeeping(register, 'confirm', request), ...interested(register, changes, request)];
}

/** Whoever could have confirmed it; the proposer withdraws it instead. */
export function againstTurningDown(request: Request<Work>): readonly Reason[] {
  const { proposal } = request;
  if (proposal === undefined) return [];
  const own = isOwn(request) ? [reason('PROPOSAL_SELF', { posts: others(proposal.register, request) })] : [];
  return [...own, ...notKeeping(proposal.register, 'confirm', request)];
}

export function againstWithdrawing(request: Request<Work>): readonly Reason[] {
  const { proposal } = request;
  if (proposal === undefined || isOwn(request)) return [];
  return [reason('PROPOSAL_OTHERS')];
}

/** What only two persons change. */
export function againstAlone(register: Register): Reason {
  return reason('REGISTER_TWO_PERSONS', { register });
}

function isOwn({ proposal, principal }: Request<Work>): boolean {
  return principal.kind === 'person' && proposal?.proposedBy === `person:${principal.person}`;
}

function notKeeping(register: Register, act: 'propose' | 'confirm', request: Request<Work>): Reason[] {
  const { principal, organisation, at } = request;
  const keepers = keepersOf(register, act, organisation, at);
  const roles = principal.kind === 'person' ? organisation.roles(principal.person, at) : new Set<string>();
  if (keepers.some((role) => roles.has(role))) return [];
  const posts = postsOf(register, act, request);
  return [
    act === 'propose'
      ? reason('REGISTER_PROPOSER', { register, posts })
      : reason('REGISTER_CONFIRMER', { register, posts }),
  ];
}

function others(register: Register, request: Request<Work>): string {
  return postsOf(register, 'confirm', request);
}

function postsOf(register: Register, act: 'propose' | 'confirm', { organisation, at }: Request<Work>): string {
  const offers = keepersOf(register, act, organisation, at).map((role) => `role:${role}`);
  return namesOf(offers, organisation, at);
}

/** An interest in the supplier, as it is now known or as the change would say. */
function interested(register: Register, changes: readonly RegisterChange[], request: Request<Work>): Reason[] {
  const { principal, organisation, at } = request;
  if (principal.kind !== 'person') return [];
  const found = new Set<string>();
  for (const change of changes) {
    const id = supplierOf(register, change);
    if (id === undefined) continue;
    const known = organisation.fact('supplier', id, at)?.data;
    const told = register === 'supplier' && change.change === 'put' ? (change.data as Supplier) : undefined;
    for (const supplier of [known, told]) {
      if (supplier?.relations.some(({ person }) => person === principal.person) === true) found.add(supplier.name);
    }
  }
  return [...found]
    .slice(0, 5)
    .map((x) => reason('RECUSE_REQUIRED', { x, posts: postsOf(register, 'confirm', request) }));
}
type Supplier = Extract<Fact, { kind: 'supplier' }>['data'];

function supplierOf(register: Register, change: RegisterChange): string | undefined {
  if (register === 'supplier') return change.id;
  return change.change === 'put' && 'supplier' in change.data ? change.data.supplier : undefined;
}
