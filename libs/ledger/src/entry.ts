import { utf8ToBytes } from '@noble/hashes/utils.js';
import { canonical, CanonicalFault } from './canonical.js';
import { faultInEntry } from './entry-shape.js';
import { entryText } from './entry-text.js';
import type { PartDigests } from './state-digest.js';

/**
 * One act, or one refused act: a link of a stream's chain and a leaf of the unit's log. It holds no value and no name, only ids, codes and
 * commitments, so it can be published and kept for ever. docs/ledger.md says what each member is for; its form never changes under `schema: 1`.
 */
export interface EntryBody {
  readonly schema: 1;
  /** Organisation unit. */
  readonly unit: string;
  /** `instance:<id>`, `organisation`, `definitions`, `message:<id>`. */
  readonly stream: string;
  /** Place within the stream, from 1, without gaps. */
  readonly seq: number;
  /** When it was decided, by the server's clock and never before the entry before: see `isoInstant`. */
  readonly at: string;
  /** Leaf hash of the entry before; null for the first. */
  readonly previous: string | null;
  readonly principal: EntryPrincipal;
  /** Kind of the command: `completeWork`. */
  readonly command: string;
  /** Accepted, or the codes of the guard's reasons, the headline first. */
  readonly decision: 'accepted' | { readonly refused: readonly string[] };
  readonly versions: {
    readonly engine: string;
    readonly policy: string;
    /** Version of the unit's organisation: people, posts, calendars, thresholds. */
    readonly organisation: number;
    /** Digest of the definition that the instance ran on when it was decided; null where there is none. */
    readonly definition: string | null;
  };
  /** Commitments to the pieces of content, by name. */
  readonly content: Readonly<Record<string, string>>;
  /** Chained digests of the state after the entry; null in streams without one. */
  readonly state: PartDigests | null;
  /** Digests of the whole state after the entry, now and then, hidden by the salt of the piece `full`. */
  readonly full?: PartDigests;
}

/** Who gave the command: ids that only the organisation's tables lead to a name. */
export interface EntryPrincipal {
  readonly kind: 'person' | 'worker' | 'system';
  readonly id: string;
  /** The account that the person had signed in with. */
  readonly account?: string;
}

/** Most bytes of an entry: C2SP tlog-tiles writes the length of one in two bytes. */
export const MAX_ENTRY_BYTES = 65_535;

/** The bytes or the body are no entry; the message says where. */
export class EntryFault extends Error {
  override readonly name = 'EntryFault';
}

/**
 * The bytes of an entry: its canonical JSON in UTF-8. They are what is stored, hashed and published.
 * @throws EntryFault when the body could not be read back
 */
export function encodeEntry(body: EntryBody): Uint8Array {
  const text = entryText(body);
  if (text === null) throw new EntryFault(faultInEntry(body) ?? 'the entry holds a text with half a surrogate pair');
  const bytes = utf8ToBytes(text);
  if (bytes.length > MAX_ENTRY_BYTES) throw new EntryFault(tooLong(bytes));
  return bytes;
}

/**
 * Reads an entry and refuses whatever `encodeEntry` would not have written: one body has one sequence of bytes.
 * @throws EntryFault for unknown or missing members, wrong types, bytes that are not the canonical ones
 */
export function decodeEntry(bytes: Uint8Array): EntryBody {
  if (bytes.length > MAX_ENTRY_BYTES) throw new EntryFault(tooLong(bytes));
  const body = parse(bytes);
  const fault = faultInEntry(body);
  if (fault !== null) throw new EntryFault(fault);
  if (!isCanonical(body, bytes)) throw new EntryFault('the entry is not written in canonical JSON (RFC 8785)');
  return body as EntryBody;
}

function tooLong(bytes: Uint8Array): string {
  return `the entry has ${bytes.length} bytes, more than ${MAX_ENTRY_BYTES}`;
}

function parse(bytes: Uint8Array): unknown {
  try {
    // What is not UTF-8 is replaced here, and then differs from the canonical bytes.
    return JSON.parse(new TextDecoder().decode(bytes));
  } catch (error) {
    if (error instanceof SyntaxError) throw new EntryFault('the entry is not JSON', { cause: error });
    throw error;
  }
}

function isCanonical(body: unknown, bytes: Uint8Array): boolean {
  try {
    const written = utf8ToBytes(canonical(body));
    return written.length === bytes.length && written.every((byte, i) => byte === bytes[i]);
  } catch (error) {
    // An id with half a surrogate pair: JSON can spell it, RFC 8785 does not.
    if (error instanceof CanonicalFault) return false;
    throw error;
  }
}
