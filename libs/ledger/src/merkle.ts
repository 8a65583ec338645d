import { bytesToHex } from '@noble/hashes/utils.js';
import type { Hashing } from './hashing.js';

// RFC 9162 §2.1.1: the prefixes keep a leaf from passing for a node.
const LEAF = Uint8Array.of(0x00);
const NODE = Uint8Array.of(0x01);

/** Leaf of a Merkle tree, SHA-256(0x00 || entry), in hexadecimal: what identifies an entry. */
export function leafHash(hashing: Hashing, entry: Uint8Array): string {
  return bytesToHex(hashing.bytes(LEAF, entry));
}

/** Inner node of a Merkle tree: SHA-256(0x01 || left || right). */
export function nodeHash(hashing: Hashing, left: Uint8Array, right: Uint8Array): Uint8Array {
  return hashing.bytes(NODE, left, right);
}
