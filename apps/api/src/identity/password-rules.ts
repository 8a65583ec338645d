import { PASSWORD_LENGTH } from '@quanheng/contracts';
import { ProblemError } from '../http/problem-error.js';

/** What is tried first, in the small letters and without the digits that people put behind it. */
const COMMON = [
  'password',
  'passwort',
  'qwerty',
  'qwertyuiop',
  'asdfghjkl',
  'admin',
  'administrator',
  'letmein',
  'welcome',
];
const ROWS = [
  '01234567890123456789',
  '98765432109876543210',
  'abcdefghijklmnopqrstuvwxyz',
  'qwertyuiopasdfghjklzxcvbnm',
];
const FEWEST_DIFFERENT = 5;

/**
 * Length before variety (NIST SP 800-63B §5.1.1): what makes people write `Password1!` is not asked for.
 * @throws ProblemError `invalid` that says what to do.
 */
export function requireGoodPassword(password: string, { login }: { readonly login: string }): void {
  const problem = problemOf(password.normalize('NFKC').toLowerCase(), login);
  if (problem !== null) throw new ProblemError('invalid', problem, { subject: 'password' });
}

function problemOf(password: string, login: string): string | null {
  if (password.length < PASSWORD_LENGTH.min) return `口令至少 ${PASSWORD_LENGTH.min} 个字符。`;
  if (new Set(password).size < FEWEST_DIFFERENT) return `口令至少包含 ${FEWEST_DIFFERENT} 种不同的字符。`;
  // A short login turns up by chance.
  if (login.length >= 4 && password.includes(login.toLowerCase())) return '口令不能包含登录名。';
  const letters = password.replace(/[^a-z]+$/, '');
  if (COMMON.includes(letters) || ROWS.some((row) => row.includes(password))) return '该口令过于常见，请换一个。';
  return null;
}
