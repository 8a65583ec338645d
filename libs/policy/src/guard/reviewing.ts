import { isChief } from '../constraints/chief.js';
import { substitutesIn } from '../exceptions/substitutes.js';
import type { Reason, ReviewOf } from '../ports/index.js';
import { reason } from '../texts/index.js';
import type { Acting } from './acting.js';
import type { ItemQuestion } from './item-rights.js';

/** 替代复核 is done in person, with reasons, by somebody who has no other part in the matter and is not the chief, while the substitute is in force. */
export function againstReviewing(question: ItemQuestion, { fact, person }: ReviewOf, acting: Acting): Reason[] {
  const { request, instance } = question;
  const { organisation, at, command } = request;
  const name = organisation.fact('person', person, at)?.data.name ?? person;
  if (!OF_REVIEW.has(command.kind)) return [reason('SUBSTITUTE_REVIEW_ONLY')];
  const isIn = substitutesIn(instance.process, organisation, at).some(({ id }) => id === fact);
  const isParty = acting.onBehalfOf !== null || acting.person === person || hasOtherPart(question, acting.person);
  const isSilent = command.kind === 'completeWork' && (command.opinion ?? '').trim() === '';
  return [
    ...(isIn ? [] : [reason('SUBSTITUTE_ENDED')]),
    ...(isParty || isChief(acting.person, organisation, at) ? [reason('SUBSTITUTE_REVIEWER', { name })] : []),
    ...(isSilent ? [reason('OPINION_MISSING')] : []),
  ];
}

/** To have reviewed, or read, is none. */
function hasOtherPart({ instance: { startedBy, trail } }: ItemQuestion, person: string): boolean {
  if (startedBy === `person:${person}`) return true;
  return trail.some(
    ({ act, person: by, onBehalfOf }) =>
      act !== REVIEW && act !== 'claim' && act !== 'release' && act !== 'read' && [by, onBehalfOf].includes(person),
  );
}
export const REVIEW = 'review';
/** A review says yes or no; it neither moves the matter nor goes to anybody else. */
const OF_REVIEW: ReadonlySet<string> = new Set(['completeWork', 'claimWork', 'attachFile']);
