import { kindOf } from '../controls/control.js';
import { reasonsAgainst } from '../guard/item-rights.js';
import type { Reaction } from '../ports/index.js';
import { payloadOf } from '../variables.js';
import type { WorkDraft } from '../work/draft.js';
import type { Answer, DoneAct } from '../work/state.js';
import { onItem, type ItemAsked } from './act.js';
import { invalid } from './reactions.js';
import { doneAs, trailOf } from './trail.js';

/** 办结: the work of an item is done; of a control, one of its acts is answered. */
export const complete = onItem<'completeWork'>({
  against: reasonsAgainst,
  react: (draft, asked) => {
    const { act } = asked.item;
    return act === undefined ? finish(draft, asked) : answer(draft, asked, act);
  },
});

/** A task that is no control: done at once, with what was filled in. */
function finish(draft: WorkDraft, { command, item, person, acting }: ItemAsked<'completeWork'>): Reaction {
  const { outcome, variables } = command;
  const chosen = outcome === undefined ? {} : { outcome };
  draft.emit({ type: 'itemCompleted', item: command.item, by: person.person, outcome: outcome ?? null });
  draft.commands.push({ type: 'complete', id: item.element, variables: payloadOf(variables), ...chosen });
  draft.trail.push({ ...trailOf(item, 'complete', person, acting), ...chosen });
  return draft.reaction();
}

function answer(
  draft: WorkDraft,
  { request: { at }, command, item, person, acting }: ItemAsked<'completeWork'>,
  act: string,
): Reaction {
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
  const digest = draft.digestFor(item.activity);
  const done: DoneAct = {
    ...doneAs(person.person, acting),
    ...{ answer: given, at, digest },
    ...(command.tally === undefined ? {} : { tally: command.tally }),
  };
  const wrong = draft.wrongWith(item.element, act, done);
  if (wrong !== null) return invalid(wrong);
  draft.emit({ type: 'itemCompleted', item: id, by: person.person, outcome });
  const capacity = draft.capacityIn(item.element, act);
  draft.trail.push({ ...trailOf(item, kindOf(act), person, acting), ...capacity, outcome, digest });
  draft.act(item.element, act, done);
  return draft.reaction();
}
const ANSWERS: Readonly<Record<Answer, string>> = {
  approve: '同意',
  disapprove: '不同意',
  defer: '缓议',
  recuse: '回避',
};
