import { withFields } from '@quanheng/engine';
import { kindOf } from '../controls/control.js';
import { reasonsAgainst } from '../guard/item-rights.js';
import type { Known } from '../guard/known.js';
import { againstWriting } from '../guard/protected-writes.js';
import { reviewsFor } from '../guard/substitutes.js';
import type { Addition, Reaction, Reason, TrailRecord } from '../ports/index.js';
import { reason } from '../texts/index.js';
import { payloadOf } from '../variables.js';
import type { WorkDraft } from '../work/draft.js';
import { handingEvent } from '../work/handing-events.js';
import { additionsTo, type HeldAnswer } from '../work/handing.js';
import type { Answer, DoneAct } from '../work/state.js';
import { onItem, type ItemAsked } from './act.js';
import { againstPending } from './opinions.js';
import { invalid } from './reactions.js';
import { againstDeciding, decideTermination } from './terminate.js';
import { review } from './substitute-review.js';
import { doneAs, trailOf } from './trail.js';

/** 办结: the work of an item is done; of a control, one of its acts is answered. */
export const complete = onItem<'completeWork'>({
  against: (asked, known) => [
    ...reasonsAgainst(asked, known),
    ...againstPending(asked, ['before', 'parallel']),
    ...againstBareAdvice(asked),
    ...againstLateRefusal(asked, known),
    ...againstDeciding(asked),
  ],
  react: (draft, asked) => {
    const { act, addition } = asked.item;
    if (addition !== undefined) return advise(draft, asked, addition);
    if (asked.item.ending !== undefined) return decideTermination(draft, asked);
    if (asked.item.review !== undefined) return review(draft, asked, asked.item.review);
    return act === undefined ? finish(draft, asked) : answer(draft, asked, act);
  },
});

/** A task that is no control: done at once, with what was filled in. */
function finish(draft: WorkDraft, asked: ItemAsked<'completeWork'>): Reaction {
  const { command, item, person, acting, instance } = asked;
  const { outcome, variables } = command;
  const chosen = outcome === undefined ? {} : { outcome };
  const payload = payloadOf(variables);
  const done = { type: 'itemCompleted', item: command.item, by: person.person, outcome: outcome ?? null } as const;
  const filled = Object.keys(variables ?? {});
  const names = filled.length === 0 ? {} : { filled };
  draft.trail.push(Object.assign(trailOf(item, 'complete', person, acting), underReview(asked), chosen, names));
  if (additionsTo(draft.work, command.item).length > 0) {
    const { outcomes } = instance.definition.graph.nodesByKey.get(item.activity) ?? {};
    if (outcome !== undefined && outcomes?.includes(outcome) !== true) {
      return invalid(`本环节没有办理结果“${outcome}”，请按流程图选择。`);
    }
    draft.emit(done);
    return hold(draft, asked, { ...chosen, ...(variables === undefined ? {} : { variables }) });
  }
  draft.emit(withFields(done, { since: instance.flow.nextId }));
  draft.commands.push({ type: 'complete', id: item.element, variables: payload, ...chosen });
  return draft.reaction();
}

/** 替代控制标识: the act was let through because somebody from outside had looked at it. */
function underReview(asked: ItemAsked<'completeWork'>): Pick<TrailRecord, 'under'> {
  const reviews = reviewsFor(asked, asked.person.person);
  const under = reviews.map(({ fact, document, reviewer }) => ({ fact, document, reviewer }));
  return under.length === 0 ? {} : { under };
}

/** What the answer does waits for the opinions that were asked for behind it. */
function hold(
  draft: WorkDraft,
  { command, item: { element, activity }, person }: ItemAsked<'completeWork'>,
  rest: Pick<HeldAnswer, 'outcome' | 'variables' | 'act' | 'done'>,
): Reaction {
  const held = { element, activity, by: person.person, ...rest };
  draft.emit(handingEvent({ type: 'work:answerHeld', item: command.item, held }));
  draft.stepPast();
  return draft.reaction();
}

