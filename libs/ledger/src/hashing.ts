import { sha256 } from '@noble/hashes/sha2.js';
import { bytesToHex, concatBytes, utf8ToBytes } from '@noble/hashes/utils.js';

/** SHA-256 as the caller has it: a browser takes the one below, a server its faster own. Digests are 64 lower-case hexadecimal digits. */
export interface Hashing {
  /** Digest of a text in UTF-8. */
  text(text: string): string;
  /** The 32 bytes of the digest of the parts, one behind the other. */
  bytes(...parts: readonly Uint8Array[]): Uint8Array;
}

/** SHA-256 without any help of the platform. */
export const PORTABLE_HASHING: Hashing = {
  text: (text) => bytesToHex(sha256(utf8ToBytes(text))),
  bytes: (...parts) => sha256(concatBytes(...parts)),
};
