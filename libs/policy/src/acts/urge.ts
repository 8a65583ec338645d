import { momentInChinese } from '../calendar/index.js';
import { unitRule } from '../catalogue/index.js';
import { hasActed, namedInitiator } from '../guard/parts.js';
import type { Reason } from '../ports/index.js';
import { reason } from '../texts/index.js';
import { onItem, type ItemAsked } from './act.js';
import { conflict } from './reactions.js';
import { actingAsSelf, trailOf } from './trail.js';

const HOUR = 3_600_000;

/** 催办: who started the matter or did something in it asks the holder of an item to do it soon, not too often. */
export const urge = onItem<'urgeWork'>({
  against: (asked) => {
    const { instance, person, request } = asked;
    if (hasActed(instance, person.person)) return tooSoon(asked);
    return [reason('NO_PART', { act: '催办', name: namedInitiator(request, instance) })];
  },
  react: (draft, { command, instance, item, person, request: { organisation, at } }) => {
    if (instance.flow.status !== 'active') return conflict('本件已暂停办理，恢复后方可催办。');
    if (item.assignee === person.person) return conflict('本件由您本人办理，无须催办。');
    const times = (item.urged?.times ?? 0) + 1;
    const holders =
      item.assignee === null ? { persons: [], offers: item.offers } : { persons: [item.assignee], offers: [] };
    draft.emit({ type: 'itemUrged', item: command.item, by: person.person, at, times, holders });
    draft.trail.push(trailOf(item, 'urge', person, actingAsSelf(person.person, organisation, at)));
    return draft.reaction();
  },
});

/** By whomever it was urged before. */
function tooSoon({ item, request: { organisation, at } }: ItemAsked<'urgeWork'>): readonly Reason[] {
  if (item.urged === undefined) return [];
  const next = item.urged.at + unitRule(organisation, 'urgeHours', at).value * HOUR;
  return at < next ? [reason('URGE_TOO_SOON', { time: momentInChinese(next) })] : [];
}
