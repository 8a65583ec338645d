import { bytesToHex } from '@noble/hashes/utils.js';
import { canonical, CanonicalFault, type CanonicalText } from './canonical.js';
import { commitment, saltOf, SECRET_BYTES } from './commitment.js';
import type { Hashing } from './hashing.js';

/** Name of the piece whose salt hides the digests of the whole state. Its value is null: the state itself is not stored again. */
export const FULL_PIECE = 'full';

/** A piece of content as it lies beside its entry. */
export type Piece = { readonly salt: string; readonly value: unknown } | { readonly erased: true };

/** The text is no content of an entry; the message says why. */
export class ContentFault extends Error {
  override readonly name = 'ContentFault';
}

/** Content ready to be stored, and what its entry says of it. */
export interface SealedContent {
  readonly commitments: Readonly<Record<string, string>>;
  /** To be forgotten after use. */
  readonly salts: Readonly<Record<string, string>>;
  /** What is stored beside the entry: canonical JSON of `Record<name, Piece>`. */
  readonly text: string;
}

/**
 * Commits to each piece with a salt of its own.
 * @param secret 32 unpredictable bytes drawn for this entry alone, forgotten afterwards
 * @param pieces canonical texts by name; those named `flow`, `work` and `trail` are the events that changed that part of the state
 * @param forget names of pieces that are committed to and not stored
 */
export function sealContent(
  hashing: Hashing,
  secret: Uint8Array,
  pieces: Readonly<Record<string, CanonicalText>>,
  forget: readonly string[] = [],
): SealedContent {
  if (secret.length !== SECRET_BYTES)
    throw new RangeError(`an entry's secret has ${SECRET_BYTES} bytes, not ${secret.length}`);
  const chance = bytesToHex(secret);
  const commitments: Record<string, string> = {};
  const salts: Record<string, string> = {};
  const stored: string[] = [];
  for (const [name, value] of Object.entries(pieces).sort(byName)) {
    const salt = saltOf(hashing, chance, name);
    salts[name] = salt;
    commitments[name] = commitment(hashing, salt, value);
    stored.push(`"${name}":${forget.includes(name) ? '{"erased":true}' : `{"salt":"${salt}","value":${value}}`}`);
  }
  return { commitments, salts, text: `{${stored.join(',')}}` };
}

function byName([a]: readonly [string, unknown], [b]: readonly [string, unknown]): number {
  return a < b ? -1 : 1;
}

/**
 * Reads stored content and refuses what `sealContent` and `eraseContent` would not have written.
 * @throws ContentFault
 */
export function readContent(text: string): ReadonlyMap<string, Piece> {
  const pieces = parse(text);
  for (const [name, piece] of Object.entries(pieces)) {
    if (!isPiece(piece)) throw new ContentFault(`piece ${name} is neither {salt, value} nor {erased: true}`);
  }
  if (rewritten(pieces) !== text) throw new ContentFault('the content is not written in canonical JSON (RFC 8785)');
  return new Map(Object.entries(pieces as Record<string, Piece>));
}

/**
 * The same content without the values and salts of some pieces: what stays reveals nothing of them, and the entry stays as it is.
 * @throws ContentFault when there is no such piece
 */
export function eraseContent(text: string, names: readonly string[]): string {
  const pieces = new Map(readContent(text));
  for (const name of names) {
    if (!pieces.has(name))
      throw new ContentFault(`there is no piece ${name}; there are: ${[...pieces.keys()].join(', ')}`);
    pieces.set(name, { erased: true });
  }
  return canonical(Object.fromEntries(pieces));
}

function parse(text: string): Record<string, unknown> {
  try {
    const read: unknown = JSON.parse(text);
    if (typeof read === 'object' && read !== null && !Array.isArray(read)) return read as Record<string, unknown>;
  } catch (error) {
    if (error instanceof SyntaxError) throw new ContentFault('the content is not JSON', { cause: error });
    throw error;
  }
  throw new ContentFault('the content is no object');
}

function rewritten(pieces: object): string {
  try {
    return canonical(pieces);
  } catch (error) {
    if (error instanceof CanonicalFault) throw new ContentFault(`the content has no canonical form: ${error.message}`);
    throw error;
  }
}

function isPiece(piece: unknown): boolean {
  if (typeof piece !== 'object' || piece === null) return false;
  const members = Object.keys(piece).sort().join();
  if (members === 'erased') return (piece as { erased: unknown }).erased === true;
  if (members !== 'salt,value') return false;
  const { salt } = piece as { salt: unknown };
  return typeof salt === 'string' && /^[0-9a-f]{32}$/.test(salt);
}
