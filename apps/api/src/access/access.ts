import type { Access } from '@quanheng/contracts';
import { ProblemError } from '../http/problem-error.js';
import type { Caller } from './caller.js';

/** Operators and auditors see everything of their unit. */
const SEES_ALL = ['operator', 'auditor'] as const;

/** The role of discipline inspection (纪检监察). */
export const SUPERVISES = ['DISC'] as const;

export function seesAll(caller: Caller): boolean {
  return hasRole(caller, SEES_ALL);
}

export function hasRole({ principal, roles }: Caller, wanted: readonly string[]): boolean {
  return principal.kind === 'person' && wanted.some((role) => roles.has(role));
}

/** @throws ProblemError `not-signed-in`, `password-change-required` or `forbidden`. */
export function requireAccess(access: Access, caller: Caller | null, isOfSession: boolean): void {
  if (access === 'everybody') return;
  if (caller === null) throw new ProblemError('not-signed-in', 'Sign in, or send a valid token.');
  if (caller.mustChangePassword && !isOfSession) {
    throw new ProblemError(
      'password-change-required',
      'Change the initial password first; then everything else is open.',
    );
  }
  if (!allows(access, caller)) throw new ProblemError('forbidden', forbidden(access));
}

function allows(access: Exclude<Access, 'everybody'>, caller: Caller): boolean {
  switch (access) {
    case 'signedIn':
      return true;
    case 'person':
    case 'concerned':
      return caller.principal.kind === 'person';
    case 'worker':
      return caller.principal.kind === 'worker';
    default:
      return hasRole(caller, access);
  }
}

function forbidden(access: Access): string {
  if (access === 'worker') return 'This is for the accounts of external workers.';
  if (typeof access === 'string') return 'This is for persons, not for external workers.';
  return `This needs a post with one of the roles ${access.join(', ')}.`;
}
