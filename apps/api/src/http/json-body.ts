import { ProblemError } from './problem-error.js';

/** A JavaScript number carries 15 significant digits exactly. */
const EXACT_DIGITS = 15;
const NUMBER = /[-+.\deE]*/y;
const HALF_A_CHARACTER = /\p{Surrogate}/u;

/**
 * Refuses what two readers of the same JSON text could understand differently, so that what was meant, what is done and what is kept as evidence are
 * one: a number that reading would round, a key that stands twice in an object, half a character (RFC 7493).
 * @param text well-formed JSON
 * @throws ProblemError `malformed-request`
 */
export function refuseAmbiguous(text: string): void {
  /** Keys so far of each object that is open; null for a list. */
  const open: (Set<string> | null)[] = [];
  let keys: Set<string> | null = null;
  let isKey = false;
  for (let at = 0; at < text.length; at++) {
    const character = text[at];
    switch (character) {
      case '{':
      case '[':
        keys = character === '{' ? new Set() : null;
        open.push(keys);
        isKey = keys !== null;
        break;
      case '}':
      case ']':
        open.pop();
        keys = open.at(-1) ?? null;
        break;
      case ',':
        isKey = keys !== null;
        break;
      case ':':
        isKey = false;
        break;
      case '"': {
        const end = endOfString(text, at);
        // A text without escapes is what it looks like, and bytes that are no Unicode have been refused before.
        if (isKey || text.slice(at, end).includes('\\u')) {
          const value = JSON.parse(text.slice(at, end)) as string;
          if (HALF_A_CHARACTER.test(value)) refuse('The body holds half a character (a lone surrogate).');
          if (isKey && keys?.has(value)) refuse(`The key ${shown(value)} stands twice in one object.`);
          if (isKey) keys?.add(value);
        }
        at = end - 1;
        break;
      }
      default:
        if (character === '-' || (character !== undefined && character >= '0' && character <= '9')) {
          NUMBER.lastIndex = at;
          const token = NUMBER.exec(text)?.[0] ?? character;
          const digits = significantDigits(token);
          if (digits > EXACT_DIGITS || (digits > 0 && !isInRange(Number(token)))) refuseInexact(token);
          at += token.length - 1;
        }
    }
  }
}

/** Behind the quotation mark that ends the string beginning at `start`. */
function endOfString(text: string, start: number): number {
  for (let end = text.indexOf('"', start + 1); end >= 0; end = text.indexOf('"', end + 1)) {
    let backslashes = 0;
    while (text[end - 1 - backslashes] === '\\') backslashes++;
    if (backslashes % 2 === 0) return end + 1;
  }
  throw new Error('The JSON text is not well-formed.');
}

function significantDigits(token: string): number {
  const [mantissa = ''] = token.split(/[eE]/);
  return mantissa.replace(/[-.]/g, '').replace(/^0+/, '').replace(/0+$/, '').length;
}

/** Closer to zero a number has fewer digits, and becomes zero. */
function isInRange(value: number): boolean {
  return Number.isFinite(value) && Math.abs(value) >= 1e-300;
}

function refuseInexact(token: string): never {
  const number = `The number ${shown(token)} has more than ${EXACT_DIGITS} digits, or is too large or too small, and would be rounded`;
  refuse(`${number}: write {"$feel": "number", "value": "..."}.`);
}

function shown(text: string): string {
  // Not half a character, which the answer could not hold either.
  return text.length > 40 ? `${text.slice(0, 40).replace(/\p{Surrogate}$/u, '')}...` : text;
}

function refuse(detail: string): never {
  throw new ProblemError('malformed-request', detail);
}
