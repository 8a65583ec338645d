import type { Violation } from '../constraints/constraint.js';
import type { ActInQuestion } from '../constraints/deed.js';
import { isCompensable } from '../exceptions/compensable.js';
import { reviewerOf, substitutesIn, type Substitute } from '../exceptions/substitutes.js';
import type { SubstituteReview } from '../exceptions/state.js';
import { policyOf } from '../model/index.js';
import type { Reason } from '../ports/index.js';
import { reason } from '../texts/index.js';
import type { Acting } from './acting.js';
import type { ItemQuestion } from './item-rights.js';
import { namesOf } from './who.js';

type Question = Pick<ItemQuestion, 'request' | 'instance'>;

/** 替代控制 that would let a substitute reviewer make up for the violation. */
export function substituteFor(violation: Violation, act: ActInQuestion, question: Question): Substitute | undefined {
  const found = namedFor(violation, question);
  if (found === undefined) return undefined;
  const { organisation } = question.request;
  return isCompensable(violation.constraint, act, policyOf(question.instance.definition), organisation)
    ? found
    : undefined;
}

function namedFor(
  { constraint }: Violation,
  { request: { organisation, at }, instance }: Question,
): Substitute | undefined {
  return substitutesIn(instance.process, organisation, at).find(({ data }) => data.constraint === constraint.id);
}

/** Whether that very act of that very person was reviewed, under what is still in force. */
export function isReviewed(violation: Violation, act: ActInQuestion, acting: Acting, question: Question): boolean {
  if (acting.onBehalfOf !== null || acting.alsoFor !== undefined) return false;
  const known = reviewsFor(question, acting.person).filter(({ constraint }) => constraint === violation.constraint.id);
  if (known.length === 0) return false;
  const fact = substituteFor(violation, act, question);
  return fact !== undefined && known.some((review) => review.fact === fact.id);
}

/** Of the item that the command is about. */
export function reviewsFor({ request: { command }, instance }: Question, person: string): readonly SubstituteReview[] {
  const reviews = 'item' in command ? instance.work.exceptions?.reviews?.[command.item] : undefined;
  return (reviews ?? []).filter((each) => each.person === person);
}

/** What can be done where a substitute was said: to ask for the review, or nothing, because the law does not let it count. */
export function substituteHints(violations: readonly Violation[], act: ActInQuestion, question: Question): Reason[] {
  const { organisation, at } = question.request;
  const hints = violations.flatMap((violation): Reason[] => {
    const named = namedFor(violation, question);
    if (named === undefined) return [];
    const fact = substituteFor(violation, act, question);
    if (fact === undefined) return [reason('SUBSTITUTE_FORBIDDEN', { name: violation.constraint.id })];
    const name = namesOf([reviewerOf(fact)], organisation, at);
    return [reason('SUBSTITUTE_REVIEW_NEEDED', { document: fact.data.resolution.document, name })];
  });
  return [...new Map(hints.map((each) => [each.message, each])).values()];
}
