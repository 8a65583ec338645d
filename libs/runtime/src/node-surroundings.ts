import { createHash, randomBytes } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Hashing } from '@quanheng/ledger';
import type { Surroundings } from './ports/index.js';

/** The machine's clock and dice. */
export const NODE_SURROUNDINGS: Surroundings = {
  now: () => Date.now(),
  random: (bytes) => randomBytes(bytes),
  sleep: async (millis) => {
    await sleep(millis);
  },
};

/** SHA-256 as the platform computes it: the ledger's own is for browsers. */
export const NODE_HASHING: Hashing = {
  text: (text) => createHash('sha256').update(text, 'utf8').digest('hex'),
  bytes: (...parts) => {
    const hash = createHash('sha256');
    for (const part of parts) hash.update(part);
    return hash.digest();
  },
};
