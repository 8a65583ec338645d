import { substitutesFor } from '../guard/duties.js';
import { REVIEW } from '../guard/reviewing.js';
import { reviewerOf } from '../exceptions/substitutes.js';
import type { Reaction, ReviewOf } from '../ports/index.js';
import { reason } from '../texts/index.js';
import { controlEvent } from '../work/events.js';
import type { WorkDraft } from '../work/draft.js';
import { onItem, type ItemAsked } from './act.js';
import { conflict, invalid } from './reactions.js';
import { trailOf } from './trail.js';

/** 提请替代复核: somebody whom a separation keeps from an act has it looked at by the substitute reviewer first, where the unit has said so. */
export const askSubstituteReview = onItem<'askSubstituteReview'>({
  against: (asked, known) => {
    const { acting, item, person } = asked;
    const isOthers = item.assignee !== null && item.assignee !== person.person;
    const isOwn = acting !== null && acting.onBehalfOf === null && acting.alsoFor === undefined && !isOthers;
    if (!isOwn || item.review !== undefined || item.addition !== undefined || item.ending !== undefined)
      return [reason('SUBSTITUTE_NONE')];
    return substitutesFor(asked, acting, known).length === 0 ? [reason('SUBSTITUTE_NONE')] : [];
  },
  react: (draft, asked, known) => {
    const { command, item, acting, person, instance, request } = asked;
    const isAsked = Object.values(draft.work.items).some(
      ({ review }) => review?.to === command.item && review.person === person.person,
    );
    if (isAsked) return conflict('本件的替代复核已经提请，正待复核。');
    const facts = acting === null ? [] : substitutesFor(asked, acting, known);
    const { name } = request.organisation.fact('person', person.person, request.at)?.data ?? { name: person.person };
    const before = instance.trail.filter(({ act, element }) => act === ASK && element === item.element).length;
    for (const [index, fact] of facts.entries()) {
      const review = { to: command.item, person: person.person, fact: fact.id };
      draft.openReview(item, reviewerOf(fact), name, review, before * MOST + index + 1);
    }
    draft.trail.push(trailOf(item, ASK, person, acting));
    return draft.reaction();
  },
});
const ASK = 'askReview';
/** Substitutes that one act can need. */
const MOST = 100;

/** 替代复核: with a yes that one act of that one person can be done, as the contents are now. */
export function review(
  draft: WorkDraft,
  asked: ItemAsked<'completeWork'>,
  { to, person: whom, fact: id }: ReviewOf,
): Reaction {
  const { command, item, person, acting, request } = asked;
  const { item: own, outcome = '', variables = {}, tally } = command;
  if (outcome !== 'approve' && outcome !== 'disapprove') {
    return invalid('替代复核须表明：“同意”（approve）或“不同意”（disapprove）。');
  }
  if (Object.keys(variables).length > 0 || tally !== undefined)
    return invalid('替代复核不修改表单内容；请把意见写入复核意见。');
  const fact = request.organisation.fact('substituteReview', id, request.at);
  const digest = draft.digestFor(item.activity);
  draft.emit({ type: 'itemCompleted', item: own, by: person.person, outcome });
  draft.trail.push({ ...trailOf(item, REVIEW, person, acting), to: whom, outcome, digest });
  if (outcome === 'approve' && fact !== undefined) {
    const { constraint, resolution } = fact.data;
    const given = { fact: id, constraint, document: resolution.document, person: whom, activity: item.activity };
    const reviewed = { ...given, reviewer: person.person, digest, at: request.at };
    draft.emit(controlEvent({ type: 'work:reviewed', item: to, review: reviewed }));
  }
  return draft.reaction();
}
