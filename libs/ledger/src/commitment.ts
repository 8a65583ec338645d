import { bytesToHex } from '@noble/hashes/utils.js';
import type { CanonicalText } from './canonical.js';
import type { Hashing } from './hashing.js';

/** Bytes of chance that are drawn for each entry. */
export const SECRET_BYTES = 32;

/**
 * The salt of one piece of an entry, 16 bytes in hexadecimal. Each piece has its own, so that whoever still holds one salt cannot guess at the
 * value of a piece that was erased; without the secret, which nobody keeps, none leads to another (docs/decisions/0011).
 * @param secret 32 unpredictable bytes, drawn for this entry alone and forgotten afterwards
 */
export function pieceSalt(hashing: Hashing, secret: Uint8Array, name: string): string {
  if (secret.length !== SECRET_BYTES)
    throw new RangeError(`an entry's secret has ${SECRET_BYTES} bytes, not ${secret.length}`);
  return saltOf(hashing, bytesToHex(secret), name);
}

/** The same for a secret that is in hexadecimal already. */
export function saltOf(hashing: Hashing, secret: string, name: string): string {
  return hashing.text(`quanheng/salt/v1\n${secret}\n${name}`).slice(0, 32);
}

/**
 * What an entry holds of a value: SHA-256 of three lines, `quanheng/commitment/v1`, the salt and the value's canonical text. It reveals nothing
 * without the salt, and no other value fits it.
 */
export function commitment(hashing: Hashing, salt: string, value: CanonicalText): string {
  return hashing.text(`quanheng/commitment/v1\n${salt}\n${value}`);
}
