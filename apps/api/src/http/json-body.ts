import { ProblemError } from './problem-error.js';

/** Everything JSON can hold, but no key that could reach the prototype of an object. */
export type ParseJson = (text: string) => unknown;

/** Text that could hold a number of more than 15 digits: almost no body does, so almost none is looked at again. */
const SUSPICIOUS = /[\d.]{16}/;
/** Strings, so that digits within them are passed over, and numbers. */
const TOKENS = /"(?:[^"\\]|\\.)*"|-?\d+(?:\.\d+)?(?:[eE][+-]?\d+)?/g;
/** A JavaScript number carries 15 significant digits exactly. */
const EXACT_DIGITS = 15;

/**
 * The first number in a JSON text that reading it would round; null: there is none. An amount never loses digits: who means so many writes the
 * number as text, `{"$feel": "number", "value": "12345678901234567890"}`.
 */
export function inexactNumber(text: string): string | null {
  if (!SUSPICIOUS.test(text)) return null;
  for (const [token] of text.matchAll(TOKENS)) {
    if (!token.startsWith('"') && significantDigits(token) > EXACT_DIGITS) return token;
  }
  return null;
}

function significantDigits(token: string): number {
  const [mantissa = ''] = token.split(/[eE]/);
  return mantissa.replace(/[-.]/g, '').replace(/^0+/, '').replace(/0+$/, '').length;
}

/** @throws ProblemError `malformed-request` */
export function refuseInexact(text: string): void {
  const token = inexactNumber(text);
  if (token === null) return;
  const shown = token.length > 40 ? `${token.slice(0, 40)}...` : token;
  throw new ProblemError(
    'malformed-request',
    `The number ${shown} has more than ${EXACT_DIGITS} digits and would be rounded: write {"$feel": "number", "value": "..."}.`,
  );
}
