import { createHash } from 'node:crypto';
import type { Hashing } from '../hashing.js';

/** What a server uses: many times faster. */
export const NATIVE_HASHING: Hashing = {
  text: (text) => createHash('sha256').update(text).digest('hex'),
  bytes: (...parts) => parts.reduce((hash, part) => hash.update(part), createHash('sha256')).digest(),
};
