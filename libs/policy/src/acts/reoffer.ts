import { actingIn } from '../guard/handed-over.js';
import { othersFor } from '../guard/recusals.js';
import type { InstanceView, Reaction, ReofferWork, Request } from '../ports/index.js';
import type { WorkDraft } from '../work/draft.js';
import type { Work } from '../work/state.js';
import { conflict } from './reactions.js';

const NO_PROFILES = { profiles: new Map<string, never>() };

/**
 * 重新分派: offered once more to whom the drawing says, as the organisation is now. The operator chooses nobody, and takes nothing from anybody who can
 * do it.
 */
export function reoffer(
  draft: WorkDraft,
  request: Request<Work>,
  instance: InstanceView<Work>,
  { item: id }: ReofferWork,
): Reaction {
  const item = instance.work.items[id];
  if (item === undefined || item.addition !== undefined || item.review !== undefined) {
    return conflict('本件已办结或不是可以分派的待办，请刷新后查看。');
  }
  const { organisation, at } = request;
  const { assignee } = item;
  const holds = assignee !== null && actingIn(instance, item, assignee, organisation, at) !== null;
  const able = assignee === null ? othersFor({ request, instance, item }, NO_PROFILES) : '';
  if (holds || able !== '') {
    return conflict(`本件已有承办人员，无须重新分派；请由${able === '' ? '签收人' : able}办理。`);
  }
  const { offers } = draft.drawn(item.activity, item.act);
  if (othersFor({ request, instance, item: { ...item, offers, assignee: null } }, NO_PROFILES) === '') {
    return conflict('按流程规定仍无人符合条件，请先联系组织（人事）部门安排承办岗位。');
  }
  draft.cancel(id);
  draft.openAgain(id, item);
  return draft.reaction();
}
