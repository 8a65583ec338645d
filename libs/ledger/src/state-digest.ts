import type { CanonicalText } from './canonical.js';
import type { Hashing } from './hashing.js';

/** The parts of an instance's state (architecture §2); the events that change a part are a piece of content of the same name. */
export const STATE_PARTS = ['flow', 'work', 'trail'] as const;
export type StatePart = (typeof STATE_PARTS)[number];
export type PartDigests = Readonly<Record<StatePart, string>>;

/** Digest of a part that no event has changed yet. */
export const EMPTY_DIGEST = '0'.repeat(64);
export const EMPTY_DIGESTS: PartDigests = { flow: EMPTY_DIGEST, work: EMPTY_DIGEST, trail: EMPTY_DIGEST };

/**
 * The digest of a part after one more entry changed it. It is chained over the commitment to the events, not over the events: their digest alone
 * would let anybody try out what was erased.
 */
export function chainDigest(hashing: Hashing, part: StatePart, previous: string, eventsCommitment: string): string {
  return hashing.text(`quanheng/chain/v1/${part}\n${previous}\n${eventsCommitment}`);
}

/** The digests after an entry: parts whose events are among its content move on, the others stay as they are. */
export function advance(
  hashing: Hashing,
  previous: PartDigests,
  content: Readonly<Partial<Record<string, string>>>,
): PartDigests {
  const next = { ...previous };
  for (const part of STATE_PARTS) {
    const events = content[part];
    if (events !== undefined) next[part] = chainDigest(hashing, part, previous[part], events);
  }
  return next;
}

/** Commitment to a part's whole state, by the salt of the piece `full`. */
export function fullDigest(hashing: Hashing, part: StatePart, salt: string, state: CanonicalText): string {
  return hashing.text(`quanheng/state/v1/${part}\n${salt}\n${state}`);
}
