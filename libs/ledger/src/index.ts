export { canonical, CanonicalFault, type CanonicalText, MAX_DEPTH } from './canonical.js';
export { commitment, pieceSalt, SECRET_BYTES } from './commitment.js';
export { decodeEntry, encodeEntry, EntryFault, MAX_ENTRY_BYTES, type EntryBody, type EntryPrincipal } from './entry.js';
export { PORTABLE_HASHING, type Hashing } from './hashing.js';
export { epochMillis, isoInstant } from './instant.js';
export { leafHash, nodeHash } from './merkle.js';
export {
  advance,
  chainDigest,
  EMPTY_DIGEST,
  EMPTY_DIGESTS,
  fullDigest,
  type PartDigests,
  STATE_PARTS,
  type StatePart,
} from './state-digest.js';
