import { reasonsAgainst } from '../guard/item-rights.js';
import type { Reaction } from '../ports/index.js';
import type { WorkDraft } from '../work/draft.js';
import { onItem, type ItemAsked } from './act.js';
import { againstPending } from './opinions.js';
import { conflict } from './reactions.js';
import { trailOf } from './trail.js';

/** 签收: the item is the person's to do, and nobody else's. */
export const claim = onItem<'claimWork'>({
  against: reasonsAgainst,
  react: (draft, asked) => assign(draft, asked, asked.person.person, 'claim', '本件已由您签收。'),
});

/** 退回待办: it is again everybody's to whom it is offered. */
export const release = onItem<'releaseWork'>({
  against: (asked, known) => [...reasonsAgainst(asked, known), ...againstPending(asked)],
  react: (draft, asked) => assign(draft, asked, null, 'release', '本件尚未签收，无须退回待办。'),
});

function assign(
  draft: WorkDraft,
  { command, item, person, acting }: ItemAsked<'claimWork'> | ItemAsked<'releaseWork'>,
  assignee: string | null,
  act: string,
  asItIs: string,
): Reaction {
  if (item.assignee === assignee) return conflict(asItIs);
  draft.emit({ type: 'itemAssigned', item: command.item, assignee });
  draft.trail.push(trailOf(item, act, person, acting));
  return draft.reaction();
}
