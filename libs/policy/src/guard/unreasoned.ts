import type { Reason } from '../ports/index.js';
import { reason } from '../texts/index.js';

/**
 * What is done for a reason tells it: one rule for every command with a `reason`. An answer to an item has an `opinion` instead, and lacks that (`OPINION_MISSING`).
 * @param why also from clients that leave it out
 */
export function unreasoned(why: string | undefined): Reason[] {
  return (why ?? '').trim() === '' ? [reason('REASON_MISSING')] : [];
}
