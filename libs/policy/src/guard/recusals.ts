import { whoCan } from '../constraints/index.js';
import type { Ground, Reason } from '../ports/index.js';
import { reason } from '../texts/index.js';
import { inPerson, type Acting } from './acting.js';
import { isFree, recusedParties, type OfItem } from './duties.js';
import type { ItemQuestion } from './item-rights.js';
import type { Known } from './known.js';

/** Whoever has recused themselves does that activity never more, nor does anybody in their place (回避). */
export function againstRecused(question: ItemQuestion, acting: Acting, known: Known): readonly Ground[] {
  if (recusedParties(question, acting).length === 0) return [];
  const word = (): Reason => reason('RECUSE_REQUIRED', { x: '本件', posts: othersFor(question, known) });
  return [{ code: 'RECUSE_REQUIRED', word }];
}

/** Who can do the item, as texts name them; empty: nobody can. */
export function othersFor(question: OfItem, known: Pick<Known, 'profiles'>): string {
  const { item, request } = question;
  return whoCan(item.offers, request.organisation, request.at, (candidate) =>
    isFree(question, inPerson(candidate), known),
  );
}
