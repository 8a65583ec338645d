import type { Surroundings } from './ports/index.js';

const ALPHABET = '0123456789ABCDEFGHJKMNPQRSTVWXYZ'; // Crockford's base 32

/**
 * A new id: 48 bits of time and 80 of chance as 26 characters (ULID). Rows made together lie together in a clustered index, and nobody can
 * guess a neighbour's.
 */
export function newId(surroundings: Surroundings): string {
  let id = '';
  for (let time = surroundings.now(), i = 0; i < 10; i++) {
    id = (ALPHABET[time % 32] ?? '') + id;
    time = Math.floor(time / 32);
  }
  for (const byte of surroundings.random(16)) id += ALPHABET[byte % 32] ?? '';
  return id;
}