function answer(draft: WorkDraft, asked: ItemAsked<'completeWork'>, act: string): Reaction {
  const { command, item, person, acting } = asked;
  const { at } = asked.request;
  const { item: id, outcome = '', variables = {} } = command;
  const plan = draft.actOf(item.activity, act);
  const given = plan?.answers.find((each) => each === outcome);
  if (plan === undefined || given === undefined) {
    const known = (plan?.answers ?? []).map((each) => `“${ANSWERS[each]}”（${each}）`).join('、');
    return invalid(`本环节须表明：${known}。`);
  }
  if (Object.keys(variables).length > 0) {
    return invalid('监督制约环节不修改表单内容；需要修改的，请退回填写环节。');
  }
  if ((plan.isTally === true) !== (command.tally !== undefined)) {
    return invalid(plan.isTally === true ? '请填写同意、不同意、缓议的票数。' : '本环节不填写票数。');
  }
  const { attendance } = command;
  if (attendance !== undefined && plan.isAttendance !== true) return invalid('本环节不登记出席方式；仅签到时填写。');
  const digest = draft.digestFor(item.activity);
  const papers = draft.papersFor(item.activity);
  const attending = attendance === undefined ? {} : { attendance };
  const done: DoneAct = withFields(doneAs(person.person, acting), {
    answer: given,
    at,
    digest,
    ...attending,
    ...(papers.length === 0 ? {} : { papers }),
    ...(command.tally === undefined ? {} : { tally: command.tally }),
    ...draft.begins(item.activity, act),
    ...draft.led(item.activity, act, { post: acting?.post ?? null }),
  });
  const wrong = draft.wrongWith(item.element, act, done);
  if (wrong !== null) return invalid(wrong);
  draft.emit({ type: 'itemCompleted', item: id, by: person.person, outcome });
  const capacity = draft.capacityIn(item.element, act);
  const told = { ...underReview(asked), ...capacity, ...attending };
  draft.trail.push(Object.assign(trailOf(item, kindOf(act), person, acting), told, { outcome, digest }));
  if (additionsTo(draft.work, id).length > 0) return hold(draft, asked, { act, done });
  draft.stepPast();
  draft.act(item.element, act, done);
  return draft.reaction();
}

/** 加签意见: advice, kept with who asked; what it was about goes on when no other is missing. */
function advise(
  draft: WorkDraft,
  { command, item, person, acting }: ItemAsked<'completeWork'>,
  { to, by, onBehalfOf, act }: Addition,
): Reaction {
  const { item: id, outcome = '', variables = {} } = command;
  if (outcome !== 'approve' && outcome !== 'disapprove') {
    return invalid(`加签意见须表明：“${ANSWERS.approve}”（approve）或“${ANSWERS.disapprove}”（disapprove）。`);
  }
  if (Object.keys(variables).length > 0 || command.tally !== undefined) {
    return invalid('加签只提出意见，不修改表单内容；请把修改建议写入意见。');
  }
  draft.emit({ type: 'itemCompleted', item: id, by: person.person, outcome });
  draft.trail.push({
    ...trailOf(item, 'advise', person, acting),
    alsoFor: onBehalfOf === undefined ? [by] : [by, onBehalfOf],
    ...(act === undefined ? {} : { adviceOn: kindOf(act) }),
    outcome,
  });
  draft.carryOut(to);
  return draft.reaction();
}

/** Whoever gives an opinion later cannot mend what was filled in before. */
function againstLateRefusal({ instance, command, item }: ItemAsked<'completeWork'>, known: Known): Reason[] {
  if (additionsTo(instance.work, command.item).length === 0) return [];
  return againstWriting(Object.keys(command.variables ?? {}), item.activity, instance, known);
}

/** Advice against something says why. */
function againstBareAdvice({ command, item }: ItemAsked<'completeWork'>): Reason[] {
  const isBare = command.outcome === 'disapprove' && (command.opinion ?? '').trim() === '';
  return item.addition !== undefined && isBare ? [reason('OPINION_MISSING')] : [];
}
const ANSWERS: Readonly<Record<Answer, string>> = {
  approve: '同意',
  disapprove: '不同意',
  defer: '缓议',
  recuse: '回避',
  supplement: '要求补充材料',
};
