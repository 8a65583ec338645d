export { canonical, CanonicalFault, type CanonicalText, MAX_DEPTH } from './canonical.js';
export { commitment, pieceSalt, SECRET_BYTES } from './commitment.js';
export {
  ContentFault,
  eraseContent,
  FULL_PIECE,
  readContent,
  sealContent,
  type Piece,
  type SealedContent,
} from './content.js';
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
export {
  ChainCheck,
  verifyChain,
  type ChainFinding,
  type ChainFindingCode,
  type ChainHead,
  type ChainName,
  type ChainReport,
  type CheckedLink,
  type Link,
} from './verify.js';
