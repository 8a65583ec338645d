import type { Caller } from '../access/caller.js';
import { ProblemError } from '../http/problem-error.js';

/**
 * For acts that ask for a recent proof of who somebody is.
 * @param within milliseconds
 * @throws ProblemError `reauthentication-required`
 */
export function requireRecentProof({ principal }: Caller, within: number, now: number): void {
  if (principal.kind === 'person' && now - principal.authenticatedAt <= within) return;
  throw new ProblemError(
    'reauthentication-required',
    '请先输入口令再次确认身份（POST /api/v1/session/authentication）。',
  );
}
