import { controlsOf } from '../controls/plan.js';
import { reasonsAgainst } from '../guard/item-rights.js';
import { othersFor } from '../guard/recusals.js';
import { unreasoned } from '../guard/unreasoned.js';
import { policyOf } from '../model/index.js';
import type { WorkDraft } from '../work/draft.js';
import { handingEvent } from '../work/handing-events.js';
import { additionsTo } from '../work/handing.js';
import { onItem, type ItemAsked } from './act.js';
import { personAsked } from './opinions.js';
import { conflict } from './reactions.js';
import { trailOf } from './trail.js';

/** Lines are asked of whoever tries: here it is only about whether there is anybody at all. */
const NO_PROFILES = { profiles: new Map<string, never>() };

/** 申请回避: whoever has an interest says so and does the activity never more in this instance; others do it, or operators see that there are none. */
export const recuse = onItem<'recuseWork'>({
  against: (asked, known) => [
    ...(asked.acting === null ? reasonsAgainst(asked, known) : []),
    ...unreasoned(asked.command.reason),
  ],
  react: (draft, asked) => {
    const { instance, item, person, acting } = asked;
    const plan = controlsOf(policyOf(instance.definition)).get(item.activity);
    if (plan?.control.kind === 'collectiveDecision' && item.offers.includes(`person:${person.person}`)) {
      return conflict('会议成员在签到时选择“回避”；已经签到的，请向会议主持人提出。');
    }
    if (instance.work.recused?.[item.activity]?.includes(person.person) === true) {
      return conflict('您已申请回避该环节，无须重复申请；本件由其他人员办理。');
    }
    draft.emit(handingEvent({ type: 'work:recused', activity: item.activity, persons: [person.person] }));
    draft.trail.push(trailOf(item, 'recuse', person, acting));
    for (const id of Object.keys(draft.work.items)) letGo(draft, asked, id);
    return draft.reaction();
  },
});

/** Each open item of the activity goes back to the others, or to nobody. */
function letGo(draft: WorkDraft, asked: ItemAsked<'recuseWork'>, id: string): void {
  const { instance, request, person } = asked;
  const item = draft.work.items[id];
  if (item?.activity !== asked.item.activity) return;
  if (item.review !== undefined) {
    // It was for what the person will not do any more.
    if (item.review.person === person.person) draft.emit({ type: 'itemCancelled', item: id });
    else if (item.assignee === person.person) draft.emit({ type: 'itemAssigned', item: id, assignee: null });
    return;
  }
  if (item.addition !== undefined) {
    if (personAsked(item.offers) !== person.person) return;
    draft.emit({ type: 'itemCancelled', item: id });
    draft.carryOut(item.addition.to);
    return;
  }
  if (item.assignee === person.person) {
    for (const addition of additionsTo(draft.work, id)) draft.emit({ type: 'itemCancelled', item: addition });
    draft.emit({ type: 'itemAssigned', item: id, assignee: null });
  }
  const now = draft.work.items[id];
  if (now === undefined) return;
  draft.emit({ type: 'itemExcepted', item: id, persons: [person.person] });
  if (now.assignee !== null || item.offers.length === 0) return;
  const left = othersFor({ request, item: now, instance: { ...instance, work: draft.work } }, NO_PROFILES);
  if (left !== '') return;
  draft.cancel(id);
  draft.openAgain(id, item, []);
}
