import type { Register } from '@quanheng/contracts';
import { keepersOf } from '@quanheng/policy';
import type { OrganisationView } from '@quanheng/policy/ports';
import { hasRole, seesAll } from '../access/access.js';
import type { Caller } from '../access/caller.js';
import { ProblemError } from '../http/problem-error.js';

/** Who supervises sees every register whole. */
const SUPERVISING = ['DISC', 'AUDIT', 'catalogueOwner'];

export function mayDo(
  caller: Caller,
  register: Register,
  act: 'propose' | 'confirm',
  view: OrganisationView,
  now: number,
): boolean {
  return hasRole(caller, keepersOf(register, act, view, now));
}

/** Whoever keeps or audits the register. */
export function seesRegister(caller: Caller, register: Register, view: OrganisationView, now: number): boolean {
  return (
    seesAll(caller) ||
    hasRole(caller, SUPERVISING) ||
    mayDo(caller, register, 'propose', view, now) ||
    mayDo(caller, register, 'confirm', view, now)
  );
}

/** @throws ProblemError for whoever neither keeps nor audits the register. */
export function mustSee(caller: Caller, register: Register, view: OrganisationView, now: number): void {
  if (seesRegister(caller, register, view, now)) return;
  throw new ProblemError('forbidden', 'Only who keeps this register, discipline inspection and auditors see this.');
}

/** What others see of a supplier: that it is there, and enough of its accounts to tell them apart. */
export function shownData(register: Register, data: object, isWhole: boolean): Record<string, unknown> {
  const { proposal: _proposal, ...rest } = data as Record<string, unknown>;
  if (register !== 'supplier' || isWhole) return rest;
  const { relations: _relations, ...shown } = rest;
  const accounts = (rest['accounts'] as readonly { readonly number: string }[]).map((account) => ({
    ...account,
    number: `****${account.number.slice(-4)}`,
  }));
  return { ...shown, accounts };
}
